import Kernel

/// The words of a simulation's timeline, on the page and in the terminal.
package enum StoryTexts {
    package static let empty = Text(ru: "Здесь появится лента", en: "The timeline will be here")
    package static let emptyHint = Text(
        ru: "Нажмите «Проверить»: каждый робот, его плановое время, условия и причины — день за днём.",
        en: "Press “Try it out”: every robot, its planned moment, conditions and reasons, day by day.")
    package static let result = Text(ru: "Что произойдёт", en: "What will happen")
    package static let nothing = Text(ru: "За это время ничего не происходит", en: "Nothing happens in that time")
    package static let nothingHint = Text(
        ru: "На этой стадии нет роботов. Выберите другую стадию или добавьте событие.",
        en: "This stage has no robots. Choose another stage or add an event.")
    package static let path = Text(ru: "Путь", en: "Way")
    package static let quiet = Text(ru: "Показывать пропущенное и запланированное", en: "Show what was skipped and planned")
    package static let dayNumber = Text(ru: "день {number}", en: "day {number}")
    package static let dayOff = Text(ru: "выходной", en: "day off")
    package static let stopped = Text(ru: "Проверка остановлена раньше", en: "The simulation ended early")
    package static let restarted = Text(ru: "Стадия начата заново", en: "The stage begins anew")
    package static let left = Text(ru: "Ушёл со стадии «{stage}», не сработали:", en: "Left the stage “{stage}” before these acted:")
    package static let planned = Text(ru: "Запланировано", en: "Planned")
    package static let moved = Text(ru: "Перенесено", en: "Moved")
    package static let whenFilled = Text(ru: "когда заполнят поле", en: "when the field is filled in")
    package static let waits = Text(ru: "начат и ждёт", en: "begun and waiting")
    package static let resumed = Text(ru: "дождался", en: "went on")
    package static let skipped = Text(ru: "пропущен", en: "skipped")
    package static let failed = Text(ru: "ошибка", en: "failed")
    package static let byPlan = Text(ru: "по плану", en: "as planned")
    package static let plannedFor = Text(ru: "план: {moment}", en: "planned for {moment}")
    package static let until = Text(ru: "до {moment}", en: "by {moment}")
    package static let triggered = Text(ru: "Сработал триггер «{title}»", en: "The trigger “{title}” fired")
    package static let declined = Text(ru: "Триггер «{title}» не сработал", en: "The trigger “{title}” did not fire")
    package static let taken = Text(ru: "да", en: "yes")
    package static let notTaken = Text(ru: "нет", en: "no")
    package static let processStarted = Text(ru: "процесс запущен", en: "process started")
    package static let processRefused = Text(ru: "процесс не запущен", en: "process not started")
    package static let loopEnded = Text(ru: "повторы закончены", en: "no more repetitions")
    package static let delivered = Text(ru: "Доставлено наружу: {title}", en: "Delivered outside: {title}")
    package static let undelivered = Text(ru: "Не доставлено: {title}", en: "Not delivered: {title}")
    package static let held = Text(ru: "Автоматизация остановлена", en: "Automation is stopped")
    package static let scenario = Text(ru: "по сценарию", en: "by the scenario")
    package static let impossible = Text(ru: "не получилось", en: "not possible")
    package static let allOf = Text(ru: "все условия", en: "all conditions")
    package static let anyOf = Text(ru: "любое из условий", en: "any of the conditions")
    package static let notOf = Text(ru: "неверно, что", en: "it is not so that")
    package static let empties = Text(ru: "не заполнено", en: "empty")
    package static let details = Text(ru: "С чем работал", en: "What it worked with")
    package static let waiting = Text(ru: "Ещё ждёт в конце", en: "Still waiting at the end")
    package static let noWaiting = Text(ru: "Ничего не ждёт: роботы отработали.", en: "Nothing waits: the robots have finished.")
    package static let toEnd = Text(ru: "до {moment}", en: "until {moment}")
    package static let at = Text(ru: "сработает {moment}", en: "will run {moment}")
    package static let untilField = Text(ru: "ждёт поле «{field}»", en: "waits for “{field}”")
    package static let untilTask = Text(ru: "ждёт завершения задачи", en: "waits for a task to be done")
    package static let untilAnswer = Text(ru: "ждёт ответа на запрос сведений", en: "waits for an answer")
    package static let untilDecision = Text(ru: "ждёт решения", en: "waits for a decision")
    package static let untilOther = Text(ru: "ждёт события", en: "waits for an event")
    package static let unresolved = Text(ru: "стоит с ошибкой", en: "stopped by an error")

    package static func quietDays(_ days: Int) -> Text {
        Text(
            ru: "\(days) \(russianPlural(days, one: "день", few: "дня", many: "дней")) ничего не происходит",
            en: "nothing happens for \(days) day\(days == 1 ? "" : "s")")
    }

    package static func acted(_ count: Int) -> Text {
        Text(
            ru: russianPlural(count, one: "робот сработал", few: "робота сработали", many: "роботов сработало"),
            en: "robot\(count == 1 ? "" : "s") acted")
    }

    package static func skipped(_ count: Int) -> Text {
        Text(ru: russianPlural(count, one: "пропущен", few: "пропущены", many: "пропущено"), en: "skipped")
    }

    package static func moves(_ count: Int) -> Text {
        Text(ru: russianPlural(count, one: "стадия", few: "стадии", many: "стадий"), en: "stage\(count == 1 ? "" : "s")")
    }

    package static func tasks(_ count: Int) -> Text {
        Text(ru: russianPlural(count, one: "задача", few: "задачи", many: "задач"), en: "task\(count == 1 ? "" : "s")")
    }

    package static func activities(_ count: Int) -> Text {
        Text(ru: russianPlural(count, one: "дело", few: "дела", many: "дел"), en: count == 1 ? "activity" : "activities")
    }

    package static func notices(_ count: Int) -> Text {
        Text(
            ru: russianPlural(count, one: "уведомление", few: "уведомления", many: "уведомлений"),
            en: "notification\(count == 1 ? "" : "s")")
    }

    package static func messages(_ count: Int) -> Text {
        Text(ru: russianPlural(count, one: "сообщение", few: "сообщения", many: "сообщений"), en: "message\(count == 1 ? "" : "s")")
    }

    package static func deliveries(_ count: Int) -> Text {
        Text(ru: russianPlural(count, one: "отправка", few: "отправки", many: "отправок"), en: count == 1 ? "delivery" : "deliveries")
    }

    package static func errors(_ count: Int) -> Text {
        Text(ru: russianPlural(count, one: "ошибка", few: "ошибки", many: "ошибок"), en: "error\(count == 1 ? "" : "s")")
    }
}
