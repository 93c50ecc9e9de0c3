import Kernel

/// A kind of CRM item. Raw values are the REST API's entity type ids.
package enum EntityType: Int, Sendable, CaseIterable, Hashable {
    case lead = 1
    case deal = 2
    case contact = 3
    case company = 4

    /// The code in settings, presets and addresses: `LEAD`.
    package var code: String {
        switch self {
        case .lead: "LEAD"
        case .deal: "DEAL"
        case .contact: "CONTACT"
        case .company: "COMPANY"
        }
    }

    /// The table of its system fields.
    package var table: String {
        switch self {
        case .lead: "leads"
        case .deal: "deals"
        case .contact: "contacts"
        case .company: "companies"
        }
    }

    /// The side table of its custom fields, one typed column a field, keyed by `item_id`.
    package var customTable: String {
        switch self {
        case .lead: "lead_custom"
        case .deal: "deal_custom"
        case .contact: "contact_custom"
        case .company: "company_custom"
        }
    }

    /// Leads and deals go through stages; contacts and companies do not.
    package var hasStages: Bool { self == .lead || self == .deal }

    package init?(code: some StringProtocol) {
        guard let type = EntityType.allCases.first(where: { $0.code == code.uppercased() }) else { return nil }
        self = type
    }
}

extension DocumentID {
    package init(_ entity: EntityType, _ id: Int64) { self.init(type: entity.rawValue, id: id) }
    /// Nil for a document that is not a CRM item.
    package var entity: EntityType? { EntityType(rawValue: type) }
}

extension DocumentID {
    /// `D_12`
    package var contractCode: String {
        switch entity {
        case .lead: "L_\(id)"
        case .deal: "D_\(id)"
        case .contact: "C_\(id)"
        case .company: "CO_\(id)"
        case nil: "\(type)_\(id)"
        }
    }

    /// Reads `D_12`; nil when it is none.
    package init?(contractCode: String) {
        let parts = contractCode.uppercased().split(separator: "_")
        guard parts.count == 2, let id = Int64(parts[1]), id > 0 else { return nil }
        switch parts[0] {
        case "L", "LEAD": self.init(.lead, id)
        case "D", "DEAL": self.init(.deal, id)
        case "C", "CONTACT": self.init(.contact, id)
        case "CO", "COMPANY": self.init(.company, id)
        default: return nil
        }
    }
}
