import Kernel

/// The sources that every portal has; the codes are those of the REST API.
enum SourceTexts {
    static let options = [
        FieldOption("CALL", Text(ru: "Звонок", en: "Call")),
        FieldOption("EMAIL", Text(ru: "Электронная почта", en: "E-mail")),
        FieldOption("WEB", Text(ru: "Веб-сайт", en: "Web site")),
        FieldOption("WEBFORM", Text(ru: "CRM-форма", en: "Web form")),
        FieldOption("CALLBACK", Text(ru: "Обратный звонок", en: "Callback")),
        FieldOption("CHAT", Text(ru: "Чат и мессенджеры", en: "Chats and messengers")),
        FieldOption("ADVERTISING", Text(ru: "Реклама", en: "Advertising")),
        FieldOption("PARTNER", Text(ru: "Существующий клиент", en: "Existing client")),
        FieldOption("RECOMMENDATION", Text(ru: "По рекомендации", en: "Recommendation")),
        FieldOption("TRADE_SHOW", Text(ru: "Выставка", en: "Trade show")),
        FieldOption("STORE", Text(ru: "Интернет-магазин", en: "Online store")),
        FieldOption("OTHER", Text(ru: "Другое", en: "Other")),
    ]
}
