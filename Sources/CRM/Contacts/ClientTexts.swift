import Kernel

/// What kinds of clients there are, the same for contacts and companies.
enum ClientTexts {
    static let types = [
        FieldOption("CLIENT", Text(ru: "Клиент", en: "Client")),
        FieldOption("SUPPLIER", Text(ru: "Поставщик", en: "Supplier")),
        FieldOption("PARTNER", Text(ru: "Партнёр", en: "Partner")),
        FieldOption("OTHER", Text(ru: "Другое", en: "Other")),
    ]
}
