import Automation
import Kernel

/// The words of waits and of «for each».
package enum WaitTexts {
    static let wait = Text(ru: "Ожидание", en: "Wait")
    static let waitHelp = Text(
        ru: "Ждать событие, условие или дату; две ветви: дождались и нет", en: "Wait for an event, a condition or a date; two branches: come or not")
    static let each = Text(ru: "Для каждого", en: "For each")
    static let eachHelp = Text(
        ru: "Повторить блоки для каждого товара, контакта или значения поля", en: "Repeat blocks for every product, contact or value of a field")

    // MARK: Drawing
    static let came = Text(ru: "Дождались", en: "It came")
    static let missed = Text(ru: "Не дождались", en: "In vain")
    static let forever = Text(ru: "Без срока: ждать сколько потребуется", en: "No deadline: as long as it takes")
    static let atMost = Text(ru: "Срок: {timing}", en: "Deadline: {timing}")
    static let nextElement = Text(ru: "К следующему элементу", en: "To the next element")
    static let waitFor = Text(ru: "Ждать:", en: "Wait for:")

    // MARK: Choosing what to wait for
    static let chooseGoal = Text(ru: "Чего ждать на стадии «{stage}»?", en: "What to wait for on the stage “{stage}”?")
    static let byItem = Text(ru: "Данные и даты", en: "Data and dates")
    static let byEvent = Text(ru: "События", en: "Events")
    static let condition = Text(ru: "Выполнится условие или заполнят поле", en: "A condition holds or a field is filled in")
    static let conditionHelp = Text(
        ru: "Проверяется сразу и при каждом событии элемента", en: "Asked at once and at every event of the item")
    static let moment = Text(ru: "Наступит дата из поля", en: "The date of a field comes")
    static let momentHelp = Text(ru: "Дату можно менять: срок пересчитается", en: "The date may change: the moment is counted anew")
    static let another = Text(ru: "Ждать другого", en: "Wait for something else")
    static let goal = Text(ru: "Чего ждать", en: "What to wait for")

    // MARK: Dialogs
    static let untilHolds = Text(ru: "Ждать, пока не выполнится", en: "Wait until this holds")
    static let onlyIf = Text(ru: "Только если", en: "Only if")
    static let onlyIfHelp = Text(
        ru: "Событие, при котором условие не выполнено, не считается.", en: "An event at which the condition does not hold does not count.")
    static let date = Text(ru: "Дата", en: "Date")
    static let deadline = Text(ru: "Срок ожидания", en: "Deadline")
    static let deadlineHelp = Text(
        ru: "Когда срок выйдет, процесс пойдёт по ветви «Не дождались».", en: "When the deadline comes, the process takes the branch “In vain”.")
    static let noDeadline = Text(ru: "Срок ожидания должен быть больше нуля.", en: "The deadline must be later than the beginning.")
    static let noMoment = Text(ru: "Выберите поле с датой.", en: "Choose a field with a date.")
    static let list = Text(ru: "Что перебирать", en: "What to go through")
    static let fieldValues = Text(ru: "Значения поля «{field}»", en: "Values of “{field}”")
    static let byExpression = Text(ru: "Список по выражению", en: "A list by an expression")
    static let expression = Text(ru: "Выражение", en: "Expression")
    static let expressionHelp = Text(
        ru: "Нужно только для «Список по выражению».", en: "Needed for “A list by an expression” only.")
    static let limit = Text(ru: "Не больше элементов", en: "At most, elements")
    static let limitHelp = Text(
        ru: "Если в списке больше, блок остановится с ошибкой и спросит человека.",
        en: "If the list is longer, the block stops with an error and asks a person.")
    static let noList = Text(ru: "Выберите список.", en: "Choose a list.")
    static let badLimit = Text(ru: "Укажите целое число от 1 до 1000.", en: "Give a whole number from 1 to 1000.")

    static func rows(_ rows: ListSource.Rows) -> Text {
        switch rows {
        case .products: Text(ru: "Товары элемента", en: "Products of the item")
        case .contacts: Text(ru: "Контакты элемента", en: "Contacts of the item")
        }
    }

    static func listLimit(_ count: Int) -> Text {
        Text(
            ru: "не больше \(count) \(russianPlural(count, one: "элемента", few: "элементов", many: "элементов"))",
            en: "at most \(count) element\(count == 1 ? "" : "s")")
    }

    // MARK: Elements
    static let element = Text(ru: "значение", en: "value")
    static let number = Text(ru: "номер по порядку", en: "number")
    static let count = Text(ru: "сколько всего", en: "how many in all")
    static let productName = Text(ru: "название", en: "name")
    static let unit = Text(ru: "единица", en: "unit")
    static let price = Text(ru: "цена", en: "price")
    static let quantity = Text(ru: "количество", en: "quantity")
    static let sum = Text(ru: "сумма", en: "sum")
    static let contact = Text(ru: "контакт", en: "contact")
    static let phone = Text(ru: "телефон", en: "phone")
    static let email = Text(ru: "e-mail", en: "e-mail")

    // MARK: Journal, «Роботы» tab, simulator
    static let waitsFor = Text(ru: "Ждёт: {goal}", en: "Waits for: {goal}")
    static let until = Text(ru: "до {moment}", en: "until {moment}")
    package static let hasCome = Text(ru: "дождались", en: "it came")
    package static let hasNotCome = Text(ru: "не дождались", en: "in vain")
    static let giveUp = Text(ru: "Не ждать дальше", en: "Wait no longer")
    package static let storyWaits = Text(ru: "ждёт", en: "waits")
    package static let storyUntil = Text(ru: "ждёт до {moment}", en: "waits until {moment}")
}
