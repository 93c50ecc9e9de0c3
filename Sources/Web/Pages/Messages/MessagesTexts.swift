import Kernel

/// What the conversations say.
enum MessagesTexts {
    static let none = Text(ru: "Разговоров пока нет. Напишите коллеге.", en: "No conversations yet. Write to a colleague.")
    static let choose = Text(ru: "Выберите разговор", en: "Choose a conversation")
    static let chooseHint = Text(
        ru: "Слева ваши разговоры. Сообщения роботов собраны в отдельной строке.",
        en: "Your conversations are on the left. Robots' messages have a line of their own.")
    static let new = Text(ru: "Написать", en: "Write")
    static let findPerson = Text(ru: "Найти сотрудника", en: "Find a person")
    static let me = Text(ru: "Вы", en: "You")
    static let robots = Text(ru: "Роботы портала", en: "Robots of the portal")
    static let robotsNote = Text(ru: "Ответить роботам нельзя", en: "Robots do not read answers")
    static let back = Text(ru: "К разговорам", en: "To the conversations")
    static let earlier = Text(ru: "Показать более ранние", en: "Show earlier ones")
    static let beginning = Text(ru: "Здесь начнётся ваш разговор.", en: "Your conversation will begin here.")
    static let text = Text(ru: "Сообщение", en: "Message")
    static let sent = Text(ru: "Отправлено", en: "Sent")
    static let wasRead = Text(ru: "Прочитано", en: "Read")
    static let nobody = Text(ru: "Такого собеседника нет.", en: "There is nobody to talk with here.")
    static let portalDoesNotRead = Text(
        ru: "Роботы ответов не читают. Напишите коллеге.", en: "Robots do not read answers. Write to a colleague.")
    static let dismissed = Text(
        ru: "Этот сотрудник больше не работает в компании. Напишите тому, кто его заменил.",
        en: "This person no longer works here. Write to whoever replaced them.")
}
