import Kernel

/// The words of the tab that explains what robots did.
enum RobotTabTexts {
    static let none = Text(ru: "Роботы здесь ещё не работали", en: "No robot has worked here yet")
    static let noneHint = Text(
        ru: "Когда карточка войдёт в стадию с роботами, здесь будет видно, что они сделали и почему.",
        en: "When the card enters a stage with robots, you will see here what they did and why.")
    static let noRobots = Text(ru: "На этой стадии роботов нет.", en: "This stage has no robots.")
    static let entered = Text(ru: "Вход на стадию", en: "Entered")
    static let stopped = Text(ru: "Прервано", en: "Interrupted")
    static let running = Text(ru: "идёт", en: "running")
    static let ended = Text(ru: "завершено", en: "ended")
    static let interrupted = Text(ru: "прервано", en: "interrupted")

    static let notReached = Text(ru: "Не дошла очередь", en: "Not reached")
    static let ready = Text(ru: "Сейчас выполнится", en: "About to run")
    static let waits = Text(ru: "Ждёт", en: "Waiting")
    static let waitsUntil = Text(ru: "Сработает", en: "Will run")
    static let waitsForField = Text(ru: "Ждёт, пока заполнят поле «{field}»", en: "Waits until “{field}” is filled in")
    static let waitsForTask = Text(
        ru: "Ждёт завершения задачи № {number}", en: "Waits for task {number} to be completed")
    static let waitsForAnswer = Text(
        ru: "Ждёт ответа на запрос информации", en: "Waits for the answer to an information request")
    static let waitsForDecision = Text(ru: "Ждёт решения", en: "Waits for a decision")
    static let waitsForDelivery = Text(ru: "Ждёт ответа получателя", en: "Waits for the receiver's answer")
    static let waitsForActivity = Text(ru: "Ждёт завершения дела", en: "Waits for an activity to be completed")
    static let waitsForEvent = Text(ru: "Ждёт события {event}", en: "Waits for the event {event}")
    static let done = Text(ru: "Выполнен", en: "Done")
    static let skipped = Text(ru: "Пропущен", en: "Skipped")
    static let failed = Text(ru: "Не получилось", en: "Failed")
    static let passed = Text(ru: "Пропущен вручную", en: "Skipped by hand")
    static let cancelled = Text(ru: "Отменён", en: "Cancelled")
    static let planned = Text(ru: "намечен на", en: "planned for")
    static let because = Text(ru: "Причина:", en: "Because:")
    static let times = Text(ru: "Выполнен раз: {count}", en: "Ran {count} times")
    static let task = Text(ru: "Задача № {number}", en: "Task {number}")
    static let inputs = Text(ru: "С чем работал", en: "What it worked with")
    static let duration = Text(ru: "Заняло", en: "Took")
    static let milliseconds = Text(ru: "мс", en: "ms")

    static let now = Text(ru: "Выполнить сейчас", en: "Run now")
    static let hurried = Text(ru: "Робот запущен, не дожидаясь срока", en: "The robot was started before its moment")
    static let retry = Text(ru: "Повторить", en: "Retry")
    static let skip = Text(ru: "Пропустить", en: "Skip")
    static let retried = Text(ru: "Робот запущен ещё раз", en: "The robot runs again")
    static let skippedNotice = Text(
        ru: "Робот пропущен, процесс пошёл дальше", en: "The robot is skipped, the process goes on")
    static let held = Text(ru: "Роботы этой карточки остановлены", en: "The robots of this card are stopped")
    static let heldHint = Text(
        ru: "Портал заметил, что они ходят по кругу. Исправьте роботов и отпустите карточку.",
        en: "They were going round in circles. Correct the robots, then release the card.")
    static let release = Text(ru: "Отпустить", en: "Release")
    static let released = Text(ru: "Роботы снова работают", en: "The robots work again")
    static let mayNotRepair = Text(
        ru: "Решать об остановленных роботах может администратор или тот, кто их настраивает.",
        en: "Only an administrator or whoever configures robots may decide about stopped ones.")
    static let decided = Text(
        ru: "Об этом роботе уже решили. Обновите карточку.",
        en: "Somebody has already decided about this robot. Reload the card.")

    static let triggers = Text(ru: "Решения триггеров", en: "What triggers decided")
    static let when = Text(ru: "Когда", en: "When")
    static let trigger = Text(ru: "Триггер", en: "Trigger")
    static let decision = Text(ru: "Решение", en: "Decision")
    static let applied = Text(ru: "сработал", en: "applied")
    static let declined = Text(ru: "не сработал", en: "declined")
}
