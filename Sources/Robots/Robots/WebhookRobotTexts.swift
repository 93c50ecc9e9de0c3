import Kernel

enum WebhookRobotTexts {
    static let noTarget = Text(
        ru: "Не выбрано, кому отправлять. Укажите в роботе подключение или адрес.",
        en: "No receiver is chosen. Set a connection or an address in the robot.")
    static let badHeader = Text(
        ru: "Заголовок «{line}» непонятен: нужно «Имя: значение».", en: "The header “{line}” cannot be read: it should be “Name: value”.")
    static let badJSON = Text(
        ru: "Это не JSON. Проверьте кавычки и запятые; подстановки пишутся внутри кавычек.",
        en: "This is no JSON. Check quotes and commas; insertions go inside quotes.")
    static let cancelled = Text(ru: "доставку отменили", en: "the delivery was cancelled")
}
