import Kernel
import Storage

/// Contacts and companies that a search text means, looked up once for all columns of a kanban.
struct ClientMatches {
    /// A text that means more clients than this narrows nothing, so the rest may be left out.
    private static let limit = 2000

    var contacts: [Int64] = []
    var companies: [Int64] = []

    init() {}

    init(of query: ItemQuery, in reader: any Reader) throws {
        let words = query.text.withoutOuterSpace
        guard query.entity.hasStages, !words.isEmpty else { return }
        contacts = try ClientMatches.ids(.contact, words, in: reader)
        companies = try ClientMatches.ids(.company, words, in: reader)
    }

    private static func ids(_ entity: EntityType, _ words: String, in reader: any Reader) throws -> [Int64] {
        try reader.query(
            "select id from \(entity.table) where search like $1 escape '\\' and deleted_at is null limit \(limit)",
            [SearchText.pattern(words)]) { $0.int64(0) }
    }
}
