import Kernel

/// What «Мой день» says.
enum HomeTexts {
    static func greeting(hour: Int) -> Text {
        switch hour {
        case 5..<12: Text(ru: "Доброе утро", en: "Good morning")
        case 12..<18: Text(ru: "Добрый день", en: "Good afternoon")
        case 18..<23: Text(ru: "Добрый вечер", en: "Good evening")
        default: Text(ru: "Доброй ночи", en: "Good night")
        }
    }

    static let overdue = Text(ru: "Просрочено", en: "Overdue")
    static let today = Text(ru: "На сегодня", en: "Due today")
    static let incoming = Text(ru: "Ждут ответа клиенты", en: "Clients waiting")
    static let toControl = Text(ru: "Проверить работу", en: "To control")
    static let messages = Text(ru: "Новые сообщения", en: "New messages")
    static let notices = Text(ru: "Уведомления", en: "Notifications")

    static let overdueTasks = Text(ru: "Просроченные задачи", en: "Overdue tasks")
    static let todayTasks = Text(ru: "Задачи на сегодня", en: "Tasks for today")
    static let controlTasks = Text(ru: "Ждут моей проверки", en: "Await my control")
    static let incomingContacts = Text(ru: "Клиенты ждут ответа", en: "Clients wait for an answer")
    static let overdueActivities = Text(ru: "Просроченные дела", en: "Overdue activities")
    static let todayActivities = Text(ru: "Дела на сегодня", en: "Activities for today")
    static let all = Text(ru: "Все {count}", en: "All {count}")

    static let noTasks = Text(ru: "Срочных задач нет", en: "No urgent tasks")
    static let noTasksHint = Text(
        ru: "Ничего не просрочено и на сегодня ничего не назначено.", en: "Nothing is overdue and nothing is due today.")
    static let noActivities = Text(ru: "Клиентам всё обещанное сделано", en: "Everything promised to clients is done")
    static let noActivitiesHint = Text(
        ru: "Запланируйте следующий шаг по сделкам, чтобы о клиентах не забыли.",
        en: "Plan the next step of your deals, so that no client is forgotten.")
}
