import Kernel

enum WebhookTexts {
    static let refused = Text(
        ru: "Получатель не принял данные: ответ {status}. {answer}", en: "The receiver did not accept it: answer {status}. {answer}")
    static let busy = Text(ru: "Получатель просит подождать: ответ {status}.", en: "The receiver asks to wait: answer {status}.")
    static let broken = Text(
        ru: "У получателя ошибка: ответ {status}. {answer}", en: "The receiver failed: answer {status}. {answer}")
    static let redirected = Text(
        ru: "Получатель переехал: ответ {status}. Портал не переходит по чужим адресам; укажите новый.",
        en: "The receiver has moved: answer {status}. The portal follows no redirects; enter the new address.")
    static let forbiddenAddress = Text(
        ru: "Адрес ведёт во внутреннюю сеть. Если так задумано, разрешите это в подключении.",
        en: "The address leads into the internal network. If that is meant, allow it in the connection.")
    static let notFound = Text(ru: "Сервер с таким именем не найден.", en: "There is no server of this name.")
    static let notConnected = Text(ru: "Сервер не отвечает на соединение.", en: "The server does not take connections.")
    static let untrusted = Text(
        ru: "Сертификат сервера не вызывает доверия: соединение не установлено.",
        en: "The server's certificate cannot be trusted: no connection was made.")
    static let noAnswer = Text(ru: "Получатель не ответил вовремя.", en: "The receiver did not answer in time.")
    static let cutOff = Text(ru: "Соединение оборвалось до ответа.", en: "The connection broke before the answer.")
    static let stopping = Text(ru: "Портал останавливался.", en: "The portal was stopping.")
    static let other = Text(ru: "Не удалось отправить: {problem}.", en: "Could not send: {problem}.")
    static let notPrepared = Text(
        ru: "Не удалось подготовить отправку: база данных не отвечает.", en: "Could not prepare the request: the database does not answer.")
}
