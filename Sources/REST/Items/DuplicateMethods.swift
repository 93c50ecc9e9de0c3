import CRM
import Kernel
import Storage

/// `crm.duplicate.findbycomm`, `crm.entity.mergeBatch`, `crm.stagehistory.list`: what is known of an item besides its fields, and items
/// that are the same.
enum DuplicateMethods {
    static let methods: [RESTMethod] = [
        .read(
            "crm.duplicate.findbycomm", .crm, Text(ru: "Ищет по телефонам или почте", en: "Finds by phones or addresses"),
            [
                RESTParameter("type", "string", isRequired: true, Text(verbatim: "PHONE, EMAIL")),
                RESTParameter("values", "string[]", isRequired: true, Text(ru: "До 20 значений", en: "Up to 20 values")),
            ]
        ) { call, reader in
            let values = call.parameters.texts("values").filter { !$0.isEmpty }
            guard !values.isEmpty else { throw RESTFailure("Communication values are not defined.") }
            guard values.count <= 20 else { throw RESTFailure("Communication values count must not exceed 20.") }
            let type = call.parameters.text("type")?.uppercased()
            guard type == "PHONE" || type == "EMAIL" else { throw RESTFailure("Communication type is not supported in current context.") }
            var entities: [EntityType] = [.lead, .contact, .company]
            if let wanted = call.parameters.text("entity_type").flatMap({ EntityType(code: $0) }) { entities = [wanted] }
            let matches = try DuplicateFinder.find(
                entities, phones: type == "PHONE" ? values : [], emails: type == "EMAIL" ? values : [], for: call.viewer, in: reader)
            var found = JSONObject()
            for entity in entities {
                let ids = matches.filter { $0.item.entity == entity && $0.title != nil }.map { JSONValue.int($0.item.id) }
                if !ids.isEmpty { found[entity.code] = .array(ids) }
            }
            return Answer(found.isEmpty ? [] : .object(found))
        },
        RESTMethod(
            "crm.entity.mergeBatch", .crm, Text(ru: "Объединяет карточки в первую из них", en: "Merges items into the first of them"),
            [RESTParameter("params", "object", isRequired: true, Text(verbatim: "entityTypeId, entityIds"))], run: merge),
        .read("crm.stagehistory.list", .crm, Text(ru: "История стадий", en: "The history of stages"), ListParameters.all) { call, reader in
            let type = call.parameters["entityTypeId"]?.number ?? 0
            guard let entity = EntityType(rawValue: Int(clamping: type)), entity.hasStages else {
                throw RESTFailure(400, "ENTITY_TYPE_NOT_SUPPORTED", "Entity type \(type) is not supported")
            }
            let start = PageStart(call)
            let reading = FilterReading(
                code: { name in StageHistoryQuery.codes.contains(FieldCode(name)) ? FieldCode(name) : nil }, unknown: .refuse)
            let history = StageHistoryQuery(
                entity: entity, tree: try reading.tree(try call.parameters.object("filter") ?? JSONObject()),
                order: try reading.order(try call.parameters.object("order") ?? JSONObject()), dates: call.dates)
            let entries = try history.page(offset: start.offset, limit: PageStart.size, for: call.viewer, in: reader)
            let total = start.counts ? try history.count(for: call.viewer, in: reader) : nil
            return start.answer(["items": .array(entries.map { row($0, entity, call) })], total: total)
        },
    ]

    /// What contradicts is left to people; what this person may not do is a status too, as programs expect it.
    private static func merge(_ call: Call) async throws -> Answer {
        let parameters = try call.parameters.object("params") ?? JSONObject()
        guard let type = parameters["entityTypeId"]?.number else { throw RESTFailure("The parameter entityTypeId is required.") }
        guard let entity = EntityType(rawValue: Int(clamping: type)) else { throw RESTFailure("Owner was not found") }
        var seen: Set<Int64> = []
        let ids = (parameters["entityIds"]?.elements ?? []).compactMap(\.number).filter { $0 > 0 && seen.insert($0).inserted }
            .map { DocumentID(entity, $0) }
        guard !ids.isEmpty else { throw RESTFailure("The parameter entityIds does not contains valid elements.") }
        guard ids.count > 1 else { throw RESTFailure("The parameter entityIds must contains at least two elements.") }
        func answer(_ status: String, _ ids: some Sequence<DocumentID>) -> Answer {
            Answer(["STATUS": .string(status), "ENTITY_IDS": .array(ids.map { .string(String($0.id)) })])
        }
        let items = call.services.items
        do {
            _ = try await call.services.portal.perform(as: call.caller.actor) { try items.merge(ids, for: call.viewer, $0) }
            return answer("SUCCESS", ids.dropFirst())
        } catch is MergeConflict {
            return answer("CONFLICT", ids)
        } catch let failure as Failure where failure.code != .unavailable && failure.code != .limited {
            return answer("ERROR", [])
        }
    }

    private static func row(_ entry: StageHistoryQuery.Entry, _ entity: EntityType, _ call: Call) -> JSONValue {
        let (semantic, stage) = entity == .lead ? ("STATUS_SEMANTIC_ID", "STATUS_ID") : ("STAGE_SEMANTIC_ID", "STAGE_ID")
        return .object(.of([
            "ID": .int(entry.id), "TYPE_ID": .int(Int64(entry.kind)), "OWNER_ID": .int(entry.item.id),
            "CREATED_TIME": .string(entry.at.contractText(in: call.zone)), "CATEGORY_ID": entity == .deal ? .int(Int64(entry.pipeline)) : nil,
            semantic: .string(entry.semantics), stage: .string(entry.stage),
        ]))
    }
}
