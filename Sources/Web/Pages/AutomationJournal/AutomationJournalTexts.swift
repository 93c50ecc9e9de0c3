import Automation
import Kernel

/// What the journal of automation says.
enum AutomationJournalTexts {
    static let title = Text(ru: "Журнал автоматики", en: "Automation journal")
    static let lead = Text(
        ru: "Каждый шаг роботов и триггеров по всем лидам и сделкам: что, когда и почему.",
        en: "Every step of robots and triggers on all leads and deals: what, when and why.")
    static let planned = Text(ru: "Что сделают роботы", en: "What robots will do")
    static let plannedLead = Text(ru: "Ближайшие сроки по всем лидам и сделкам.", en: "The nearest moments of all leads and deals.")
    static let journalTab = Text(ru: "Было", en: "Past")
    static let plannedTab = Text(ru: "Будет", en: "To come")
    static let everything = Text(ru: "Все события", en: "Everything")
    static let allPipelines = Text(ru: "Все воронки", en: "All pipelines")
    static let allStages = Text(ru: "Все стадии", en: "All stages")
    static let everybody = Text(ru: "Все ответственные", en: "Everybody's items")
    static let when = Text(ru: "Когда", en: "When")
    static let dueAt = Text(ru: "Сработает", en: "Due")
    static let item = Text(ru: "Элемент", en: "Item")
    static let stage = Text(ru: "Стадия", en: "Stage")
    static let robot = Text(ru: "Робот", en: "Robot")
    static let whatAndWhy = Text(ru: "Что произошло и почему", en: "What happened and why")
    static let plannedFor = Text(ru: "намечен на", en: "planned for")
    static let late = Text(ru: "опаздывает", en: "late")
    static let earlier = Text(ru: "Показать более ранние", en: "Show earlier ones")
    static let nothing = Text(ru: "Таких событий нет", en: "No such events")
    static let nothingHint = Text(ru: "Измените фильтр или подождите первых роботов.", en: "Change the filter, or wait for the first robots.")
    static let nothingPlanned = Text(ru: "Роботы ничего не ждут", en: "Robots wait for nothing")
    static let nothingPlannedHint = Text(
        ru: "Здесь появятся роботы с задержкой и паузы процессов.", en: "Delayed robots and pauses of processes will stand here.")
    static let causes = Text(ru: "причины", en: "causes")
    static let chain = Text(ru: "Почему это произошло", en: "Why this happened")
    static let chainLead = Text(
        ru: "Сверху — следствие, ниже — его причины до события, с которого всё началось.",
        en: "The effect on top, below it its causes up to the event that began it all.")
    static let noEntry = Text(
        ru: "Такой записи нет: она старше срока хранения или вам недоступна.", en: "There is no such entry: it is too old or not for you.")

    static let waitsUntil = Text(ru: "Ждёт до", en: "Waits until")

    static func topic(_ topic: JournalFilter.Topic) -> Text {
        switch topic {
        case .done: Text(ru: "Выполнено", en: "Done")
        case .skipped: Text(ru: "Пропущено и прервано", en: "Skipped and interrupted")
        case .failed: Text(ru: "Не получилось", en: "Failed")
        case .waiting: Text(ru: "Ожидания", en: "Waiting")
        case .triggers: Text(ru: "Решения триггеров", en: "Decisions of triggers")
        case .people: Text(ru: "Решения людей", en: "Decisions of people")
        }
    }

    static func kind(_ kind: JournalKind) -> Text {
        switch kind {
        case .stageEntered: Text(ru: "Вход на стадию", en: "Entered the stage")
        case .runStarted: Text(ru: "Роботы стадии начали", en: "The stage's robots began")
        case .runEnded: Text(ru: "Роботы стадии закончили", en: "The stage's robots ended")
        case .runCancelled: Text(ru: "Роботы стадии прерваны", en: "The stage's robots were interrupted")
        case .runLeft: Text(ru: "Ушёл со стадии", en: "Left the stage")
        case .runMigrated: Text(ru: "Перенесён в новую версию", en: "Carried over to a new version")
        case .processStarted: Text(ru: "Процесс запущен", en: "Process started")
        case .processRefused: Text(ru: "Процесс не запущен", en: "Process not started")
        case .stageRestarted: Text(ru: "Роботы стадии начаты заново", en: "The stage's robots began anew")
        case .planned: Text(ru: "Намечен", en: "Planned")
        case .replanned: Text(ru: "Срок изменён", en: "Planned anew")
        case .waiting: Text(ru: "Ждёт", en: "Waits")
        case .resumed: Text(ru: "Дождался", en: "Goes on")
        case .done: Text(ru: "Выполнен", en: "Done")
        case .skipped: Text(ru: "Пропущен", en: "Skipped")
        case .failed: Text(ru: "Не получилось", en: "Failed")
        case .retried: Text(ru: "Запущен ещё раз", en: "Retried")
        case .passed: Text(ru: "Пропущен вручную", en: "Skipped by hand")
        case .branchTaken: Text(ru: "Выбрана ветвь", en: "Branch taken")
        case .loopEnded: Text(ru: "Цикл закончен", en: "Loop ended")
        case .waitBegan: Text(ru: "Начал ждать", en: "Began to wait")
        case .waitEnded: Text(ru: "Ожидание закончено", en: "Wait ended")
        case .triggerApplied: Text(ru: "Триггер сработал", en: "Trigger applied")
        case .triggerDeclined: Text(ru: "Триггер не сработал", en: "Trigger declined")
        case .delivered: Text(ru: "Доставлено", en: "Delivered")
        case .undelivered: Text(ru: "Не доставлено", en: "Not delivered")
        case .deliveryCancelled: Text(ru: "Доставка отменена", en: "Delivery cancelled")
        case .deliveredLate: Text(ru: "Ответ пришёл поздно", en: "Answered late")
        case .deliveryNoted: Text(ru: "Сообщение приложения", en: "Word from the program")
        case .held: Text(ru: "Остановлен", en: "Put on hold")
        case .released: Text(ru: "Отпущен", en: "Released")
        }
    }
}
