import Kernel

/// What kinds of clients there are, the same for contacts and companies.
enum ClientTexts {
    /// The codes are those that programs written for Bitrix24 send.
    static let contactTypes = [FieldOption("CLIENT", client)] + others
    static let companyTypes = [FieldOption("CUSTOMER", client), FieldOption("COMPETITOR", Text(ru: "Конкурент", en: "Competitor"))] + others

    private static let client = Text(ru: "Клиент", en: "Client")
    private static let others = [
        FieldOption("SUPPLIER", Text(ru: "Поставщик", en: "Supplier")),
        FieldOption("PARTNER", Text(ru: "Партнёр", en: "Partner")),
        FieldOption("OTHER", Text(ru: "Другое", en: "Other")),
    ]
}
