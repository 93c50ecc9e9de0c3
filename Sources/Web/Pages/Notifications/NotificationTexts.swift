import Kernel

/// What the list under the bell says.
enum NotificationTexts {
    static let none = Text(ru: "Уведомлений нет", en: "No notifications")
    static let noneHint = Text(
        ru: "Здесь появятся новые задачи, комментарии, упоминания и сообщения роботов.",
        en: "New tasks, comments, mentions and robots' messages will stand here.")
    static let unread = Text(ru: "Непрочитанные · {count}", en: "Unread · {count}")
    static let read = Text(ru: "Прочитанные", en: "Read")
    static let earlier = Text(ru: "Ранее", en: "Earlier")
    static let readAll = Text(ru: "Прочитать все", en: "Mark all read")
    static let markRead = Text(ru: "Отметить прочитанным", en: "Mark as read")
    static let further = Text(ru: "Показать более ранние", en: "Show earlier ones")
    static let notFound = Text(ru: "Такого уведомления нет: его заменило новое.", en: "There is no such notification: a newer one replaced it.")
}
