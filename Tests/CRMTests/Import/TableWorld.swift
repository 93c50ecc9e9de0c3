import CRM
import Kernel
import Storage
import TestSupport
import Testing

/// What the tests of tables do with a portal: import as proposed, export to CSV.
extension WorkWorld {
    static let administrator = Viewer(user: WorkWorld.author, isAdministrator: true)
    var importer: Importer { Importer(portal: portal.portal, items: items) }

    func preview(_ bytes: [UInt8], _ kind: TableKind, plan: ImportPlan? = nil) async throws -> ImportPreview {
        try await read { [items] in try ImportPreview.make(.bytes(bytes), kind, plan: plan, items: items, in: $0) }
    }

    func load(
        _ bytes: [UInt8], _ kind: TableKind, _ change: (inout ImportPlan) -> Void = { _ in }
    ) async throws -> ImportJob {
        var plan = try await preview(bytes, kind).plan
        change(&plan)
        let id = try await importer.begin(plan, fileName: "table.csv", for: Self.administrator)
        return try await importer.run(id, .bytes(bytes))
    }

    func load(_ text: String, _ kind: TableKind, _ change: (inout ImportPlan) -> Void = { _ in }) async throws -> ImportJob {
        try await load(Array(text.utf8), kind, change)
    }

    func refusals(_ job: ImportJob) async throws -> [String] {
        try await read { try ImportJob.refusals(of: job.id, in: $0) }.map { "\($0.line) \($0.column): \($0.message.russian)" }
    }

    func export(_ kind: TableKind) async throws -> Export {
        try await read { [items, now] in
            try Export.everything(kind, items, for: Self.administrator, now: now, .russian, in: $0)
        }
    }

    func csv(_ kind: TableKind) async throws -> [UInt8] {
        let export = try await export(kind)
        let writer = CSVTableWriter(headings: export.headings)
        try await export.write(to: writer, portal.portal)
        return writer.take()
    }

    func all(_ entity: EntityType) async throws -> [Item] {
        try await read { [items] reader in
            let ids = try reader.query("select id from \(entity == .company ? "companies" : "\(entity.code.lowercased())s") where deleted_at is null order by id") {
                DocumentID(entity, $0.int64(0))
            }
            let found = try items.load(ids, in: reader)
            return ids.compactMap { found[$0] }
        }
    }
}
