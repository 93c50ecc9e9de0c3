import CRM
import HTTPTypes
import Kernel

extension EntityType {
    /// The first part of its addresses: `deals`.
    var segment: String { table }

    /// Its list: `/deals`.
    var listAddress: String { "/" + segment }

    var rail: RailEntry {
        switch self {
        case .lead: .leads
        case .deal: .deals
        case .contact: .contacts
        case .company: .companies
        }
    }

    var icon: Icon {
        switch self {
        case .lead: .inbox
        case .deal: .handshake
        case .contact: .user
        case .company: .building2
        }
    }
}

extension DocumentID {
    /// The address of an item's card, `/deals/7`; the portal's front page for what is no CRM item.
    var cardAddress: String { entity.map { "/\($0.segment)/\(id)" } ?? "/" }

    /// The names under which live updates speak of it.
    var liveTopic: String {
        guard let code = entity?.code else { return "" }
        return "\(code)_\(id) \(code.lowercased())_\(id)"
    }
}

extension PageRequest {
    /// The item that the address of a card names.
    func item(_ entity: EntityType) throws -> DocumentID {
        let number: Identifier<EntityType> = try id()
        return DocumentID(entity, number.rawValue)
    }

    /// Whether script puts the answer into the page: by htmx, or by the upload script.
    var wantsPart: Bool { isFragment || headers[.init("X-Upload")!] != nil }

    /// Whether the card stands beside another page.
    var isInSlideover: Bool { headers[.init("X-Slideover")!] != nil }
}
