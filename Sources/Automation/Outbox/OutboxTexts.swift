import Kernel

enum OutboxTexts {
    static let idempotent = Text(
        ru: "Ровно один раз: повтор уходит с тем же ключом, и получатель узнаёт его.",
        en: "Once: a retry carries the same key, and the receiver knows it again.")
    static let queryable = Text(
        ru: "Ровно один раз: прежде чем повторить, портал спрашивает получателя.",
        en: "Once: before a retry the portal asks the receiver.")
    static let atMostOnce = Text(
        ru: "Не больше одного раза: если исход неизвестен, решает человек.",
        en: "At most once: when the outcome is unknown, a person decides.")
    static let atLeastOnce = Text(
        ru: "Не меньше одного раза: если исход неизвестен, портал отправит ещё раз.",
        en: "At least once: when the outcome is unknown, the portal sends again.")

    static let notDelivered = Text(ru: "Не доставлено. {problem}", en: "Not delivered. {problem}")
    static let unknownOutcome = Text(
        ru:
            "Исход неизвестен: получатель мог принять это. {problem} Проверьте у получателя: «Повторить» отправит ещё раз, «Пропустить» пойдёт дальше.",
        en:
            "The outcome is unknown: the receiver may have accepted it. {problem} Check with the receiver: Retry sends it again, Skip goes on.")
    static let nodeLost = Text(
        ru: "Программа остановилась во время отправки.", en: "The program stopped while sending.")
    static let cannotTell = Text(
        ru: "Получатель не отвечает, что стало с прежней попыткой.",
        en: "The receiver does not say what became of the earlier attempt.")
    static let tooLarge = Text(
        ru: "Отправляемые данные больше 256 КБ. Уберите лишнее.",
        en: "What is to be sent exceeds 256 KB. Leave out what is not needed.")
    static let delivered = Text(ru: "доставлено: {summary}", en: "delivered: {summary}")
    static let cancelled = Text(ru: "доставку отменили", en: "the delivery was cancelled")
    static let late = Text(
        ru: "ответ на попытку {attempt} пришёл поздно: {outcome}", en: "the answer to attempt {attempt} came late: {outcome}")
    static let noDelivery = Text(
        ru: "Такой доставки нет: её уже удалили.", en: "There is no such delivery: it has been removed.")
    static let underWay = Text(
        ru: "Доставка уже выполнена или выполняется прямо сейчас. Обновите страницу.",
        en: "The delivery is done or under way right now. Refresh the page.")
}
