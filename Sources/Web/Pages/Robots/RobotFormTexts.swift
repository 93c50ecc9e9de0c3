import Automation
import Kernel

/// The words of the dialogs in which robots and triggers are set up.
enum RobotFormTexts {
    static let newRobot = Text(ru: "Новый робот", en: "New robot")
    static let newTrigger = Text(ru: "Новый триггер", en: "New trigger")
    static let chooseRobot = Text(ru: "Что должен сделать робот на стадии «{stage}»?", en: "What shall the robot do on the stage “{stage}”?")
    static let chooseTrigger = Text(
        ru: "Какое событие переводит на стадию «{stage}»?", en: "What event moves an item to the stage “{stage}”?")
    static let findKind = Text(ru: "Найти", en: "Find")
    static let onStage = Text(ru: "Стадия «{stage}»", en: "Stage “{stage}”")
    static let name = Text(ru: "Название на карточке", en: "Title on the card")
    static let add = Text(ru: "Добавить", en: "Add")
    static let apply = Text(ru: "Применить", en: "Apply")
    static let advanced = Text(ru: "Дополнительно", en: "More")
    static let allowsBack = Text(ru: "Разрешить переходить на предыдущую стадию", en: "May move back to an earlier stage")
    static let errors = Text(ru: "Исправьте отмеченные поля", en: "Correct the marked fields")

    // MARK: When
    static let when = Text(ru: "Когда выполнять", en: "When to run")
    static let order = Text(ru: "Порядок", en: "Order")
    static let fromStart = Text(ru: "с начала стадии", en: "from the start of the stage")
    static let afterPrevious = Text(ru: "после предыдущего робота", en: "after the previous robot")
    static let notSet = Text(ru: "не задано", en: "not set")
    static let now = Text(ru: "сразу", en: "at once")
    static let after = Text(ru: "через", en: "in")
    static let afterField = Text(ru: "после поля", en: "after a field")
    static let beforeField = Text(ru: "до поля", en: "before a field")
    static let byExpression = Text(ru: "по выражению", en: "by an expression")
    static let amount = Text(ru: "Сколько", en: "How long")
    static let unit = Text(ru: "Единица времени", en: "Unit of time")
    static let dateField = Text(ru: "Поле с датой", en: "Field with a date")
    static let chooseField = Text(ru: "выберите поле", en: "choose a field")
    static let inWorkingTime = Text(ru: "в рабочее время", en: "in working time")
    static let timeOfDay = Text(ru: "время суток", en: "time of day")
    static let expression = Text(ru: "Выражение или поле", en: "Expression or field")
    static let badAmount = Text(ru: "Укажите целое число от 0 до 100 000.", en: "Give a whole number from 0 to 100,000.")
    static let badTime = Text(ru: "Укажите время, например 09:30.", en: "Give a time such as 09:30.")
    static let noField = Text(ru: "Выберите поле, от которого отсчитывать время.", en: "Choose the field to count the time from.")

    static let units: [(code: String, title: Text)] = [
        ("minutes", Text(ru: "минут", en: "minutes")), ("hours", Text(ru: "часов", en: "hours")),
        ("days", Text(ru: "дней", en: "days")), ("workingMinutes", Text(ru: "рабочих минут", en: "working minutes")),
        ("workingHours", Text(ru: "рабочих часов", en: "working hours")), ("workingDays", Text(ru: "рабочих дней", en: "working days")),
    ]

    // MARK: Condition
    static let condition = Text(ru: "Условие", en: "Condition")
    static let keepCondition = Text(
        ru: "Оставить условие, которого нет в конструкторе: {condition}",
        en: "Keep the condition that the builder cannot show: {condition}")
    static let severalHint = Text(ru: "через запятую", en: "separated by commas")
    static let rangeHint = Text(ru: "от … до", en: "from … to")
    static let noValue = Text(ru: "Укажите значение для сравнения с «{field}».", en: "Give a value to compare “{field}” with.")
    static let noRange = Text(
        ru: "Укажите границы для «{field}» через многоточие: 10 … 20.", en: "Give both ends for “{field}” with an ellipsis between: 10 … 20.")
    static let badValue = Text(ru: "«{value}» не подходит для «{field}».", en: "“{value}” does not fit “{field}”.")

    // MARK: Parameters
    static let nobody = Text(ru: "не выбрано", en: "nobody")
    static let notChosen = Text(ru: "не выбрано", en: "not chosen")
    static let firstStage = Text(ru: "{pipeline}: первая стадия", en: "{pipeline}: first stage")
    static let pipelineStage = Text(ru: "{pipeline}: {stage}", en: "{pipeline}: {stage}")
    static let onePerLine = Text(ru: "По одному в строке.", en: "One on each line.")
    static let value = Text(ru: "Значение", en: "Value")
    static let fieldOfItem = Text(ru: "Поле", en: "Field")
    static let addField = Text(ru: "Ещё поле", en: "One more field")
    static let yes = Text(ru: "Да", en: "Yes")
    static let no = Text(ru: "Нет", en: "No")
    static let notNumber = Text(ru: "Укажите число.", en: "Give a number.")
    static let noTitle = Text(ru: "Дайте роботу название.", en: "Give it a title.")

    static let leaving = Text(ru: "Если элемент уйдёт со стадии", en: "When the item leaves the stage")

    static func leaving(_ leaving: Leaving) -> Text {
        switch leaving {
        case .stop: Text(ru: "остановить, поставленную задачу оставить", en: "stop, and leave the task as it is")
        case .finish: Text(ru: "выполнить всё равно", en: "act all the same")
        case .close: Text(ru: "остановить, задачу закрыть", en: "stop, and close the task")
        case .reassign: Text(ru: "остановить, задачу передать ответственному", en: "stop, and hand the task over to the responsible")
        }
    }
}
