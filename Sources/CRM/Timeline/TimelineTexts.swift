import Kernel

/// The sentences of the history, by the stored kind of line. A new kind of event adds a wording here.
package enum TimelineTexts {
    static let wordings: [String: Text] = [
        "created": Text(ru: "Создано: «{title}»", en: "Created: “{title}”"),
        "created_as_copy": Text(ru: "Создано копированием сделки «{original}»", en: "Created as a copy of “{original}”"),
        "created_from_lead": Text(ru: "Создано из лида «{lead}»", en: "Created from the lead “{lead}”"),
        "responsible_changed": Text(ru: "Ответственный: {from} → {to}", en: "Responsible: {from} → {to}"),
        "deleted": Text(ru: "Перемещено в корзину", en: "Moved to the recycle bin"),
        "restored": Text(ru: "Восстановлено из корзины", en: "Restored from the recycle bin"),
        "merged": Text(ru: "Объединено с этой карточкой: {items}", en: "Merged into this card: {items}"),
        "parted": Text(ru: "Объединение отменено: {items}", en: "The merging was undone: {items}"),
        "converted": Text(
            ru: "Лид сконвертирован: сделка «{deal}», контакт «{contact}» {company}",
            en: "Converted: deal “{deal}”, contact “{contact}” {company}"),
        "copied": Text(ru: "Скопировано в воронку «{pipeline}»: «{copy}»", en: "Copied to the pipeline “{pipeline}”: “{copy}”"),
        "payment_registered": Text(
            ru: "Получена оплата {amount}, всего оплачено {paid}", en: "Payment received: {amount}, {paid} paid in all"),
        "products_changed": Text(ru: "Товары изменены: позиций {count} на {sum}", en: "Products changed: {count} rows, {sum}"),
        "note": Text(ru: "{text}", en: "{text}"),
        "webhook_received": Text(ru: "Получен вебхук «{code}»", en: "Webhook “{code}” received"),
        "log_message": Text(ru: "{title}: {text}", en: "{title}: {text}"),
        "comment": Text(ru: "Комментарий", en: "Comment"),
        "activity_planned": Text(
            ru: "Запланировано: {type} «{subject}», срок {deadline}", en: "Planned: {type} “{subject}”, due {deadline}"),
        "activity_planned_open": Text(ru: "Запланировано: {type} «{subject}»", en: "Planned: {type} “{subject}”"),
        "activity_completed": Text(ru: "Завершено: {type} «{subject}» {result}", en: "Completed: {type} “{subject}” {result}"),
        "activity_rescheduled": Text(
            ru: "Перенесено: {type} «{subject}», {from} → {deadline}", en: "Rescheduled: {type} “{subject}”, {from} → {deadline}"),
        "activity_reopened": Text(ru: "Возобновлено: {type} «{subject}»", en: "Reopened: {type} “{subject}”"),
        "activity_deleted": Text(ru: "Удалено: {type} «{subject}»", en: "Deleted: {type} “{subject}”"),
        "incoming_call": Text(ru: "{subject}", en: "{subject}"),
        "outgoing_call": Text(ru: "{subject}", en: "{subject}"),
        "missed_call": Text(ru: "{subject}", en: "{subject}"),
        "incoming_mail": Text(ru: "Входящее письмо: «{subject}»", en: "Incoming mail: “{subject}”"),
        "outgoing_mail": Text(ru: "Отправлено письмо: «{subject}»", en: "Mail sent: “{subject}”"),
        "mail_queued": Text(ru: "Письмо «{subject}» поставлено в очередь: {to}", en: "Mail “{subject}” queued: {to}"),
        "mail_sent": Text(ru: "Письмо «{subject}» отправлено: {to}", en: "Mail “{subject}” sent: {to}"),
        "mail_unaddressed": Text(
            ru: "Письмо «{subject}» не отправлено: нет адреса получателя", en: "Mail “{subject}” not sent: no address of the receiver"),
        "sms_queued": Text(ru: "SMS поставлено в очередь: {to}. {subject}", en: "SMS queued: {to}. {subject}"),
        "sms_sent": Text(ru: "SMS отправлено: {to}. {subject}", en: "SMS sent: {to}. {subject}"),
        "sms_unaddressed": Text(
            ru: "SMS не отправлено: нет номера получателя. {subject}", en: "SMS not sent: no number of the receiver. {subject}"),
        "sms_delivered": Text(ru: "SMS доставлено: {to}. {subject}", en: "SMS delivered: {to}. {subject}"),
        "sms_undelivered": Text(ru: "SMS не доставлено: {to}. {subject}", en: "SMS not delivered: {to}. {subject}"),
        "sms_failed": Text(ru: "Провайдер не смог отправить SMS: {to}. {subject}", en: "The provider could not send the SMS: {to}. {subject}"),
        "form_submitted": Text(ru: "Заполнена форма: «{subject}»", en: "Form filled: “{subject}”"),
        "task_created_open": Text(
            ru: "Поставлена задача «{title}», ответственный {responsible}", en: "Task “{title}” given to {responsible}"),
        "task_created": Text(
            ru: "Поставлена задача «{title}», ответственный {responsible}, срок {deadline}",
            en: "Task “{title}” given to {responsible}, due {deadline}"),
        "task_completed": Text(ru: "Задача «{title}» завершена {result}", en: "Task “{title}” completed {result}"),
        "task_reopened": Text(ru: "Задача «{title}» возобновлена", en: "Task “{title}” reopened"),
        "task_deleted": Text(ru: "Задача «{title}» удалена", en: "Task “{title}” deleted"),
        "task_status_changed": Text(ru: "Задача «{title}»: {from} → {to}", en: "Task “{title}”: {from} → {to}"),
        "task_overdue": Text(ru: "Задача «{title}» просрочена, срок был {deadline}", en: "Task “{title}” is overdue since {deadline}"),
        "task_deadline_changed": Text(ru: "Срок задачи «{title}»: {from} → {to}", en: "Deadline of “{title}”: {from} → {to}"),
        "approval_asked": Text(ru: "На утверждении: «{title}», решают {people}", en: "For approval: “{title}”, asked: {people}"),
        "acquaintance_asked": Text(ru: "На ознакомлении: «{title}», читают {people}", en: "To take note: “{title}”, asked: {people}"),
        "assignment_approve": Text(ru: "Утверждено: «{title}» {comment}", en: "Approved: “{title}” {comment}"),
        "assignment_reject": Text(ru: "Отклонено: «{title}» {comment}", en: "Rejected: “{title}” {comment}"),
        "assignment_acquaint": Text(ru: "Ознакомление подтверждено: «{title}» {comment}", en: "Took note: “{title}” {comment}"),
        "assignment_delegated": Text(ru: "Передано решение по «{title}»: {from} → {to}", en: "“{title}” handed over: {from} → {to}"),
        "assignment_closed_approved": Text(ru: "Срок прошёл, считается утверждённым: «{title}»", en: "The deadline passed, taken as approved: “{title}”"),
        "assignment_closed_rejected": Text(ru: "Срок прошёл, считается отклонённым: «{title}»", en: "The deadline passed, taken as rejected: “{title}”"),
        "assignment_closed_expired": Text(ru: "Срок прошёл без решения: «{title}»", en: "The deadline passed without a decision: “{title}”"),
        "file_added": Text(ru: "Приложен файл «{name}»", en: "File “{name}” attached"),
    ]

    static let badMessageTitle = Text(
        ru: "Заголовок записи не заполнен или длиннее 500 знаков.", en: "The title of a message must be 1 to 500 characters long.")
    static let badMessageText = Text(
        ru: "Текст записи не заполнен или длиннее 10 000 знаков.", en: "The text of a message must be 1 to 10,000 characters long.")
    static let foreignMessage = Text(
        ru: "Удалить запись может тот, кто её добавил, или администратор.",
        en: "Only who added a message or an administrator may delete it.")
    static let fields = Text(ru: "Изменены поля", en: "Fields changed")
    static let stage = Text(ru: "Стадия: «{from}» → «{to}»", en: "Stage: “{from}” → “{to}”")
    static let pipeline = Text(
        ru: "Воронка: «{from_pipeline}» → «{pipeline}», стадия «{to}»", en: "Pipeline: “{from_pipeline}” → “{pipeline}”, stage “{to}”")
    static let nothing = Text(ru: "не заполнено", en: "empty")
    static let somebody = Text(ru: "Сотрудник", en: "Somebody")
    static let portal = Text(ru: "Портал", en: "The portal")
    static let robot = Text(ru: "Робот «{title}»", en: "Robot “{title}”")
    static let trigger = Text(ru: "Триггер «{title}»", en: "Trigger “{title}”")
    static let webForm = Text(ru: "Форма «{title}»", en: "Form “{title}”")
    static let integration = Text(ru: "Вебхук «{title}»", en: "Webhook “{title}”")
    static let importer = Text(ru: "Импорт: «{title}»", en: "Import: “{title}”")
    static let number = Text(ru: "№{id}", en: "no. {id}")
}
