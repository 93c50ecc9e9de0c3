import Kernel

/// The fields of a lead, in the order of its card.
enum LeadFields {
    static let all: [Field] =
        CommonFields.start(.lead, titleFlags: [.required, .list, .filter])
        + CommonFields.staged(.lead, pipelineFlags: [.readOnly, .technical])
        + CommonFields.person(.lead)
        + CommonFields.reach(.lead)
        + [
            Field(
                .lead, .companyTitle, StringField(), .system(["company_title"]), Text(ru: "Название компании", en: "Company name"),
                [.filter]),
        ]
        + CommonFields.address(.lead)
        + CommonFields.source(.lead)
        + [
            Field(
                .lead, .contact, ItemField(.contact), .system(["contact_id"]), Text(ru: "Контакт", en: "Contact"), [.filter],
                linkedEntity: .contact),
            Field(
                .lead, .company, ItemField(.company), .system(["company_id"]), Text(ru: "Компания", en: "Company"), [.filter],
                linkedEntity: .company),
            Field(
                .lead, "DATE_CONVERTED", DateTimeField(), .system(["converted_at"]), Text(ru: "Сконвертирован", en: "Converted"),
                [.readOnly, .technical, .filter]),
        ]
        + CommonFields.end(.lead)
}
