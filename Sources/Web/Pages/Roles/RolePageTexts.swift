import Kernel

enum RolePageTexts {
    static let add = Text(ru: "Новая роль", en: "New role")
    static let name = Text(ru: "Название", en: "Name")
    static let nameEnglish = Text(ru: "Название по-английски", en: "Name in English")
    static let nameRussian = Text(ru: "Название по-русски", en: "Name in Russian")
    static let members = Text(ru: "Кому дана роль", en: "Who has the role")
    static let membersHelp = Text(ru: "Сотрудники, отделы и все сразу. Права нескольких ролей складываются.", en: "People, departments or everybody. Rights of several roles add up.")
    static let withSubdepartments = Text(ru: "с подотделами", en: "with sub-departments")
    static let rights = Text(ru: "Права на данные CRM", en: "Rights to CRM data")
    static let permissions = Text(ru: "Настройки", en: "Settings")
    static let entity = Text(ru: "Что", en: "What")
    static let nobody = Text(ru: "никому не дана", en: "nobody has it")
    static let created = Text(ru: "Роль создана", en: "The role is made")
    static let deleted = Text(ru: "Роль удалена", en: "The role is deleted")
    static let deleteHint = Text(ru: "У сотрудников останутся права других ролей.", en: "People keep the rights of their other roles.")
    static let administrators = Text(
        ru: "Администраторам портала доступно всё без всяких ролей.", en: "Administrators of the portal may do everything without any role.")
    static let role = Text(ru: "Роль", en: "Role")
}
