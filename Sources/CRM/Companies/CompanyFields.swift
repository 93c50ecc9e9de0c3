import Kernel

/// The fields of a company, in the order of its card.
enum CompanyFields {
    static let all: [Field] =
        CommonFields.start(.company, titleFlags: [.required, .list, .filter])
        + CommonFields.reach(.company)
        + [
            Field(.company, .inn, StringField(), .system(["inn"]), Text(ru: "ИНН", en: "Taxpayer number"), [.list, .filter]),
            Field(.company, "KPP", StringField(), .system(["kpp"]), Text(ru: "КПП", en: "Tax registration code")),
            Field(
                .company, "COMPANY_TYPE", ListField(), .system(["type"]), Text(ru: "Тип компании", en: "Company type"),
                [.list, .filter], options: ClientTexts.companyTypes, aliases: ["TYPE_ID"]),
            Field(.company, "INDUSTRY", StringField(), .system(["industry"]), Text(ru: "Сфера деятельности", en: "Industry"), .filter),
            Field(.company, "EMPLOYEES", IntegerField(), .system(["employees"]), Text(ru: "Сотрудников", en: "Employees"), .filter),
        ]
        + CommonFields.address(.company)
        + [
            Field(
                .company, "REVENUE", MoneyField(), .system(["revenue", "currency"]), Text(ru: "Годовой оборот", en: "Annual revenue"),
                .filter),
            Field(.company, "LOGO", FileField(), .system(["logo"]), Text(ru: "Логотип", en: "Logo")),
            Field(
                .company, "IS_MY_COMPANY", BooleanField(), .system(["is_own"]), Text(ru: "Наша компания", en: "Our own company"),
                .filter),
        ]
        + CommonFields.source(.company)
        + CommonFields.end(.company)
}
