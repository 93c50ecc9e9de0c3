import CRM
import Kernel

/// The words of a task's card.
enum TaskCardTexts {
    static let number = Text(ru: "Задача № {id}", en: "Task No. {id}")
    static let overdue = Text(ru: "Просрочена", en: "Overdue")
    static let controlled = Text(ru: "С контролем", en: "Controlled")
    static let delete = Text(ru: "Удалить задачу", en: "Delete the task")
    static let deleteForAll = Text(ru: "Исчезнет у всех участников", en: "Disappears for everybody in it")
    static let deleted = Text(ru: "Задача удалена", en: "The task is deleted")

    static let byRobot = Text(ru: "Поставил робот «{robot}»", en: "Given by the robot “{robot}”")
    static let byPortal = Text(ru: "Поставлена автоматически", en: "Given automatically")
    static let because = Text(ru: "потому что", en: "because")
    static let toRobots = Text(ru: "Что делают роботы", en: "What robots do")
    static let result = Text(ru: "Результат", en: "Result")
    static let declineReason = Text(ru: "Почему отклонена", en: "Why it was declined")
    static let lastRemark = Text(ru: "Замечание к работе", en: "Remark on the work")
    static let description = Text(ru: "Описание", en: "Description")
    static let noDescription = Text(ru: "Без описания", en: "No description")
    static let subtasks = Text(ru: "Подзадачи", en: "Subtasks")
    static let files = Text(ru: "Файлы", en: "Files")
    static let details = Text(ru: "О задаче", en: "Details")
    static let participants = Text(ru: "Соисполнители", en: "Participants")
    static let observers = Text(ru: "Наблюдатели", en: "Observers")
    static let plan = Text(ru: "План", en: "Plan")
    static let parent = Text(ru: "Основная задача", en: "Parent task")
    static let started = Text(ru: "Начата", en: "Started")
    static let completedAt = Text(ru: "Завершена", en: "Completed")
    static let noDeadline = Text(ru: "без срока", en: "no deadline")
    static let emptyDeadline = Text(ru: "Пусто — без срока", en: "Empty for no deadline")
    static let moveDeadline = Text(ru: "Перенести", en: "Move")
    static let deadlineMoved = Text(ru: "Срок перенесён", en: "The deadline is moved")
    static let crm = Text(ru: "Связано с CRM", en: "Linked CRM items")
    static let time = Text(ru: "Затраченное время", en: "Time spent")
    static let noTime = Text(ru: "Время пока не учтено.", en: "No time has been entered yet.")
    static let hours = Text(ru: "Часы", en: "Hours")
    static let minutes = Text(ru: "Минуты", en: "Minutes")
    static let timeNote = Text(ru: "Что сделано", en: "What was done")
    static let removeTime = Text(ru: "Удалить запись о времени", en: "Delete this entry of time")
    static let addFavorite = Text(ru: "Добавить в избранное", en: "Add to favourites")
    static let removeFavorite = Text(ru: "Убрать из избранного", en: "Remove from favourites")
    static let before = Text(ru: "Сначала выполняются", en: "Comes after")
    static let history = Text(ru: "История", en: "History")
    static let save = Text(ru: "Сохранить", en: "Save")
    static let saved = Text(ru: "Задача сохранена", en: "The task is saved")

    /// Hours by which the deadline moves on.
    static let shifts: [(title: Text, value: String)] = [
        (Text(ru: "+1 час", en: "+1 hour"), "1"), (Text(ru: "+1 день", en: "+1 day"), "24"),
        (Text(ru: "+3 дня", en: "+3 days"), "72"), (Text(ru: "+неделя", en: "+1 week"), "168"),
    ]

    static let addItem = Text(ru: "Новый пункт", en: "New item")
    static let add = Text(ru: "Добавить", en: "Add")
    static let tick = Text(ru: "Отметить", en: "Tick")
    static let untick = Text(ru: "Снять отметку", en: "Untick")
    static let rename = Text(ru: "Переименовать", en: "Rename")
    static let up = Text(ru: "Выше", en: "Up")
    static let down = Text(ru: "Ниже", en: "Down")
    static let remove = Text(ru: "Убрать", en: "Remove")
    static let itemMenu = Text(ru: "Что сделать с пунктом", en: "Item menu")

    static let comments = Text(ru: "Обсуждение", en: "Comments")
    static let comment = Text(ru: "Комментарий", en: "Comment")
    static let noComments = Text(ru: "Пока никто ничего не написал.", en: "Nobody has written anything yet.")
    static let earlierComments = Text(ru: "Показать более ранние", en: "Show earlier ones")
    static let commentDeleted = Text(ru: "Комментарий удалён", en: "The comment is deleted")
    static let edited = Text(ru: "изменён", en: "edited")
    static let portal = Text(ru: "Портал", en: "The portal")
    static let robot = Text(ru: "робот «{title}»", en: "robot “{title}”")
    static let trigger = Text(ru: "триггер «{title}»", en: "trigger “{title}”")
    static let wasCreated = Text(ru: "Задача поставлена", en: "Task given")
    static let wasEdited = Text(ru: "Изменены условия задачи", en: "Task edited")

    static let newResponsible = Text(ru: "Кому передать", en: "Whom to hand it to")
    static let choosePerson = Text(ru: "Выберите, кому передать задачу.", en: "Choose whom to hand the task to.")
    static let noSuchAction = Text(ru: "С задачей так поступить нельзя.", en: "This cannot be done with a task.")

    /// The buttons in the order of the screen.
    static let actions: [TaskActionEntry] = [
        TaskActionEntry(.accept, Text(ru: "Принять работу", en: "Accept"), .check),
        TaskActionEntry(
            .sendBack, Text(ru: "Вернуть на доработку", en: "Send back"), .undo2, note: Text(ru: "Что доделать", en: "What is missing")),
        TaskActionEntry(.start, Text(ru: "Начать", en: "Start"), .play),
        TaskActionEntry(.complete, Text(ru: "Завершить", en: "Complete"), .check, note: result),
        TaskActionEntry(.submit, Text(ru: "Сдать на проверку", en: "Submit"), .check, note: result),
        TaskActionEntry(.pause, Text(ru: "Приостановить", en: "Pause"), .pause),
        TaskActionEntry(.reopen, Text(ru: "Возобновить", en: "Reopen"), .rotateCcw),
        TaskActionEntry(.delegate, Text(ru: "Делегировать", en: "Hand over"), .userPlus),
        TaskActionEntry(.postpone, Text(ru: "Отложить", en: "Postpone"), .clock),
        TaskActionEntry(
            .decline, Text(ru: "Отклонить", en: "Decline"), .circleX, note: Text(ru: "Почему отклоняете", en: "Why you decline")),
    ]

    /// What is said after an action.
    static func done(_ action: TaskAction) -> Text {
        switch action {
        case .start: Text(ru: "Задача начата", en: "The task is started")
        case .pause: Text(ru: "Задача приостановлена", en: "The task is paused")
        case .complete: Text(ru: "Задача завершена", en: "The task is completed")
        case .submit: Text(ru: "Работа отправлена на проверку", en: "The work awaits control")
        case .accept: Text(ru: "Работа принята", en: "The work is accepted")
        case .sendBack: Text(ru: "Задача возвращена на доработку", en: "The task is sent back")
        case .decline: Text(ru: "Задача отклонена", en: "The task is declined")
        case .postpone: Text(ru: "Задача отложена", en: "The task is postponed")
        case .reopen: Text(ru: "Задача возобновлена", en: "The task is reopened")
        case .delegate: Text(ru: "Задача передана", en: "The task is handed over")
        case .changeDeadline: deadlineMoved
        case .edit, .tick, .comment: saved
        case .delete: deleted
        }
    }
}
