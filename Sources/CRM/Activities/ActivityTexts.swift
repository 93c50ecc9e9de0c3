import Kernel

enum ActivityTexts {
    static let call = Text(ru: "Звонок", en: "Call")
    static let meeting = Text(ru: "Встреча", en: "Meeting")
    static let mail = Text(ru: "Письмо", en: "E-mail")
    static let todo = Text(ru: "Дело", en: "To-do")
    static let request = Text(ru: "Задание", en: "Request")
    static let form = Text(ru: "Заполненная форма", en: "Filled form")

    static let answered = Text(ru: "Состоялся", en: "Answered")
    static let missed = Text(ru: "Пропущен", en: "Missed")
    static let noAnswer = Text(ru: "Нет ответа", en: "No answer")
    static let busy = Text(ru: "Занято", en: "Busy")
    static let failed = Text(ru: "Не удалось соединить", en: "Could not connect")

    static let badTypeCode = Text(
        ru: "Код вида дел: до 100 латинских букв, цифр и знаков без пробелов.",
        en: "The code of a kind of activities: up to 100 Latin letters, digits and signs without spaces.")
    static let longTypeName = Text(ru: "Название вида длиннее 200 знаков.", en: "The name of the kind is longer than 200 characters.")
    static let badBadge = Text(
        ru: "Код, название и значение значка: от 1 до 100 знаков.", en: "Code, title and value of a badge: 1 to 100 characters.")
    static let noSubject = Text(ru: "Напишите, что сделать.", en: "Write what is to be done.")
    static let longSubject = Text(
        ru: "Тема длиннее 500 знаков. Перенесите подробности в описание.",
        en: "The subject is longer than 500 characters. Move the details to the description.")
    static let noItem = Text(
        ru: "Выберите, к какой карточке относится дело.", en: "Choose the card that the activity belongs to.")
    static let noResponsible = Text(ru: "Укажите ответственного.", en: "Choose who is responsible.")
    static let reversed = Text(ru: "Окончание должно быть позже начала.", en: "The end must be later than the start.")
    static let badReminder = Text(
        ru: "Напомнить можно не раньше чем за 30 дней.", en: "A reminder can be at most 30 days ahead.")
    static let reminderWithoutTime = Text(
        ru: "Чтобы напомнить, укажите срок или начало.", en: "Give a deadline or a start to be reminded of it.")
    static let notFound = Text(ru: "Дело не найдено: его удалили.", en: "There is no such activity: it was deleted.")
    static let alreadyDone = Text(ru: "Это дело уже завершено.", en: "This activity is already completed.")
    static let notDone = Text(ru: "Это дело и так не завершено.", en: "This activity is not completed.")

    static let incomingCall = Text(ru: "Входящий звонок {phone}", en: "Incoming call {phone}")
    static let outgoingCall = Text(ru: "Исходящий звонок {phone}", en: "Outgoing call {phone}")
    static let missedCall = Text(ru: "Пропущенный звонок {phone}", en: "Missed call {phone}")
    static let noPhone = Text(ru: "Это не номер телефона: «{phone}».", en: "This is not a phone number: “{phone}”.")
    static let noAddress = Text(ru: "Это не адрес почты: «{address}».", en: "This is not a mail address: “{address}”.")

    static let reminder = Text(ru: "{kind}: {subject}", en: "{kind}: {subject}")
    static let planned = Text(ru: "Новое дело — {kind}: {subject}", en: "New activity — {kind}: {subject}")
    static let clientContact = Text(ru: "{subject} — «{title}»", en: "{subject} — “{title}”")
}
