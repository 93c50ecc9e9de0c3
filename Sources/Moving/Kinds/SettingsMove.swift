import CRM
import Kernel
import Storage

/// What items are understood by: lists of choices, pipelines with their stages, own fields. Nothing that is here goes: what the
/// source has is added, and what both have is called as it is there.
struct SettingsMove {
    let course: Course

    func run() async throws {
        try await course.target.portal.perform(as: course.actor, .bulk) { [course] in
            try MoveBook.forget(.settings, of: course.move, in: $0.transaction)
        }
        let statuses = try await course.client.all("crm.status.list", .init([.init("order", ["SORT": "ASC"])]))
        let books = Dictionary(grouping: statuses) { $0.value("ENTITY_ID")?.scalarText ?? "" }
        try await moveLists(books)
        try await movePipelines(books, try await categories())
        for entity in EntityType.allCases { try await OwnFieldsMove(entity: entity, course: course, books: books).run() }
        await course.show(.settings, done: 1, total: 1)
    }

    // MARK: Lists

    /// The lists of the source with the fields that choose from them here.
    private static let lists: [(book: String, fields: [(EntityType, FieldCode)])] = [
        ("SOURCE", EntityType.allCases.map { ($0, .source) }), ("DEAL_TYPE", [(.deal, "TYPE_ID")]), ("CONTACT_TYPE", [(.contact, "TYPE_ID")]),
        ("COMPANY_TYPE", [(.company, "COMPANY_TYPE")]), ("HONORIFIC", [(.contact, "HONORIFIC"), (.lead, "HONORIFIC")]),
    ]

    private func moveLists(_ books: [String: [JSONObject]]) async throws {
        try await course.write(.settings, last: "") { [items = course.target.items] command, tally in
            let store = FieldStore(items.catalog)
            for (book, fields) in SettingsMove.lists {
                let rows = books[book] ?? []
                for (entity, code) in fields where !rows.isEmpty {
                    try tally.take(book, command) { tally in
                        let registry = try store.registry(in: command.transaction)
                        guard let field = registry.field(code, of: entity) else { return }
                        let options = SettingsMove.merged(field.options, rows)
                        tally.made += options.count - field.options.count
                        let kept = zip(options, field.options).filter { $0 == $1 }.count
                        tally.unchanged += kept
                        tally.changed += field.options.count - kept
                        if options != field.options { try store.setOptions(options, of: code, entity, command) }
                    }
                }
            }
        }
    }

    private static func merged(_ own: [FieldOption], _ rows: [JSONObject]) -> [FieldOption] {
        var options = own
        for row in rows {
            guard let code = row.value("STATUS_ID")?.scalarText, !code.isEmpty else { continue }
            let name = row.value("NAME")?.scalarText?.withoutOuterSpace ?? ""
            let text = Text(verbatim: name.isEmpty ? code : name)
            if let place = options.firstIndex(where: { $0.code == code }) {
                if options[place].name.russian != text.russian, options[place].name.english != text.english { options[place].name = text }
            } else {
                options.append(FieldOption(code, text))
            }
        }
        return options
    }

    // MARK: Pipelines

    /// Names of the deals' pipelines by number, the main one among them.
    private func categories() async throws -> [(number: Int, name: String)] {
        var rows: [JSONObject]
        do {
            rows = try await course.client.all("crm.category.list", .init([.init("entityTypeId", 2)]), path: ["categories"])
        } catch let refusal as SourceRefusal where refusal.isMissingMethod {
            rows = try await course.client.all("crm.dealcategory.list")
        }
        var found = rows.compactMap { row in row.value("id")?.number.map { (number: Int(clamping: $0), name: row.value("name")?.scalarText ?? "") } }
        if !found.contains(where: { $0.number == 0 }) { found.insert((0, ""), at: 0) }
        return found
    }

    private func movePipelines(_ books: [String: [JSONObject]], _ categories: [(number: Int, name: String)]) async throws {
        let pipelines =
            [SourcePipeline(.lead, 0, "", books["STATUS"] ?? [])]
            + categories.map { SourcePipeline(.deal, $0.number, $0.name, books[$0.number == 0 ? "DEAL_STAGE" : "DEAL_STAGE_\($0.number)"] ?? []) }
        try await course.write(.settings, last: "") { [course] command, tally in
            for pipeline in pipelines where !pipeline.stages.isEmpty {
                do {
                    try command.transaction.savepoint { try PipelineMove(source: pipeline, course: course).run(command, &tally) }
                } catch let failure as Failure {
                    tally.refuse(pipeline.foreign, MovingTexts.lostPipeline.with(["pipeline": Text(verbatim: pipeline.name), "reason": failure.message]))
                }
            }
        }
    }
}
