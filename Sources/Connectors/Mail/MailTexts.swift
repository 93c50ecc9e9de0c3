import Kernel

enum MailTexts {
    static let notPrepared = Text(ru: "Не удалось подготовить письмо.", en: "The letter could not be prepared.")
    static let fileGone = Text(
        ru: "Приложенного файла больше нет. Проверьте поле и повторите.", en: "An attached file is gone. Look at the field and retry.")
    static let denied = Text(
        ru: "Почтовый сервер не принял логин или пароль (код {code}). Проверьте их в «Настройки → Почта».",
        en: "The mail server did not accept login or password (code {code}). Check them in Settings → Mail.")
    static let rejected = Text(
        ru: "Почтовый сервер отклонил письмо (код {code}): проверьте адреса получателя и отправителя.",
        en: "The mail server has rejected the letter (code {code}): check the addresses of receiver and sender.")
    static let later = Text(ru: "Почтовый сервер просит повторить позже (код {code}).", en: "The mail server asks to try again later (code {code}).")
    static let forbiddenAddress = Text(
        ru: "Адрес почтового сервера лежит во внутренней сети. Разрешите это в подключении.",
        en: "The mail server's address lies in our own network. Allow that in the connection.")
    static let notFound = Text(ru: "Почтовый сервер не найден: проверьте его имя.", en: "The mail server was not found: check its name.")
    static let notConnected = Text(ru: "Не удалось соединиться с почтовым сервером.", en: "Could not connect to the mail server.")
    static let untrusted = Text(
        ru: "Почтовый сервер не подтвердил, кто он: сертификат не принят. Письмо и пароль не отправлены.",
        en: "The mail server could not prove who it is: its certificate is not trusted. Neither letter nor password was sent.")
    static let noAnswer = Text(
        ru: "Письмо передано, но сервер не ответил, принял ли его.", en: "The letter was handed over, but the server did not say whether it took it.")
    static let stopping = Text(ru: "Программа останавливается.", en: "The program is stopping.")
    static let other = Text(ru: "Почтовый сервер: {problem}.", en: "The mail server: {problem}.")
}
