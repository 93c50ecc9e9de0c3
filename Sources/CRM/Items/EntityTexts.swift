import Kernel

extension EntityType {
    /// «Лид»
    package var name: Text {
        switch self {
        case .lead: Text(ru: "Лид", en: "Lead")
        case .deal: Text(ru: "Сделка", en: "Deal")
        case .contact: Text(ru: "Контакт", en: "Contact")
        case .company: Text(ru: "Компания", en: "Company")
        }
    }

    /// «Лиды»
    package var pluralName: Text {
        switch self {
        case .lead: Text(ru: "Лиды", en: "Leads")
        case .deal: Text(ru: "Сделки", en: "Deals")
        case .contact: Text(ru: "Контакты", en: "Contacts")
        case .company: Text(ru: "Компании", en: "Companies")
        }
    }

    /// Whom one chooses or finds: «сделку».
    package var objectName: Text {
        switch self {
        case .lead: Text(ru: "лид", en: "lead")
        case .deal: Text(ru: "сделку", en: "deal")
        case .contact: Text(ru: "контакт", en: "contact")
        case .company: Text(ru: "компанию", en: "company")
        }
    }
}
