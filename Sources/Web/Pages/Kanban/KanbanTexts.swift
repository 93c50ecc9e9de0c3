import Kernel

/// What boards say.
enum KanbanTexts {
    static func lead(_ count: Int, _ sum: String) -> Text {
        Text(
            ru: "\(grouped(count)) \(russianPlural(count, one: "карточка", few: "карточки", many: "карточек"))\(sum.isEmpty ? "" : " · \(sum)")",
            en: "\(grouped(count)) \(count == 1 ? "card" : "cards")\(sum.isEmpty ? "" : " · \(sum)")")
    }

    static let finalStages = Text(ru: "Завершённые", en: "Closed")
    static let showFinal = Text(ru: "Показать завершённые стадии", en: "Show the closing stages")
    static let hideFinal = Text(ru: "Скрыть завершённые стадии", en: "Hide the closing stages")
    static let noActivity = Text(ru: "Нет дел", en: "Nothing planned")
    static let call = Text(ru: "Позвонить: {phone}", en: "Call {phone}")
    static let write = Text(ru: "Написать: {email}", en: "Write to {email}")
    static let cardMenu = Text(ru: "Переместить, передать, удалить", en: "Move, hand over, delete")

    static let failure = Text(ru: "Провал", en: "Lost")
    static let delete = Text(ru: "Удалить", en: "Delete")
    static let handOver = Text(ru: "Передать", en: "Hand over")

    static let moveTitle = Text(ru: "Переместить «{title}»", en: "Move “{title}”")
    static let moveTo = Text(ru: "Стадия", en: "Stage")
    static let move = Text(ru: "Переместить", en: "Move")
    static let moved = Text(ru: "Перенесено: {stage}", en: "Moved: {stage}")
    static let missingTitle = Text(ru: "Для стадии «{stage}» заполните", en: "To enter the stage “{stage}” fill in")
    static let saveAndMove = Text(ru: "Сохранить и переместить", en: "Save and move")
    static let failureTitle = Text(ru: "Не получилось: «{title}»", en: "Lost: “{title}”")
    static let failureReason = Text(ru: "Причина", en: "Reason")
    static let close = Text(ru: "Завершить без успеха", en: "Close as lost")
    static let handOverTitle = Text(ru: "Передать «{title}»", en: "Hand over “{title}”")
    static let deleteTitle = Text(ru: "Удалить «{title}»?", en: "Delete “{title}”?")
    static let deleteHint = Text(
        ru: "Карточка уйдёт в корзину, её роботы остановятся. Из корзины её можно восстановить.",
        en: "The card goes to the recycle bin and its robots stop. It can be restored from there.")
    static let stay = Text(ru: "Выберите стадию", en: "Choose a stage")

    static let quickTitle = Text(ru: "Название", en: "Title")
    static let quickSum = Text(ru: "Сумма, ₽", en: "Amount, ₽")
    static let quickName = Text(ru: "Имя клиента", en: "Client's name")
    static let quickPhone = Text(ru: "Телефон", en: "Phone")
    static let add = Text(ru: "Добавить", en: "Add")
    static let added = Text(ru: "Добавлено: {title}", en: "Added: {title}")
    static let addedElsewhere = Text(
        ru: "Добавлено: {title}. Робот сразу перевёл на стадию «{stage}».",
        en: "Added: {title}. A robot moved it to “{stage}” at once.")
    static let fullForm = Text(ru: "Полная форма", en: "Full form")
    static let emptyQuick = Text(
        ru: "Укажите название, имя клиента или телефон.", en: "Give a title, the client's name or a phone number.")
    static let noSuchStage = Text(ru: "Такой стадии нет. Обновите страницу.", en: "There is no such stage. Reload the page.")
}
