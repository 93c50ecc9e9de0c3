import Kernel

enum DeliveryTexts {
    static let queued = Text(ru: "В очереди", en: "Queued")
    static let again = Text(ru: "Будет повтор", en: "Will retry")
    static let sending = Text(ru: "Отправляется", en: "Sending")
    static let delivered = Text(ru: "Доставлено", en: "Delivered")
    static let dead = Text(ru: "Не доставлено", en: "Not delivered")
    static let cancelled = Text(ru: "Отменено", en: "Cancelled")
    static let unknown = Text(ru: "Исход неизвестен", en: "Outcome unknown")
    static let attempt = Text(ru: "попытка {attempt}", en: "attempt {attempt}")
    static let failedAttempt = Text(
        ru: "Попытка {attempt} не удалась. {problem} Следующая: {next}.", en: "Attempt {attempt} failed. {problem} The next: {next}.")
    static let answered = Text(ru: "{time}, ответ {answer}", en: "{time}, answer {answer}")
}
