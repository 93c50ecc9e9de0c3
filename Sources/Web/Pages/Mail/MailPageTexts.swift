import CRM
import Kernel

/// The words of «Почта».
enum MailPageTexts {
    static let add = Text(ru: "Подключить почту", en: "Connect mail")
    static let accounts = Text(ru: "Подключения", en: "Connections")
    static let noAccounts = Text(ru: "Почта не подключена", en: "No mail is connected")
    static let noAccountsHint = Text(
        ru: "Роботы «Отправить письмо» остановятся и сообщат администратору, пока почты нет.",
        en: "Robots that send mail will stop and tell the administrator until there is one.")
    static let name = Text(ru: "Название", en: "Name")
    static let state = Text(ru: "Состояние", en: "State")
    static let on = Text(ru: "Включено", en: "On")
    static let off = Text(ru: "Выключено", en: "Off")
    static let sender = Text(ru: "Отправитель", en: "Sender")
    static let from = Text(ru: "Адрес отправителя", en: "Sender's address")
    static let fromHelp = Text(ru: "С него уходят письма роботов.", en: "Letters of robots come from it.")
    static let senderName = Text(ru: "Имя отправителя", en: "Sender's name")
    static let senderNameHelp = Text(
        ru: "Если робот не указывает сотрудника. Например, название компании.", en: "When the robot names no colleague. The company, for instance.")
    static let server = Text(ru: "Почтовый сервер (SMTP)", en: "Mail server (SMTP)")
    static let host = Text(ru: "Сервер", en: "Server")
    static let security = Text(ru: "Защита", en: "Protection")
    static let port = Text(ru: "Порт", en: "Port")
    static let portHelp = Text(
        ru: "Пусто — обычный порт: 465 для TLS, 587 для STARTTLS, 25 без защиты.", en: "Empty: the usual one, 465 for TLS, 587 for STARTTLS, 25 without.")
    static let login = Text(ru: "Логин", en: "Login")
    static let loginHelp = Text(ru: "Пусто, если сервер его не спрашивает.", en: "Empty when the server asks for none.")
    static let password = Text(ru: "Пароль", en: "Password")
    static let passwordHelp = Text(ru: "Пусто — остаётся прежний. Пароль хранится зашифрованным.", en: "Empty keeps the one that is there. It is kept encrypted.")
    static let allowsPrivate = Text(ru: "Сервер стоит в нашей сети", en: "The server stands in our own network")
    static let isActive = Text(ru: "Отправлять письма через это подключение", en: "Send letters through this connection")
    static let checking = Text(ru: "Проверка", en: "Check")
    static let testHint = Text(ru: "Письмо придёт на вашу почту.", en: "A letter will come to your own mailbox.")
    static let test = Text(ru: "Отправить проверочное письмо", en: "Send a test letter")
    static let testSubject = Text(ru: "Проверка почты портала", en: "A test of the portal's mail")
    static let testText = Text(
        ru: "Если вы читаете это письмо, почта портала подключена верно.", en: "If you can read this, the portal's mail is connected.")
    static let testSent = Text(ru: "Письмо для {address} принято сервером ({answer}).", en: "The server took the letter to {address} ({answer}).")
    static let testFailed = Text(ru: "Письмо не ушло. {problem}", en: "The letter was not sent. {problem}")
    static let deleteHint = Text(
        ru: "Письма, которые ещё в очереди, остановятся с объяснением.", en: "Letters that are still queued will stop with an explanation.")
    static let deleted = Text(ru: "Подключение удалено.", en: "The connection is deleted.")

    static func title(_ security: MailAccount.Security) -> Text {
        switch security {
        case .tls: Text(ru: "TLS с самого начала", en: "TLS from the start")
        case .startTLS: Text(ru: "STARTTLS, обязательно", en: "STARTTLS, required")
        case .none: Text(ru: "Нет (только для сервера рядом)", en: "None (only for a server beside us)")
        }
    }

    static func count(_ count: Int) -> Text {
        count == 0
            ? noAccounts
            : Text(
                ru: "\(count) \(russianPlural(count, one: "подключение", few: "подключения", many: "подключений"))",
                en: "\(count) connection\(count == 1 ? "" : "s")")
    }
}
