import CRM
import Kernel
import Storage
import TestSupport

@testable import Moving

/// Both portals after a move, with what became of what.
struct Moved: Sendable {
    let host: String
    let source: [DocumentID: Item]
    let target: [DocumentID: Item]
    let items: [DocumentID: DocumentID]
    private let people: [String: UserID]

    func person(_ user: UserID?) -> UserID? { user.flatMap { people[$0.description] } }

    static func read(_ source: SourcePortal, _ target: TargetPortal, _ data: SourceData) async throws -> Moved {
        let host = try WebhookAddress(source.webhook).host
        let all = [data.company] + data.contacts + [data.lead, data.deal, data.won]
        let old = try await source.company.portal.read { [items = source.company.items] in try items.load(all, in: $0) }
        return try await target.read { [items = target.items] reader in
            let records = MovedRecords(source: host)
            let found = try records.items(all.map { ForeignItem($0.entity!, $0.id) }, in: reader)
            let own = Dictionary(uniqueKeysWithValues: found.map { (DocumentID($0.key.entity, $0.key.id), $0.value) })
            return Moved(
                host: host, source: old, target: try items.load(own.values, in: reader), items: own, people: try records.people(in: reader))
        }
    }
}

extension TargetPortal {
    /// How many rows everything has that a move could add to.
    func counts() async throws -> [String: Int] {
        try await read { reader in
            let tables = [
                "users", "departments", "companies", "contacts", "leads", "deals", "communications", "product_rows", "activities", "tasks",
                "task_checklist", "comments", "files", "timeline", "stage_history", "item_links", "field_options", "stages", "custom_fields",
            ]
            return Dictionary(uniqueKeysWithValues: try tables.map { ($0, try reader.count("select count(*) from \($0)")) })
        }
    }
}
