import Automation
import Kernel

enum WebhookPageTexts {
    static let connections = Text(ru: "Подключения", en: "Connections")
    static let deliveries = Text(ru: "Доставки", en: "Deliveries")
    static let add = Text(ru: "Новое подключение", en: "New connection")
    static let name = Text(ru: "Название", en: "Name")
    static let nameHelp = Text(ru: "Под этим именем его выбирают в роботе.", en: "Robots choose it by this name.")
    static let address = Text(ru: "Адрес", en: "Address")
    static let addressHelp = Text(ru: "Сюда уходят запросы. Переадресации портал не выполняет.", en: "Requests go here. The portal follows no redirects.")
    static let receiver = Text(ru: "Получатель", en: "Receiver")
    static let allowsPrivate = Text(ru: "Разрешить адрес во внутренней сети", en: "Allow an address in the internal network")
    static let allowsPrivateHelp = Text(
        ru: "Без этого портал не обращается к своему серверу и к частным сетям, даже если туда ведёт имя.",
        en: "Without it the portal does not talk to its own server or to private networks, even if a name leads there.")
    static let isActive = Text(ru: "Подключение включено", en: "The connection is on")
    static let isActiveHelp = Text(ru: "Через выключенное ничего не уходит: роботы сообщают об этом.", en: "Nothing goes through one that is off: robots say so.")
    static let state = Text(ru: "Состояние", en: "State")
    static let on = Text(ru: "Работает", en: "On")
    static let off = Text(ru: "Выключено", en: "Off")
    static let resting = Text(ru: "Не отвечает, пауза до {time}", en: "Does not answer, resting until {time}")
    static let robot = Text(ru: "Робот", en: "Robot")
    static let attempts = Text(ru: "Попыток", en: "Attempts")
    static let queued = Text(ru: "Поставлено", en: "Queued")
    static let retry = Text(ru: "Повторить", en: "Retry")
    static let cancel = Text(ru: "Отменить", en: "Cancel")
    static let retried = Text(ru: "Доставка поставлена в очередь", en: "The delivery is queued")
    static let cancelled = Text(ru: "Доставка отменена", en: "The delivery is cancelled")
    static let deleted = Text(ru: "Подключение удалено", en: "The connection is deleted")
    static let noConnections = Text(ru: "Подключений пока нет", en: "No connections yet")
    static let noConnectionsHint = Text(
        ru: "Создайте подключение и выберите его в роботе «Исходящий вебхук»: запросы будут подписаны.",
        en: "Make a connection and choose it in the robot “Outgoing webhook”: its requests are signed.")
    static let noDeliveries = Text(ru: "Здесь пусто", en: "Nothing here")
    static let noDeliveriesHint = Text(
        ru: "Всё, что роботы отправили наружу, видно здесь 30 дней.", en: "Whatever robots have sent outside is seen here for 30 days.")
    static let secretOnce = Text(ru: "Скопируйте секрет: он показан один раз", en: "Copy the secret: it is shown once")
    static let secretOnceHint = Text(
        ru: "Им получатель проверяет подпись webhook-signature (Standard Webhooks). В базе он зашифрован, портал его больше не покажет.",
        en: "The receiver checks webhook-signature with it (Standard Webhooks). It is sealed in the database and never shown again.")
    static let checking = Text(ru: "Проверка и секрет", en: "Test and secret")
    static let testHint = Text(ru: "Отправить подписанный пробный запрос и показать ответ.", en: "Send a signed test request and show the answer.")
    static let test = Text(ru: "Проверить", en: "Test")
    static let testDelivered = Text(ru: "Получатель ответил: {answer}", en: "The receiver answered: {answer}")
    static let testFailed = Text(ru: "Не получилось. {problem}", en: "It did not work. {problem}")
    static let renewHint = Text(ru: "Новый секрет сразу заменит прежний: обновите его у получателя.", en: "A new secret replaces the old one at once: tell the receiver.")
    static let renew = Text(ru: "Выпустить новый секрет", en: "Issue a new secret")
    static let deleteHint = Text(ru: "Роботы, которые его используют, остановятся и скажут об этом.", en: "Robots that use it will stop and say so.")

    static func connections(_ count: Int, stopped: Int) -> Text {
        if stopped > 0 { return Text(ru: "Не доставлено: \(stopped)", en: "Not delivered: \(stopped)") }
        return Text(
            ru: "\(count) \(russianPlural(count, one: "подключение", few: "подключения", many: "подключений"))",
            en: count == 1 ? "1 connection" : "\(count) connections")
    }
}

extension OutboxReader.Filter {
    var title: Text {
        switch self {
        case .all: Text(ru: "Все", en: "All")
        case .underWay: Text(ru: "В работе", en: "Under way")
        case .stopped: Text(ru: "Требуют решения", en: "Need a decision")
        case .delivered: Text(ru: "Доставлены", en: "Delivered")
        }
    }
}
