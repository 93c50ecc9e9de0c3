import Kernel

/// What people read when they sign in and when rights are shown.
package enum AccessTexts {
    package static let wrongLogin = Text(
        ru: "Неверный адрес или пароль. Проверьте раскладку клавиатуры и Caps Lock.",
        en: "Wrong address or password. Check the keyboard layout and Caps Lock.")
    package static let tooManyAttempts = Text(
        ru: "Слишком много попыток входа. Повторите через {minutes} мин.",
        en: "Too many attempts to sign in. Try again in {minutes} min.")
    package static let noSuchRole = Text(
        ru: "Такой роли нет. Обновите страницу.", en: "There is no such role. Reload the page.")
    package static let roleName = Text(
        ru: "Назовите роль: от 1 до 100 знаков.", en: "Name the role: 1 to 100 characters.")
    package static let scopeNotOffered = Text(
        ru: "Добавлять и загружать можно либо всё, либо ничего. Выберите «нет» или «все».",
        en: "Creating and importing are either allowed or not. Choose “none” or “all”.")

    package static let administrator = Text(ru: "Администратор", en: "Administrator")
    package static let head = Text(ru: "Руководитель отдела", en: "Head of department")
    package static let salesperson = Text(ru: "Менеджер", en: "Manager")
    package static let employee = Text(ru: "Сотрудник", en: "Employee")

    package static let scopeNone = Text(ru: "нет", en: "none")
    package static let scopeOwn = Text(ru: "свои", en: "own")
    package static let scopeDepartment = Text(ru: "свои и своего отдела", en: "own and own department")
    package static let scopeTree = Text(ru: "свои, отдела и подотделов", en: "own, department and sub-departments")
    package static let scopeAll = Text(ru: "все", en: "all")

    package static let read = Text(ru: "Читать", en: "Read")
    package static let create = Text(ru: "Добавлять", en: "Create")
    package static let update = Text(ru: "Изменять", en: "Change")
    package static let delete = Text(ru: "Удалять", en: "Delete")
    package static let export = Text(ru: "Выгружать", en: "Export")
    package static let importing = Text(ru: "Загружать", en: "Import")

    package static let configureAutomation = Text(
        ru: "Настраивать роботов, воронки и формы", en: "Configure robots, pipelines and forms")
    package static let configurePortal = Text(
        ru: "Настраивать портал и сотрудников", en: "Configure the portal and people")
    package static let everybody = Text(ru: "Все сотрудники", en: "Everybody")
}
