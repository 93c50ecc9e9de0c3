import Kernel

/// What the portal says when a request itself is wrong.
enum HTTPTexts {
    static let tooLarge = Text(
        ru: "Слишком много данных: не больше {limit}. Уменьшите файл или разделите его.",
        en: "Too much data: at most {limit}. Make the file smaller or split it.")
    static let staleForm = Text(
        ru: "Форма устарела: вход был выполнен заново. Обновите страницу и повторите.",
        en: "The form is out of date: you have signed in anew. Reload the page and try again.")
    static let unknownPage = Text(
        ru: "Страница удалена, или у вас нет к ней доступа. Проверьте адрес или вернитесь к списку.",
        en: "The page was deleted, or you have no access to it. Check the address or go back to the list.")
    static let overdueCount = Text(ru: "Просрочено: {count}", en: "Overdue: {count}")
    static let incomingCount = Text(ru: "Ждут ответа: {count}", en: "Waiting for an answer: {count}")
    static let waitingCount = Text(ru: "Ждут вашего решения: {count}", en: "Waiting for your decision: {count}")
    static let toControlCount = Text(ru: "Ждут вашей приёмки: {count}", en: "Waiting for your control: {count}")
    static let unreadCount = Text(ru: "Непрочитанных: {count}", en: "Unread: {count}")
    static let wrongMethod = Text(ru: "Так с этой страницей поступить нельзя.", en: "This cannot be done with this page.")
    static let signIn = Text(ru: "Войдите, чтобы продолжить.", en: "Sign in to continue.")
    static let administratorsOnly = Text(
        ru: "Это может только администратор портала. Обратитесь к нему.",
        en: "Only the administrator of the portal may do this. Ask them.")
    static let broken = Text(
        ru: "Что-то сломалось на нашей стороне. Ничего не потеряно: действие не выполнено. Попробуйте ещё раз; если не поможет, сообщите администратору код {code}.",
        en: "Something broke on our side. Nothing is lost: the action was not carried out. Try again; if it does not help, tell the administrator the code {code}.")
    static let missingField = Text(ru: "Не заполнено: {name}.", en: "Not filled in: {name}.")
    static let diskFull = Text(
        ru: "На диске сервера кончилось место. Ничего не потеряно, но сохранить сейчас нельзя. Сообщите администратору.",
        en: "The server's disk is full. Nothing is lost, but nothing can be saved now. Tell the administrator.")
    static let tasks = Text(ru: "Задачи", en: "Tasks")
    static let task = Text(ru: "Задача", en: "Task")
    static let messages = Text(ru: "Сообщения", en: "Messages")
    static let people = Text(ru: "Сотрудники", en: "People")
    static let automation = Text(ru: "Роботы", en: "Automation")
    static let settings = Text(ru: "Настройки", en: "Settings")
}
