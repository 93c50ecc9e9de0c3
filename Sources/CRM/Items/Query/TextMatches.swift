import Kernel
import Storage

/// What a search text means, looked up once for all columns of a kanban: reading a hundred thousand texts once a column
/// would cost a second.
struct TextMatches {
    /// A text that means more than this narrows so little that the first cards are found at once anyway.
    private static let limit = 2000

    /// The items themselves; nil when nothing is searched, or too much was found.
    private(set) var items: [Int64]?
    /// Contacts and companies that the text means.
    private(set) var contacts: [Int64] = []
    private(set) var companies: [Int64] = []

    init(of query: ItemQuery, in reader: any Reader) throws {
        let words = query.text.withoutOuterSpace
        guard query.entity.hasStages, !words.isEmpty else { return }
        let pattern = SearchText.pattern(words)
        contacts = try TextMatches.clients(.contact, pattern, in: reader)
        companies = try TextMatches.clients(.company, pattern, in: reader)
        let found = try ids(query.entity, pattern, in: reader)
        if found.count < TextMatches.limit { items = found }
    }

    private static func clients(_ entity: EntityType, _ pattern: String, in reader: any Reader) throws -> [Int64] {
        try reader.query(
            "select id from \(entity.table) where search like $1 escape '\\' and deleted_at is null limit \(limit)", [pattern]
        ) { $0.int64(0) }
    }

    private func ids(_ entity: EntityType, _ pattern: String, in reader: any Reader) throws -> [Int64] {
        try reader.query(
            """
            select id from \(entity.table) where search like $1 escape '\\'
            union select id from \(entity.table) where \(reader.dialect.isOneOf("contact_id", parameter: "$2"))
            union select id from \(entity.table) where \(reader.dialect.isOneOf("company_id", parameter: "$3"))
            limit \(TextMatches.limit)
            """, [pattern, contacts.idsJSON, companies.idsJSON]) { $0.int64(0) }
    }
}
