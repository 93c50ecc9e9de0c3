import Kernel

/// What insertions are called in the picker «{…}», in aliases `{{…}}` and in conditions.
package enum VocabularyTexts {
    package static let system = Text(ru: "Дата и время", en: "Date and time")
    package static let constants = Text(ru: "Роли и константы", en: "Roles and constants")
    package static let results = Text(ru: "Результаты роботов", en: "Results of robots")
    package static let contact = Text(ru: "Контакт", en: "Contact")
    package static let company = Text(ru: "Компания", en: "Company")
    package static let original = Text(ru: "Исходная сделка", en: "Original deal")
    package static let lead = Text(ru: "Лид", en: "Lead")
    package static let ofLink = Text(ru: "{link}: {field}", en: "{link}: {field}")
    package static let constant = Text(ru: "Константа: {title}", en: "Constant: {title}")

    package static let now = Text(ru: "Текущие дата и время", en: "Current date and time")
    package static let today = Text(ru: "Сегодня", en: "Today")
    package static let nextActivity = Text(ru: "Ближайшее дело", en: "Next activity")
    package static let previousStage = Text(ru: "Предыдущая стадия", en: "Previous stage")
    package static let isClosed = Text(ru: "Закрыт", en: "Is closed")
    package static let isPaid = Text(ru: "Оплачено полностью", en: "Is paid in full")
    package static let responsibleName = Text(ru: "Имя ответственного", en: "Name of the responsible")
    package static let fullName = Text(ru: "Полное имя", en: "Full name")
}
