import Kernel

enum PortalSettingsTexts {
    static let company = Text(ru: "Компания", en: "Company")
    static let place = Text(ru: "Место и язык", en: "Place and language")
    static let formats = Text(ru: "Дата и время", en: "Date and time")
    static let companyName = Text(ru: "Название компании", en: "Company name")
    static let companyHelp = Text(ru: "Его видят сотрудники и клиенты.", en: "Employees and clients see it.")
    static let logoText = Text(ru: "Текст логотипа", en: "Logo text")
    static let logoHelp = Text(ru: "В левом верхнем углу каждой страницы.", en: "In the top left corner of every page.")
    static let email = Text(ru: "E-mail администратора", en: "Administrator's e-mail")
    static let emailHelp = Text(
        ru: "Сюда портал сообщает о роботах, которые не смогли выполниться.", en: "The portal writes here about robots that could not run.")
    static let organisation = Text(ru: "Тип организации", en: "Type of organisation")
    static let country = Text(ru: "Страна", en: "Country")
    static let zone = Text(ru: "Часовой пояс", en: "Time zone")
    static let zoneHelp = Text(ru: "В нём считаются рабочие часы и сроки.", en: "Working hours and deadlines are counted in it.")
    static let language = Text(ru: "Язык портала", en: "Language of the portal")
    static let languageHelp = Text(
        ru: "На нём пишутся названия, которые портал создаёт сам. Каждый сотрудник выбирает свой язык в профиле.",
        en: "Names that the portal makes are written in it. Everybody chooses a language of their own in the profile.")
    static let dateFormat = Text(ru: "Формат даты", en: "Date format")
    static let timeFormat = Text(ru: "Формат времени", en: "Time format")
    static let firstDay = Text(ru: "Неделя начинается", en: "The week begins on")

    /// The zones of Russia by their cities, west to east.
    static let russianZones: [(id: String, title: Text)] = [
        ("Europe/Kaliningrad", Text(ru: "Калининград (UTC+2)", en: "Kaliningrad (UTC+2)")),
        ("Europe/Moscow", Text(ru: "Москва (UTC+3)", en: "Moscow (UTC+3)")),
        ("Europe/Samara", Text(ru: "Самара (UTC+4)", en: "Samara (UTC+4)")),
        ("Asia/Yekaterinburg", Text(ru: "Екатеринбург (UTC+5)", en: "Yekaterinburg (UTC+5)")),
        ("Asia/Omsk", Text(ru: "Омск (UTC+6)", en: "Omsk (UTC+6)")),
        ("Asia/Krasnoyarsk", Text(ru: "Красноярск (UTC+7)", en: "Krasnoyarsk (UTC+7)")),
        ("Asia/Irkutsk", Text(ru: "Иркутск (UTC+8)", en: "Irkutsk (UTC+8)")),
        ("Asia/Yakutsk", Text(ru: "Якутск (UTC+9)", en: "Yakutsk (UTC+9)")),
        ("Asia/Vladivostok", Text(ru: "Владивосток (UTC+10)", en: "Vladivostok (UTC+10)")),
        ("Asia/Magadan", Text(ru: "Магадан (UTC+11)", en: "Magadan (UTC+11)")),
        ("Asia/Kamchatka", Text(ru: "Камчатка (UTC+12)", en: "Kamchatka (UTC+12)")),
    ]
}
