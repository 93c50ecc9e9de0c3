import CRM
import Kernel
import Storage

/// Companies, contacts, leads and deals, each with its fields, links, ways to reach it and products.
struct ItemsMove {
    let entity: EntityType
    let course: Course

    private var kind: MovingKind { entity.movingKind }
    private var prefix: String { "crm.\(entity.code.lowercased())" }

    func run(after last: String) async throws {
        let select: [JSONValue] = ["*", "UF_*", "PHONE", "EMAIL", "WEB", "IM"]
        let list = SourceList(method: "\(prefix).list", parameters: .init([.init("select", .array(select))]))
        try await course.go(through: list, of: kind, after: last) { rows, last in try await take(rows, last) }
    }

    private func take(_ rows: [JSONObject], _ last: String) async throws {
        let details = try await details(rows)
        let fields = course.ownFields(of: entity)
        let catalog = try await course.target.portal.read { [items = course.target.items] in try items.catalog.catalog(in: $0) }
        let described = rows.map { row in SourceItem(row, entity, catalog.fields, fields, details[row.value("ID")?.scalarText ?? ""] ?? SourceItem.Details()) }
        let moved = MovedFiles(course: course)
        let files = try await moved.fetch(try await moved.withOpenLinks(described.flatMap(\.files), of: entity))
        try await course.write(kind, last: last) { [course, entity, kind] command, tally in
            for lost in files.lost { tally.warn(lost.owner, lost.message) }
            let known = try course.records.find(kind.rawValue, described.map(\.foreign), in: command.transaction)
            let links = try Links(course, entity, described, files, command)
            for item in described {
                try tally.take(item.foreign, command) { try ItemWriter(course: course, links: links).write(item, known[item.foreign], command, &$0) }
            }
        }
    }

    /// What lists do not give: the products of leads and deals, the stages they went through, all contacts of deals.
    private func details(_ rows: [JSONObject]) async throws -> [String: SourceItem.Details] {
        guard entity.hasStages else { return [:] }
        let ids = rows.compactMap { $0.value("ID")?.scalarText }
        let withContacts = entity == .deal ? rows.filter { ($0.value("CONTACT_ID")?.number ?? 0) > 0 }.compactMap { $0.value("ID")?.scalarText } : []
        var calls = ids.map { SourceCall("\(prefix).productrows.get", .init([.init("id", .string($0))])) }
        calls += ids.map(history)
        calls += withContacts.map { SourceCall("\(prefix).contact.items.get", .init([.init("id", .string($0))])) }
        var details: [String: SourceItem.Details] = [:]
        for (place, answer) in try await course.client.batch(calls).enumerated() {
            let result: JSONValue
            switch answer {
            case .success(let found): result = found
            // Without rights to products a deal still has its sum, without the list of contacts the main one.
            case .failure: continue
            }
            let rows = (result["items"] ?? result).elements.compactMap(\.object)
            switch place {
            case ..<ids.count: details[ids[place], default: .init()].products = rows
            case ..<(2 * ids.count): details[ids[place - ids.count], default: .init()].stays = rows
            default: details[withContacts[place - 2 * ids.count], default: .init()].contacts = rows
            }
        }
        return details
    }

    private func history(_ id: String) -> SourceCall {
        SourceCall("crm.stagehistory.list", .init([
            .init("entityTypeId", .int(Int64(entity.rawValue))), .init("order", ["ID": "ASC"]), .init("filter", ["OWNER_ID": .string(id)]),
        ]))
    }
}

/// What the items of a batch point to, as it is called here.
struct Links: Sendable {
    let people: [String: UserID]
    let items: [ForeignItem: DocumentID]
    /// Of those what somebody has deleted here: nothing new is linked to it.
    let gone: Set<DocumentID>
    let stages: [String: String]
    let pipelines: [String: MovedRecord]
    let files: MovedFiles.Found
    let catalog: ItemCatalog

    init(_ course: Course, _ entity: EntityType, _ rows: [SourceItem], _ files: MovedFiles.Found, _ command: Command) throws {
        people = try course.records.people(in: command.transaction)
        items = try course.records.items(rows.flatMap(\.links), in: command.transaction)
        gone = Set(try course.target.items.load(items.values, in: command.transaction).values.filter(\.isDeleted).map(\.id))
        stages = try course.records.all(SourcePipeline.stageKind(entity), in: command.transaction).mapValues(\.own)
        pipelines = try course.records.all(SourcePipeline.kind, in: command.transaction)
        catalog = try course.target.items.catalog.catalog(in: command.transaction)
        self.files = files
    }

    func person(_ json: JSONValue?) -> UserID? { json?.scalarText.flatMap { people[$0] } }
}
