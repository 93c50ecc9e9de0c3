import Kernel

/// What insertions are called in the picker «{…}», in aliases `{{…}}` and in conditions.
enum VocabularyTexts {
    static let system = Text(ru: "Дата и время", en: "Date and time")
    static let constants = Text(ru: "Роли и константы", en: "Roles and constants")
    static let results = Text(ru: "Результаты роботов", en: "Results of robots")
    static let contact = Text(ru: "Контакт", en: "Contact")
    static let company = Text(ru: "Компания", en: "Company")
    static let original = Text(ru: "Исходная сделка", en: "Original deal")
    static let lead = Text(ru: "Лид", en: "Lead")
    static let ofLink = Text(ru: "{link}: {field}", en: "{link}: {field}")
    static let constant = Text(ru: "Константа: {title}", en: "Constant: {title}")

    static let now = Text(ru: "Текущие дата и время", en: "Current date and time")
    static let today = Text(ru: "Сегодня", en: "Today")
    static let nextActivity = Text(ru: "Ближайшее дело", en: "Next activity")
    static let previousStage = Text(ru: "Предыдущая стадия", en: "Previous stage")
    static let isClosed = Text(ru: "Закрыт", en: "Is closed")
    static let isPaid = Text(ru: "Оплачено полностью", en: "Is paid in full")
    static let responsibleName = Text(ru: "Имя ответственного", en: "Name of the responsible")
    static let fullName = Text(ru: "Полное имя", en: "Full name")
}
