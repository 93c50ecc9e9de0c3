import Automation
import Kernel

enum AutomationHealthTexts {
    static let title = Text(ru: "Состояние автоматики", en: "Health of automation")
    static let works = Text(ru: "Автоматика работает, ничего не остановилось.", en: "Automation works, nothing has stopped.")
    static let worksWithIncidents = Text(
        ru: "Автоматика работает, часть роботов ждёт вашего решения.", en: "Automation works; some robots wait for your decision.")
    static let late = Text(ru: "Автоматика отстаёт на {span}.", en: "Automation is behind by {span}.")
    static let waits = Text(ru: "Автоматика стоит и ждёт вашего решения.", en: "Automation is on hold and waits for your decision.")

    // MARK: The gate
    static let question = Text(ru: "Что делать с тем, что успело подойти?", en: "What about what has come due?")
    static let since = Text(ru: "Таймеры и отправки стоят с {moment}.", en: "Timers and sending have been on hold since {moment}.")
    static let resume = Text(ru: "Продолжить работу", en: "Go on")
    static let resumed = Text(ru: "Автоматика продолжает работу.", en: "Automation goes on.")
    static let chooseDecision = Text(ru: "Выберите, что делать с подошедшими сроками.", en: "Choose what becomes of what has come due.")

    static func cause(_ hold: EngineHold) -> Text {
        switch hold.cause {
        case .restoredBackup:
            Text(
                ru: "Портал восстановлен из резервной копии: то, что подошло с тех пор, могло быть уже отправлено",
                en: "The portal was restored from a backup: what came due since may have been sent already")
        case .clockStep where hold.isSetBack:
            Text(
                ru: "Часы сервера переведены назад на \(span(hold.distance).russian): время портала стоит, пока часы не догонят его. Решение означает, что часы сейчас верны",
                en: "The server's clock was set back by \(span(hold.distance).english): the portal's time stands still until the clock has caught up. A decision means that the clock is right now")
        case .clockStep:
            Text(
                ru: "Часы сервера переведены вперёд на \(span(hold.distance).russian): сроки могли не наступить на самом деле. Решение означает, что часы сейчас верны",
                en: "The server's clock was set forwards by \(span(hold.distance).english): moments may not have come in truth. A decision means that the clock is right now")
        }
    }

    static func overdueItems(_ count: Int) -> Text {
        count == 0
            ? Text(ru: "За это время ничего не подошло.", en: "Nothing has come due meanwhile.")
            : Text(
                ru: "Сроки подошли у \(count) \(russianPlural(count, one: "элемента", few: "элементов", many: "элементов")).",
                en: "Moments have come for \(count) item\(count == 1 ? "" : "s").")
    }

    static func decision(_ decision: HoldDecision) -> Text {
        switch decision {
        case .run: Text(ru: "Выполнить сейчас", en: "Do it now")
        case .skip: Text(ru: "Пропустить", en: "Skip it")
        case .spread: Text(ru: "Выполнить постепенно", en: "Do it little by little")
        }
    }

    static func meaning(_ decision: HoldDecision) -> Text {
        switch decision {
        case .run: Text(ru: "Все роботы, чей срок прошёл, сработают сразу.", en: "All robots whose moment has passed act at once.")
        case .skip: Text(ru: "Роботы с прошедшим сроком не сработают, процессы пойдут дальше.", en: "They do not act; processes go on behind them.")
        case .spread: Text(ru: "Роботы сработают равномерно в течение часа.", en: "They act evenly over the next hour.")
        }
    }

    /// On every page of administrators.
    static let banner = Text(ru: "Автоматика стоит: таймеры и отправки ждут вашего решения.", en: "Automation is on hold: timers and sending wait for your decision.")
    static let decide = Text(ru: "Решить", en: "Decide")

    // MARK: Figures
    static let lag = Text(ru: "Отставание", en: "Lag")
    static let lagNote = Text(ru: "самого давнего из подошедших", en: "of what has waited longest")
    static let running = Text(ru: "Процессов идёт", en: "Processes running")
    static let timers = Text(ru: "Ждут срока", en: "Wait for a moment")
    static let speed = Text(ru: "Шагов в секунду", en: "Steps a second")
    static let perCommit = Text(ru: "{count} на одну запись", en: "{count} a commit")
    static let openIncidents = Text(ru: "Открытых ошибок", en: "Open errors")
    static let heldItems = Text(ru: "Остановлено элементов", en: "Items on hold")
    static let quarantined = Text(ru: "в карантине: {count}", en: "quarantined: {count}")
    static let rollout = Text(ru: "Новая версия: обойдено", en: "New version: items told")
    static let clockLag = Text(ru: "Часы сервера отстали", en: "The server's clock is behind")
    static let overdue = Text(ru: "Опоздания", en: "What is late")
    static let lateBy = Text(ru: "На сколько", en: "By")
    static let items = Text(ru: "Элементов", en: "Items")

    static func bucket(_ bucket: EngineHealth.Lateness) -> Text {
        switch bucket {
        case .underSecond: Text(ru: "меньше секунды", en: "under a second")
        case .underTenSeconds: Text(ru: "1–10 секунд", en: "1–10 seconds")
        case .underMinute: Text(ru: "10–60 секунд", en: "10–60 seconds")
        case .underTenMinutes: Text(ru: "1–10 минут", en: "1–10 minutes")
        case .more: Text(ru: "больше 10 минут", en: "over 10 minutes")
        }
    }

    static func span(_ span: TimeSpan) -> Text {
        let seconds = span.milliseconds / 1000
        if seconds < 60 { return Text(ru: "\(seconds) с", en: "\(seconds) s") }
        if seconds < 3600 { return Text(ru: "\(seconds / 60) мин", en: "\(seconds / 60) min") }
        if seconds < 86_400 { return Text(ru: "\(seconds / 3600) ч", en: "\(seconds / 3600) h") }
        return Text(ru: "\(seconds / 86_400) дн.", en: "\(seconds / 86_400) d")
    }

    // MARK: What stopped
    static let stopped = Text(ru: "Ждут вашего решения", en: "Waiting for your decision")
    static let noIncidents = Text(ru: "Ошибок роботов нет", en: "No errors of robots")
    static let item = Text(ru: "Элемент", en: "Item")
    static let robot = Text(ru: "Робот", en: "Robot")
    static let what = Text(ru: "Что случилось", en: "What happened")
    static let retry = Text(ru: "Повторить", en: "Retry")
    static let skip = Text(ru: "Пропустить", en: "Skip")
    static let release = Text(ru: "Возобновить", en: "Resume")
    static let decided = Text(ru: "Решение принято.", en: "The decision is taken.")
}
