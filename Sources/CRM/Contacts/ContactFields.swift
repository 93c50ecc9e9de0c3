import Kernel

/// The fields of a contact, in the order of its card. `TITLE` is the full name, put together by the portal.
enum ContactFields {
    static let all: [Field] =
        CommonFields.start(.contact, titleFlags: [.readOnly, .list, .filter, .technical])
        + CommonFields.person(.contact)
        + CommonFields.reach(.contact)
        + [
            Field(
                .contact, .company, ItemField(.company), .system(["company_id"]), Text(ru: "Компания", en: "Company"),
                [.list, .filter], linkedEntity: .company),
            Field(
                .contact, "TYPE_ID", ListField(), .system(["type"]), Text(ru: "Тип контакта", en: "Contact type"), .filter,
                options: ClientTexts.contactTypes),
        ]
        + CommonFields.address(.contact)
        + [
            Field(.contact, "PHOTO", FileField(), .system(["photo"]), Text(ru: "Фото", en: "Photo")),
        ]
        + CommonFields.source(.contact)
        + CommonFields.end(.contact)
}
