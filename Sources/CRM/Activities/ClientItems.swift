import Kernel
import Storage

/// Which items a call or letter belongs to.
struct ClientItems: Equatable {
    /// Contacts and companies with this phone or address.
    let clients: [DocumentID]
    /// Open leads and deals of the client.
    let open: [DocumentID]

    var all: [DocumentID] { open + clients }

    /// Looks the client up by a phone or mail address: leads that carry it, and leads and deals of contacts and companies
    /// that do, as long as they are open.
    static func find(_ kind: Communication.Kind, _ normalized: String, in reader: any Reader) throws -> ClientItems {
        let owners = try owners(kind, normalized, in: reader)
        let clients = owners.filter { $0.entity == .contact || $0.entity == .company }
        let leads = owners.filter { $0.entity == .lead }
        let open =
            try openLeads(leads.map(\.id), in: reader) + openItems(.lead, of: clients, in: reader)
            + openItems(.deal, of: clients, in: reader) + openDealsByLink(clients, in: reader)
        return ClientItems(clients: clients, open: Set(open).sorted())
    }

    /// The clients of items that are known already: a call from a card.
    static func clients(of items: [DocumentID], in reader: any Reader) throws -> [DocumentID] {
        try items.flatMap { item -> [DocumentID] in
            guard let entity = item.entity, entity.hasStages else { return [] }
            let pair = try reader.first(
                "select contact_id, company_id from \(entity.table) where id = $1", [item.id]
            ) { ($0.optional(0, Row.int64), $0.optional(1, Row.int64)) }
            return [pair?.0.map { DocumentID(.contact, $0) }, pair?.1.map { DocumentID(.company, $0) }].compactMap(
                \.self)
        }
    }

    private static func owners(
        _ kind: Communication.Kind, _ normalized: String, in reader: any Reader
    ) throws -> [DocumentID] {
        try reader.query(
            "select distinct item from communications where kind = $1 and normalized = $2 order by item limit 100",
            [kind.rawValue, normalized]
        ) { $0.document(0) }
    }

    private static func openLeads(_ ids: [Int64], in reader: any Reader) throws -> [DocumentID] {
        if ids.isEmpty { return [] }
        return try reader.query(
            """
            select id from leads where \(reader.dialect.isOneOf("id", parameter: "$1")) and semantics = $2
            and deleted_at is null
            """, [ids.idsJSON, StageSemantics.process.rawValue]
        ) { DocumentID(.lead, $0.int64(0)) }
    }

    private static func openItems(
        _ entity: EntityType, of clients: [DocumentID], in reader: any Reader
    ) throws -> [DocumentID] {
        if clients.isEmpty { return [] }
        let contacts = clients.filter { $0.entity == .contact }.map(\.id)
        let companies = clients.filter { $0.entity == .company }.map(\.id)
        return try reader.query(
            """
            select id from \(entity.table) where semantics = $3 and deleted_at is null
            and (\(reader.dialect.isOneOf("contact_id", parameter: "$1"))
                or \(reader.dialect.isOneOf("company_id", parameter: "$2")))
            """, [contacts.idsJSON, companies.idsJSON, StageSemantics.process.rawValue]
        ) { DocumentID(entity, $0.int64(0)) }
    }

    /// Deals in which the client is one of the further contacts.
    private static func openDealsByLink(_ clients: [DocumentID], in reader: any Reader) throws -> [DocumentID] {
        if clients.isEmpty { return [] }
        let linked: [DocumentID] = try reader.query(
            "select item from item_links where \(reader.dialect.isOneOf("other", parameter: "$1"))", [clients.keysJSON]
        ) { $0.document(0) }
        let deals = linked.filter { $0.entity == .deal }.map(\.id)
        if deals.isEmpty { return [] }
        return try reader.query(
            """
            select id from deals where \(reader.dialect.isOneOf("id", parameter: "$1")) and semantics = $2
            and deleted_at is null
            """, [deals.idsJSON, StageSemantics.process.rawValue]
        ) { DocumentID(.deal, $0.int64(0)) }
    }
}
