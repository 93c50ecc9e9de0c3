import Kernel

enum EventHandlerTexts {
    static let title = Text(ru: "Исходящие вебхуки событий", en: "Outgoing event webhooks")
    static let handlers = Text(ru: "Кому сообщать", en: "Whom to tell")
    static let event = Text(ru: "Событие", en: "Event")
    static let events = Text(ru: "События", en: "Events")
    static let new = Text(ru: "Новая подписка", en: "New subscription")
    static let create = Text(ru: "Подписать адрес", en: "Subscribe the address")
    static let deleted = Text(ru: "Подписка удалена", en: "The subscription is deleted")
    static let none = Text(ru: "Подписок пока нет", en: "No subscriptions yet")
    static let noneHint = Text(
        ru: "Подпишите адрес программы, и портал сообщит ей о новых лидах, сделках и задачах.",
        en: "Subscribe the address of a program, and the portal tells it of new leads, deals and tasks.")
    static let noDeliveriesHint = Text(ru: "Отправленные сообщения видны здесь 30 дней.", en: "Messages are seen here for 30 days.")
    static let addressHelp = Text(
        ru: "Сюда уходит сообщение: что произошло и номер элемента. Содержание программа читает сама, со своими правами.",
        en: "Messages go here: what has happened and the number of the item. The program reads the contents with its own rights.")
    static let offline = Text(ru: "программа забирает сама", en: "the program comes and asks")
    static let tokenOnce = Text(ru: "Скопируйте токен: он показан один раз", en: "Copy the token: it is shown once")
    static let tokenOnceHint = Text(
        ru: "Он приходит в каждом сообщении как auth[application_token]: по нему программа узнаёт портал.",
        en: "Every message carries it as auth[application_token]: by it the program knows the portal.")

    /// «Сделка: создание»
    static func title(of event: String) -> Text {
        let subject = subjects.first { event.contains($0.0) }?.1 ?? Text(verbatim: event)
        let verb = verbs.first { event.hasSuffix($0.0) }?.1 ?? Text(verbatim: "")
        return Text(ru: "\(subject.russian): \(verb.russian)", en: "\(subject.english): \(verb.english)")
    }

    private static let subjects: [(String, Text)] = [
        ("LEADUSERFIELD", Text(ru: "Поле лида", en: "Field of leads")), ("DEALUSERFIELD", Text(ru: "Поле сделки", en: "Field of deals")),
        ("CONTACTUSERFIELD", Text(ru: "Поле контакта", en: "Field of contacts")), ("COMPANYUSERFIELD", Text(ru: "Поле компании", en: "Field of companies")),
        ("CURRENCY", Text(ru: "Валюта", en: "Currency")), ("PRODUCTSECTION", Text(ru: "Раздел товаров", en: "Section of products")), ("PRODUCT", Text(ru: "Товар", en: "Product")),
        ("TIMELINECOMMENT", Text(ru: "Комментарий", en: "Comment")), ("TASKCOMMENT", Text(ru: "Комментарий к задаче", en: "Comment on a task")),
        ("LEAD", Text(ru: "Лид", en: "Lead")), ("DEAL", Text(ru: "Сделка", en: "Deal")), ("CONTACT", Text(ru: "Контакт", en: "Contact")),
        ("COMPANY", Text(ru: "Компания", en: "Company")), ("ACTIVITY", Text(ru: "Дело", en: "Activity")),
        ("TASK", Text(ru: "Задача", en: "Task")),
    ]
    private static let verbs: [(String, Text)] = [
        ("ADD", Text(ru: "создание", en: "added")), ("UPDATE", Text(ru: "изменение", en: "changed")), ("DELETE", Text(ru: "удаление", en: "deleted")),
        ("MOVETOCATEGORY", Text(ru: "перевод в другую воронку", en: "moved to another pipeline")),
    ]
}
