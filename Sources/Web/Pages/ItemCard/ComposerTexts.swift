import Kernel

/// The words of the composer on a card.
enum ComposerTexts {
    static let compose = Text(ru: "Добавить", en: "Add")
    static let todo = Text(ru: "Дело", en: "To-do")
    static let comment = Text(ru: "Комментарий", en: "Comment")
    static let call = Text(ru: "Звонок", en: "Call")
    static let mail = Text(ru: "Письмо", en: "E-mail")
    static let payment = Text(ru: "Оплата", en: "Payment")

    static let subject = Text(ru: "Тема", en: "Subject")
    static let whatToDo = Text(ru: "Что нужно сделать?", en: "What is to be done?")
    static let kind = Text(ru: "Вид", en: "Kind")
    static let deadline = Text(ru: "Срок", en: "Deadline")
    static let reminder = Text(ru: "Напомнить", en: "Remind")
    static let responsible = Text(ru: "Ответственный", en: "Responsible")
    static let description = Text(ru: "Описание", en: "Description")
    static let more = Text(ru: "Ещё", en: "More")
    static let plan = Text(ru: "Запланировать", en: "Plan")
    static let planned = Text(ru: "Дело запланировано", en: "The activity is planned")
    static let reminders: [(minutes: String, title: Text)] = [
        ("", Text(ru: "Не напоминать", en: "No reminder")), ("0", Text(ru: "В срок", en: "When due")),
        ("15", Text(ru: "За 15 минут", en: "15 minutes before")), ("60", Text(ru: "За час", en: "An hour before")),
        ("1440", Text(ru: "За день", en: "A day before")),
    ]

    static let commentHint = Text(ru: "Напишите комментарий", en: "Write a comment")
    static let filesAndMentions = Text(ru: "Файлы и упоминания", en: "Files and mentions")
    static let mention = Text(ru: "Упомянуть сотрудников", en: "Mention people")
    static let files = Text(ru: "Файлы", en: "Files")
    static let fileTooLarge = Text(
        ru: "Файл больше {limit} МБ. Уменьшите его или пришлите ссылку.",
        en: "The file is larger than {limit} MB. Make it smaller or send a link.")
    static let send = Text(ru: "Отправить", en: "Send")
    static let commented = Text(ru: "Комментарий добавлен", en: "The comment is added")

    static let taskTitle = Text(ru: "Название задачи", en: "Title of the task")
    static let important = Text(ru: "Важная задача", en: "Important")
    static let giveTask = Text(ru: "Поставить задачу", en: "Give the task")
    static let taskGiven = Text(ru: "Задача поставлена", en: "The task is given")
    static let chooseResponsible = Text(ru: "Выберите ответственного.", en: "Choose who is responsible.")

    static let outcome = Text(ru: "Итог звонка", en: "Outcome")
    static let incomingAnswered = Text(ru: "Входящий, приняли", en: "Incoming, answered")
    static let incomingMissed = Text(ru: "Входящий, пропущен", en: "Incoming, missed")
    static let outgoingReached = Text(ru: "Дозвонились", en: "Reached")
    static let outgoingUnreached = Text(ru: "Не ответили", en: "No answer")
    static let outgoingBusy = Text(ru: "Занято", en: "Busy")
    static let phone = Text(ru: "Телефон", en: "Phone")
    static let duration = Text(ru: "Минут", en: "Minutes")
    static let callNote = Text(ru: "О чём говорили", en: "What was said")
    static let registerCall = Text(ru: "Записать звонок", en: "Register the call")
    static let callRegistered = Text(ru: "Звонок записан", en: "The call is registered")
    static let chooseOutcome = Text(ru: "Выберите, чем закончился звонок.", en: "Choose how the call went.")

    static let direction = Text(ru: "Письмо", en: "Letter")
    static let incoming = Text(ru: "Входящее", en: "Incoming")
    static let outgoing = Text(ru: "Исходящее", en: "Outgoing")
    static let address = Text(ru: "E-mail", en: "E-mail")
    static let mailText = Text(ru: "Текст письма", en: "Text")
    static let registerMail = Text(ru: "Записать письмо", en: "Register the letter")
    static let mailRegistered = Text(ru: "Письмо записано", en: "The letter is registered")

    static let amount = Text(ru: "Сумма", en: "Amount")
    static let paymentNote = Text(ru: "Комментарий к оплате", en: "Note")
    static let registerPayment = Text(ru: "Записать оплату", en: "Register the payment")
    static let paymentRegistered = Text(ru: "Оплата записана", en: "The payment is registered")
    static let badAmount = Text(
        ru: "Введите сумму числом, например 690 300,50.", en: "Write the amount as a number, such as 690300.50.")
}
