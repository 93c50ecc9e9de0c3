import Kernel

/// The fields of a deal, in the order of its card.
enum DealFields {
    static let all: [Field] =
        CommonFields.start(.deal, titleFlags: [.required, .list, .filter])
        + CommonFields.staged(.deal, pipelineFlags: [])
        + [
            Field(
                .deal, .company, ItemField(.company), .system(["company_id"]), Text(ru: "Компания", en: "Company"),
                [.list, .filter], linkedEntity: .company),
            Field(
                .deal, .contact, ItemField(.contact), .system(["contact_id"]), Text(ru: "Контакт", en: "Contact"),
                [.list, .filter], linkedEntity: .contact),
            Field(
                .deal, .contacts, ItemField(.contact), .contacts, Text(ru: "Контакты", en: "Contacts"), [.multiple],
                linkedEntity: .contact),
            Field(
                .deal, "TYPE_ID", ListField(), .system(["type"]), Text(ru: "Тип сделки", en: "Deal type"), .filter,
                options: [
                    FieldOption("SALE", Text(ru: "Продажа", en: "Sale")),
                    FieldOption("GOODS", Text(ru: "Продажа товара", en: "Sale of goods")),
                    FieldOption("SERVICES", Text(ru: "Сервис", en: "Services")),
                    FieldOption("COMPLEX", Text(ru: "Комплексная продажа", en: "Complex sale")),
                ]),
            Field(
                .deal, "PROBABILITY", IntegerField(), .system(["probability"]), Text(ru: "Вероятность, %", en: "Probability, %")),
            Field(.deal, "BEGINDATE", DateField(), .system(["begin_date"]), Text(ru: "Дата начала", en: "Start date"), .filter),
            Field(
                .deal, "CLOSEDATE", DateField(), .system(["close_date"]), Text(ru: "Дата завершения", en: "Expected closing"),
                .filter),
        ]
        + CommonFields.source(.deal)
        + [
            Field(
                .deal, "ADDITIONAL_INFO", TextField(), .system(["additional_info"]),
                Text(ru: "Дополнительная информация", en: "Additional information"), .technical),
            Field(
                .deal, .lead, ItemField(.lead), .system(["lead_id"]), Text(ru: "Лид", en: "Lead"), [.readOnly, .technical],
                linkedEntity: .lead),
            Field(
                .deal, .original, ItemField(.deal), .system(["original_id"]),
                Text(ru: "Исходная сделка", en: "Original deal"), [.readOnly, .technical], linkedEntity: .deal),
        ]
        + CommonFields.end(.deal)
}
