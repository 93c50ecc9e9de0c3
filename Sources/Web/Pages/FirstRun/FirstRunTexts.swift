import Kernel

enum FirstRunTexts {
    static let title = Text(ru: "Новый портал", en: "New portal")
    static let lead = Text(
        ru: "Создайте администратора. Дальше портал проведёт вас по настройке: сотрудники, роли, рабочее время.",
        en: "Make the administrator. The portal then leads you through the settings: people, roles, working time.")
    static let firstName = Text(ru: "Имя", en: "First name")
    static let lastName = Text(ru: "Фамилия", en: "Last name")
    static let company = Text(ru: "Компания", en: "Company")
    static let login = Text(ru: "E-mail", en: "E-mail")
    static let loginHelp = Text(ru: "С ним вы будете входить.", en: "You will sign in with it.")
    static let start = Text(ru: "Начать работу", en: "Start")
}
