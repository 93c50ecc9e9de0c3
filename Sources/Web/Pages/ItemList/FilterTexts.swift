import Kernel

/// What the filter and the heads of lists, boards and agendas say.
enum FilterTexts {
    static let mayNotSee = Text(
        ru: "Вам не открыт раздел «{entities}». Попросите доступ у администратора.",
        en: "The section “{entities}” is not open to you. Ask the administrator for access.")
    static let noPipelines = Text(
        ru: "Воронок пока нет. Создайте их в настройках.", en: "There are no pipelines yet. Make them in the settings.")
    static let notUnderstood = Text(ru: "Не удалось прочитать значение", en: "The value could not be read")
    static let search = Text(ru: "Название, клиент, телефон", en: "Title, client, phone")
    static let views = Text(ru: "Вид", en: "View")
    static let pipelines = Text(ru: "Воронки", en: "Pipelines")
    static let robots = Text(ru: "Роботы", en: "Robots")
    static let more = Text(ru: "Ещё", en: "More")
    static let bin = Text(ru: "Корзина", en: "Recycle bin")
    static let importItems = Text(ru: "Импорт", en: "Import")
    static let leaveBin = Text(ru: "Выйти из корзины", en: "Leave the bin")

    static let responsible = Text(ru: "Ответственный", en: "Responsible")
    static let stage = Text(ru: "Стадия", en: "Stage")
    static let activity = Text(ru: "Дела", en: "Activities")
    static let created = Text(ru: "Создано", en: "Created")
    static let otherFields = Text(ru: "Другие поля", en: "Other fields")
    static let any = Text(ru: "Любое значение", en: "Anything")
    static let anybody = Text(ru: "Любой", en: "Anybody")
    static let anyStage = Text(ru: "Любая", en: "Any")
    static let filled = Text(ru: "Заполнено", en: "Filled in")
    static let empty = Text(ru: "Не заполнено", en: "Not filled in")
    static let yes = Text(ru: "Да", en: "Yes")
    static let no = Text(ru: "Нет", en: "No")
    static let from = Text(ru: "{field}: от", en: "{field}: from")
    static let to = Text(ru: "{field}: до", en: "{field}: to")

    static func entity(new code: String) -> Text {
        switch code {
        case "LEAD": Text(ru: "Новый лид", en: "New lead")
        case "DEAL": Text(ru: "Новая сделка", en: "New deal")
        case "CONTACT": Text(ru: "Новый контакт", en: "New contact")
        default: Text(ru: "Новая компания", en: "New company")
        }
    }
}

extension ItemView {
    var title: Text {
        switch self {
        case .kanban: Text(ru: "Канбан", en: "Board")
        case .list: Text(ru: "Список", en: "List")
        case .agenda: Text(ru: "Дела", en: "Agenda")
        }
    }
}

extension FilterPreset {
    var title: Text {
        switch self {
        case .work: Text(ru: "В работе", en: "In progress")
        case .mine: Text(ru: "Мои", en: "Mine")
        case .closed: Text(ru: "Закрытые", en: "Closed")
        case .all: Text(ru: "Все", en: "All")
        }
    }
}

/// The states of activities as a filter calls them.
enum ActivityFilterTexts {
    static let overdue = Text(ru: "Просрочены", en: "Overdue")
    static let today = Text(ru: "На сегодня", en: "Today")
    static let later = Text(ru: "Позже", en: "Later")
    static let none = Text(ru: "Дел нет", en: "Nothing planned")
    static let incoming = Text(ru: "Клиент ждёт ответа", en: "The client waits")
}
