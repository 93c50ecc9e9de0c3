import Kernel

enum CheckTexts {
    static let doubleStage = Text(ru: "Стадия описана дважды.", en: "The stage is described twice.")
    static let unknownVariable = Text(ru: "Переменной «{code}» нет.", en: "There is no variable “{code}”.")
    static let unknownStage = Text(ru: "Стадии «{stage}» нет в воронке.", en: "The pipeline has no stage “{stage}”.")
    static let unknownPipeline = Text(ru: "Воронки «{pipeline}» нет.", en: "There is no pipeline “{pipeline}”.")
    static let noPipeline = Text(ru: "Выберите воронку.", en: "Choose a pipeline.")
    static let unknownTrigger = Text(ru: "Неизвестный триггер «{kind}».", en: "Unknown trigger “{kind}”.")
    static let unknownRobot = Text(ru: "Неизвестный робот «{kind}».", en: "Unknown robot “{kind}”.")
    static let unknownField = Text(ru: "Поля «{field}» нет.", en: "There is no field “{field}”.")
    static let unknownChoice = Text(ru: "Варианта «{choice}» нет.", en: "There is no option “{choice}”.")
    static let unknownParameter = Text(
        ru: "Такой настройки нет, она не будет использована.", en: "There is no such setting; it will not be used.")
    static let required = Text(ru: "Заполните «{parameter}».", en: "Fill in “{parameter}”.")
    static let wordsForCondition = Text(
        ru: "Задайте условие: «{words}» — это слова, выберите поле и значение.",
        en: "Set the condition: “{words}” are words; choose a field and a value.")
    static let noBranches = Text(ru: "Добавьте хотя бы одну ветвь.", en: "Add at least one branch.")
    static let badLimit = Text(ru: "Число повторов — от 1 до 1000.", en: "The number of repetitions is from 1 to 1000.")
    static let emptyLoop = Text(ru: "В цикле нет ни одного блока.", en: "The loop has no blocks.")
    static let noProcessTitle = Text(ru: "Назовите процесс.", en: "Give the process a title.")
    static let noTriggersHere = Text(ru: "Триггеры бывают только у стадий.", en: "Only stages have triggers.")
    static let doubleCode = Text(ru: "Параметр «{code}» назван дважды.", en: "The parameter “{code}” is named twice.")
    static let nobodyGives = Text(
        ru: "Процесс запускается сам, и обязательный параметр «{parameter}» некому указать.",
        en: "The process starts by itself, so nobody gives the required “{parameter}”.")
    static let unknownProcess = Text(ru: "Процесса «{process}» нет.", en: "There is no process “{process}”.")
    static let badListLimit = Text(ru: "Предел списка — от 1 до 1000.", en: "The limit of a list is from 1 to 1000.")
    static let noList = Text(
        ru: "Выберите список: поле с несколькими значениями или переменную.", en: "Choose a list: a field with several values or a variable.")
    static let waitsForNothing = Text(ru: "Укажите, чего ждать.", en: "Say what to wait for.")
    static let noTimeToWait = Text(
        ru: "Срок ожидания должен быть больше нуля.", en: "The deadline of a wait must be later than its beginning.")
    static let neverMissed = Text(
        ru: "Эти блоки никогда не выполнятся: у ожидания нет срока.", en: "These blocks never run: the wait has no deadline.")
    static let loopWithoutPause = Text(
        ru: "Цикл может повториться сотни раз без ожидания. Уменьшите число повторов или добавьте паузу.",
        en: "The loop may repeat hundreds of times without waiting. Lower the number of repetitions or add a pause.")
    static let badID = Text(
        ru: "Обозначение «{id}» не годится: допустимы латинские буквы, цифры и «_».",
        en: "The id “{id}” will not do: use Latin letters, digits and “_”.")
    static let doubleID = Text(
        ru: "Обозначение «{id}» уже занято: {place}.", en: "The id “{id}” is already used at {place}.")
    static let parallelBelowBlock = Text(
        ru:
            "Робот запустится сразу при входе на стадию, не дожидаясь блока выше. Если это не нужно, выберите «после предыдущего».",
        en:
            "The robot starts when the stage is entered, without waiting for the block above. Choose “after the previous one” if that is not meant."
    )
    static let certainCycle = Text(
        ru: "Роботы будут без остановки водить элемент по кругу: {cycle}. Добавьте условие или паузу.",
        en: "Robots will move the item in circles without a pause: {cycle}. Add a condition or a pause.")
    static let possibleCycle = Text(
        ru: "Роботы могут вести элемент по кругу: {cycle}. Проверьте, что условия его прервут.",
        en: "Robots may move the item in circles: {cycle}. Make sure that conditions break it.")
    static let past = Text(
        ru: "{date} уже прошло: срок будет просрочен сразу. Укажите другую дату или отсчёт от события.",
        en: "{date} has passed: the deadline is missed at once. Give another date, or count from an event.")
    static let beforeNow = Text(
        ru: "Момент «до входа на стадию» уже прошёл, когда робот начинает работу.",
        en: "A moment before the stage is entered has passed by the time the robot acts.")
    static let unreachable = Text(
        ru: "Сюда процесс не дойдёт: выше «{block}», после которого он всегда заканчивается или уходит на другую стадию.",
        en: "The process never gets here: “{block}” above always ends it or moves the item to another stage.")
    static let end = Text(ru: "Конец процесса", en: "End of the process")

    /// Why a robot could only stop.
    static func noConnection(_ connector: ConnectorKind) -> Text {
        switch connector.rawValue {
        case "mail":
            Text(
                ru: "Нет подключения к почте: робот остановится и сообщит администратору.",
                en: "There is no mail connection: the robot will stop and tell the administrator.")
        case "sms":
            Text(
                ru: "Нет подключения к SMS: робот остановится и сообщит администратору.",
                en: "There is no SMS connection: the robot will stop and tell the administrator.")
        default:
            Text(
                ru: "Нет подключения «\(connector)»: робот остановится и сообщит администратору.",
                en: "There is no connection “\(connector)”: the robot will stop and tell the administrator.")
        }
    }
}
