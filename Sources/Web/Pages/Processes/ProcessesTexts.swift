import Automation
import Kernel

/// The words of the processes beside the stages.
enum ProcessesTexts {
    static let title = Text(ru: "Процессы", en: "Processes")
    static let lead = Text(
        ru: "Процесс идёт рядом со стадиями: его запускают робот, человек на карточке или изменение элемента.",
        en: "A process runs beside the stages: a robot, a person on the card or a change of the item starts it.")
    static let none = Text(ru: "Процессов пока нет", en: "There are no processes yet")
    static let noneHint = Text(
        ru: "Процесс пригодится там, где одни и те же шаги нужны на разных стадиях или по кнопке.",
        en: "A process helps where the same steps are needed on several stages or at the press of a button.")
    static let add = Text(ru: "Новый процесс", en: "New process")
    static let settings = Text(ru: "Настройки процесса", en: "Settings of the process")
    static let edit = Text(ru: "Изменить процессы", en: "Change processes")
    static let toList = Text(ru: "К процессам", en: "To the processes")
    static let process = Text(ru: "Процесс", en: "Process")
    static let starts = Text(ru: "Когда запускается", en: "When it starts")
    static let steps = Text(ru: "Шаги", en: "Steps")
    static let byRobot = Text(ru: "только роботом", en: "by a robot only")
    static let drawnTitle = Text(ru: "Процесс «{process}»", en: "Process “{process}”")
    static let drawnLead = Text(ru: "Что происходит, когда процесс запущен, сверху вниз.", en: "What happens when the process is started, from top to bottom.")
    static let begins = Text(ru: "Запуск процесса", en: "The process starts")
    static let empty = Text(ru: "В процессе пока нет шагов. Добавьте первый блок.", en: "The process has no steps yet. Add the first block.")

    static func start(_ start: NamedProcess.Start) -> Text {
        switch start {
        case .byHand: Text(ru: "вручную на карточке", en: "by hand on the card")
        case .onCreate: Text(ru: "при создании элемента", en: "when an item is created")
        case .onChange: Text(ru: "при изменении элемента", en: "when an item is changed")
        }
    }

    static func blocks(_ count: Int) -> Text {
        Text(
            ru: "\(count) \(russianPlural(count, one: "блок", few: "блока", many: "блоков"))",
            en: "\(count) block\(count == 1 ? "" : "s")")
    }

    // MARK: Settings
    static let name = Text(ru: "Название", en: "Title")
    static let startsHelp = Text(
        ru: "Роботы могут запускать процесс всегда. Сам он не запускается второй раз, пока идёт.",
        en: "Robots may always start it. By itself it does not start a second time while it runs.")
    static let condition = Text(ru: "Запускать сам, только если", en: "Start by itself only if")
    static let parameters = Text(ru: "Параметры", en: "Parameters")
    static let parametersHelp = Text(
        ru: "Их указывает тот, кто запускает. Пустое название убирает параметр.",
        en: "Whoever starts it gives them. An empty title removes a parameter.")
    static let parameterName = Text(ru: "Параметр {number}", en: "Parameter {number}")
    static let kind = Text(ru: "Вид параметра {number}", en: "Kind of parameter {number}")
    static let required = Text(ru: "обязательный", en: "required")
    static let results = Text(ru: "Результаты", en: "Results")
    static let resultsHelp = Text(
        ru: "По одному в строке: КОД = выражение. Их получает робот, который дождался окончания: {=робот:КОД}.",
        en: "One on each line: CODE = expression. The robot that waits for the end gets them: {=robot:CODE}.")
    static let badResult = Text(ru: "Строка «{line}»: нужно КОД = выражение.", en: "Line “{line}”: write CODE = expression.")
    static let noName = Text(ru: "Назовите процесс.", en: "Give the process a title.")
    static let gone = Text(ru: "Такого процесса больше нет.", en: "There is no such process any more.")

    static func kind(_ kind: NamedProcess.Parameter.Kind) -> Text {
        switch kind {
        case .text: Text(ru: "текст", en: "text")
        case .number: Text(ru: "число", en: "number")
        case .date: Text(ru: "дата", en: "date")
        case .yesNo: Text(ru: "да или нет", en: "yes or no")
        case .user: Text(ru: "сотрудник", en: "colleague")
        }
    }

    // MARK: On the card
    static let start = Text(ru: "Запустить процесс", en: "Start process")
    static let startNamed = Text(ru: "Запустить «{process}»", en: "Start “{process}”")
    static let started = Text(ru: "Процесс запущен", en: "The process was started")
    static let stop = Text(ru: "Остановить процесс", en: "Stop the process")
    static let stopped = Text(ru: "Процесс остановлен", en: "The process was stopped")
    static let mayNotStart = Text(ru: "Запускать процессы могут те, кто может менять элемент.", en: "Who may change the item may start processes.")
    static let noParameters = Text(ru: "Процессу ничего не нужно: можно запускать.", en: "The process needs nothing: it can be started.")
    static let valuesOf = Text(ru: "Для процесса «{process}»", en: "For the process “{process}”")
    static let noValues = Text(ru: "У процессов этой воронки нет параметров.", en: "The processes of this pipeline have no parameters.")
}
