import Kernel

enum MailAccountTexts {
    static let badHost = Text(ru: "Укажите сервер, например smtp.example.ru.", en: "Give the server, such as smtp.example.com.")
    static let badPort = Text(ru: "Порт — число от 1 до 65535.", en: "The port is a number from 1 to 65535.")
    static let badFrom = Text(ru: "Укажите адрес почты, с которого уходят письма.", en: "Give the mail address that letters come from.")
    static let tooLong = Text(ru: "Слишком длинно: имя до 100 знаков, логин до 200.", en: "Too long: 100 characters for the name, 200 for the login.")
    static let passwordAgain = Text(
        ru: "Сервер изменён: введите пароль ещё раз, чтобы он не ушёл другому серверу.",
        en: "The server was changed: type the password again, so that it does not go to another server.")
}
