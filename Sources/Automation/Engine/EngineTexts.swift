import Kernel

enum EngineTexts {
    static let entered = Text(ru: "элемент вошёл на стадию", en: "the item entered the stage")
    static let leftStage = Text(ru: "Элемент перешёл на стадию «{stage}»", en: "The item moved to the stage “{stage}”")
    static let itemGone = Text(ru: "Элемент удалён", en: "The item was deleted")
    static let because = Text(ru: "{what}: {why}", en: "{what}: {why}")
    static let noProcess = Text(
        ru: "Процесса «{process}» в этой воронке нет.", en: "This pipeline has no process “{process}”.")
    static let startedByRobot = Text(ru: "запустил робот «{robot}»", en: "started by the robot “{robot}”")
    static let startedByHand = Text(ru: "запущен вручную", en: "started by hand")
    static let stoppedByHand = Text(ru: "остановлен вручную", en: "stopped by hand")
    static let stoppedByRobot = Text(ru: "остановил робот «{robot}»", en: "stopped by the robot “{robot}”")
    static let nothingToStop = Text(ru: "останавливать нечего", en: "there is nothing to stop")
    static let processDone = Text(ru: "закончен процесс «{process}»", en: "the process “{process}” has ended")
    static let processStopped = Text(ru: "остановлен процесс «{process}»", en: "the process “{process}” was stopped")
    static let processLoop = Text(
        ru: "Процесс «{process}» запускается слишком часто: похоже на круг. Исправьте роботов и возобновите.",
        en: "The process “{process}” is started too often: it looks like a circle. Mend the robots and resume.")
    static let badResult = Text(ru: "Результат не вычислен: {problem}", en: "A result could not be calculated: {problem}")
    static let unknownParameter = Text(
        ru: "У процесса «{process}» нет параметра «{parameter}».", en: "The process “{process}” has no parameter “{parameter}”.")
    static let missingParameter = Text(
        ru: "Процессу «{process}» нужен параметр «{parameter}».", en: "The process “{process}” needs “{parameter}”.")
    static let badParameter = Text(
        ru: "«{value}» не подходит для параметра «{parameter}» процесса «{process}».",
        en: "“{value}” does not fit “{parameter}” of the process “{process}”.")
    static let gaveUp = Text(ru: "дальше не ждут: так решил человек", en: "a person decided to wait no longer")
    static let hurried = Text(ru: "запущен вручную, не дожидаясь срока", en: "started by hand before its moment")
    static let nothingWaits = Text(
        ru: "Этот робот уже не ждёт своего срока: обновите страницу.", en: "This robot does not wait for its moment any more: reload the page.")
    static let momentCame = Text(ru: "настал срок: {timing}", en: "the time has come: {timing}")
    static let deadlineCame = Text(ru: "не дождались, вышел срок: {timing}", en: "waited in vain, the deadline came: {timing}")
    static let eventCame = Text(ru: "произошло ожидаемое событие", en: "the awaited event happened")
    static let triggered = Text(ru: "сработал триггер «{trigger}»", en: "the trigger “{trigger}” fired")
    static let released = Text(ru: "автоматизация возобновлена", en: "automation was resumed")
    static let calendarChanged = Text(ru: "изменилось рабочее время", en: "the working time changed")
    static let newVersion = Text(ru: "опубликована версия {version}", en: "version {version} was published")
    static let restarted = Text(
        ru: "Стадия начата заново по версии {version}", en: "The stage was started anew with version {version}")
    static let stageWithoutProcess = Text(
        ru: "В версии {version} на этой стадии роботов нет", en: "Version {version} has no robots on this stage")
    static let actedBefore = Text(
        ru: "уже выполнен до перехода на новую версию", en: "it had acted before the new version was taken over")
    static let loopLimit = Text(
        ru: "достигнуто наибольшее число повторов", en: "the highest number of repetitions was reached")

    static let conditionFalse = Text(
        ru: "условие не выполнено: {condition}", en: "the condition does not hold: {condition}")
    static let badCondition = Text(
        ru: "Не удалось проверить условие. {problem}", en: "The condition could not be checked. {problem}")
    static let noSuchStage = Text(ru: "такой стадии больше нет", en: "there is no such stage any more")
    static let itemClosed = Text(ru: "элемент уже закрыт", en: "the item is already closed")
    static let alreadyThere = Text(ru: "элемент уже на этой стадии", en: "the item is already on this stage")
    static let alreadyPast = Text(
        ru: "элемент уже прошёл эту стадию, а возвращать назад триггеру не разрешено",
        en: "the item is past this stage, and the trigger may not move it back")
    static let earlierStageWins = Text(
        ru: "подошёл и другой триггер, он ведёт на более раннюю стадию",
        en: "another trigger matched too and sets an earlier stage")

    static let unknownTrigger = Text(
        ru: "События «{kind}» в этой версии портала нет. Выберите другое и повторите.",
        en: "This version of the portal has no event “{kind}”. Choose another and try again.")
    static let listTooLong = Text(
        ru: "В списке {count} элементов, а предел блока — {limit}. Сократите список или увеличьте предел и повторите.",
        en: "The list has {count} elements and the block's limit is {limit}. Shorten the list or raise the limit, and try again.")
    static let badList = Text(ru: "Список не удалось получить: {problem}", en: "The list cannot be read: {problem}")
    static let listEnded = Text(ru: "список пройден, элементов: {count}", en: "the list has been gone through, elements: {count}")
    static let unknownRobot = Text(
        ru: "Робота «{kind}» в этой версии портала нет. Замените его и повторите.",
        en: "This version of the portal has no robot “{kind}”. Replace it and try again.")
    static let noProgram = Text(
        ru: "В версии автоматизации, с которой начат процесс, нет стадии «{stage}».",
        en: "The version of the automation that the process began with has no stage “{stage}”.")
    static let defect = Text(
        ru: "Внутренняя ошибка. Подробности в журнале программы; после исправления нажмите «Повторить».",
        en: "An internal error. Details are in the program's log; press “Retry” when it is mended.")
    static let quarantined = Text(
        ru: "Программа {count} раза завершилась аварийно, пока работал «{robot}». Автоматизация элемента остановлена, остальные не затронуты. Исправьте робота и возобновите.",
        en: "The program died {count} times while “{robot}” was at work. The item's automation is on hold, others are not affected. Mend the robot and resume.")
    static let noBreadcrumbs = Text(
        ru: "Не удалось открыть служебный файл {path}. Проверьте права на папку портала.",
        en: "The working file {path} cannot be opened. Check the rights of the portal's folder.")
    static let restoredSkip = Text(
        ru: "пропущено по решению администратора: срок прошёл, пока автоматика стояла",
        en: "skipped by an administrator's decision: its moment passed while automation was on hold")
    static let notOnHold = Text(ru: "Автоматика уже работает.", en: "Automation is working already.")
    static let noIncident = Text(
        ru: "Решать здесь больше нечего: ошибку уже обработали или элемент покинул стадию.",
        en: "There is nothing left to decide: the error was dealt with, or the item has left the stage.")
    static let notHeld = Text(ru: "Автоматизация элемента не остановлена.", en: "The item's automation is not on hold.")
    static let holdTitle = Text(ru: "Автоматизация элемента", en: "Automation of the item")
    static let fastLoop = Text(
        ru:
            "Автоматизация ходит по кругу без остановки: {cycle} (больше {limit} переходов подряд). Исправьте роботов и возобновите.",
        en:
            "Automation goes round in circles without a pause: {cycle} (over {limit} moves in a row). Mend the robots and resume."
    )
    static let slowLoop = Text(
        ru:
            "Автоматизация слишком часто возвращает элемент на стадию «{stage}»: {cycle}. Исправьте роботов и возобновите.",
        en: "Automation brings the item back to the stage “{stage}” too often: {cycle}. Mend the robots and resume.")
    static let tooManySteps = Text(
        ru: "Процесс стадии «{stage}» сделал больше {limit} шагов без ожидания. Проверьте циклы и возобновите.",
        en: "The process of the stage “{stage}” made over {limit} steps without waiting. Check its loops and resume.")
    static let tooManyGenerations = Text(
        ru: "Элемент создан роботами по цепочке длиннее {limit}: похоже на бесконечное копирование.",
        en: "The item was made by a chain of robots longer than {limit}: it looks like endless copying.")
    static let tooManyItems = Text(
        ru: "Роботы создали больше {limit} элементов из-за одного события: похоже на бесконечное копирование.",
        en: "Robots made over {limit} items because of one event: it looks like endless copying.")
}
