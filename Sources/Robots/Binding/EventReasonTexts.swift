import Kernel

/// The clauses that explain why a robot ran.
enum EventReasonTexts {
    static let whatBy = Text(ru: "{what} ({who})", en: "{what} ({who})")
    static let portal = Text(ru: "портал", en: "the portal")
    static let robot = Text(ru: "робот «{title}»", en: "robot “{title}”")
    static let trigger = Text(ru: "триггер «{title}»", en: "trigger “{title}”")
    static let form = Text(ru: "форма «{title}»", en: "form “{title}”")
    static let integration = Text(ru: "вебхук «{title}»", en: "webhook “{title}”")
    static let importer = Text(ru: "импорт «{title}»", en: "import “{title}”")
    static let changed = Text(ru: "элемент изменён", en: "the item was changed")

    static let clauses: [String: Text] = [
        "item.created": Text(ru: "элемент создан", en: "the item was created"),
        "item.stage_changed": Text(ru: "элемент перешёл на эту стадию", en: "the item entered this stage"),
        "item.responsible_changed": Text(ru: "сменился ответственный", en: "the responsible changed"),
        "item.copied": Text(ru: "элемент скопирован", en: "the item was copied"),
        "item.converted": Text(ru: "лид сконвертирован", en: "the lead was converted"),
        "task.completed": Text(ru: "задача № {number} завершена", en: "task no. {number} was completed"),
        "task.deleted": Text(ru: "задача № {number} удалена", en: "task no. {number} was deleted"),
        "task.status_changed": Text(ru: "изменился статус задачи № {number}", en: "the status of task no. {number} changed"),
        "task.overdue": Text(ru: "просрочена задача № {number}", en: "task no. {number} is overdue"),
        "activity.outgoing_call": Text(ru: "клиенту позвонили", en: "the client was called"),
        "activity.outgoing_mail": Text(ru: "клиенту отправлено письмо", en: "a letter was sent to the client"),
        "activity.incoming_call": Text(ru: "позвонил клиент", en: "the client called"),
        "activity.missed_call": Text(ru: "пропущен звонок клиента", en: "a call of the client was missed"),
        "activity.incoming_mail": Text(ru: "пришло письмо клиента", en: "a letter of the client arrived"),
        "activity.form_submitted": Text(ru: "заполнена форма", en: "a form was submitted"),
        "activity.completed": Text(ru: "завершено дело", en: "an activity was completed"),
        "payment.registered": Text(ru: "зарегистрирована оплата", en: "a payment was registered"),
        "request.answered": Text(ru: "получен ответ на запрос сведений", en: "the information request was answered"),
        "assignment.closed": Text(ru: "получено решение «{title}»", en: "“{title}” was decided"),
        "program_call.closed": Text(ru: "приложение ответило роботу «{title}»", en: "the program answered the robot “{title}”"),
        "program_call.expired": Text(ru: "приложение не ответило роботу «{title}» вовремя", en: "the program did not answer the robot “{title}” in time"),
        "delivery.noted": Text(ru: "приложение сообщает: {title}", en: "the program says: {title}"),
        "webhook.received": Text(ru: "получен вебхук", en: "a webhook was received"),
    ]
}
