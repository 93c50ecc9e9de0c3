import CRM
import Kernel
import Storage

/// All dictionaries as they are now.
struct StatusBook {
    struct Entry {
        /// `DEAL_STAGE_1`
        let book: String
        let code: String
        let name: String
        let sort: Int
        let color: String
        let semantics: StageSemantics
        let isSystem: Bool
        let isStage: Bool
        /// Of deal pipelines but the first.
        let category: Int?

        var id: Int64 { StableNumber.of("\(book):\(code)") }

        var row: JSONObject {
            let kind: String =
                switch semantics {
                case .process: "process"
                case .success: "success"
                case .failure: "failure"
                }
            return .of([
                "ID": .string(String(id)), "ENTITY_ID": .string(book), "STATUS_ID": .string(code), "NAME": .string(name),
                "NAME_INIT": .string(isSystem ? name : ""), "SORT": .string(String(sort)), "SYSTEM": .yesNo(isSystem),
                "CATEGORY_ID": category.map { .string(String($0)) } ?? .null, "COLOR": .string(color),
                "SEMANTICS": semantics == .process ? .null : .string(semantics.rawValue),
                "EXTRA": isStage ? ["SEMANTICS": .string(kind), "COLOR": .string(color)] : nil,
            ])
        }
    }

    enum Place {
        case pipeline(PipelineID)
        case list(EntityType, FieldCode)
    }

    private static let lists: [(book: String, entity: EntityType, field: FieldCode)] = [
        ("SOURCE", .lead, .source), ("DEAL_TYPE", .deal, "TYPE_ID"), ("CONTACT_TYPE", .contact, "TYPE_ID"),
        ("COMPANY_TYPE", .company, "COMPANY_TYPE"), ("HONORIFIC", .contact, "HONORIFIC"),
    ]

    let entries: [Entry]
    private let pipelines: [Pipeline]
    private let language: Language

    init(_ call: Call, _ reader: any Reader) throws {
        let catalog = try call.services.items.catalog.catalog(in: reader)
        language = call.caller.language
        pipelines = catalog.pipelines.all
        entries = pipelines.flatMap { StatusBook.entries(of: $0, call.caller.language) }
            + StatusBook.lists.flatMap { list in
                let options = catalog.fields.field(list.field, of: list.entity)?.options.filter { !$0.isHidden } ?? []
                return options.enumerated().map { place, option in
                    Entry(
                        book: list.book, code: option.code, name: option.name[call.caller.language], sort: (place + 1) * 10, color: "",
                        semantics: .process, isSystem: false, isStage: false, category: nil)
                }
            }
    }

    private static func entries(of pipeline: Pipeline, _ language: Language) -> [Entry] {
        pipeline.stages.enumerated().map { place, stage in
            Entry(
                book: name(of: pipeline.id), code: stage.code, name: stage.name[language], sort: (place + 1) * 10, color: stage.color,
                semantics: stage.semantics, isSystem: place == 0 || stage.semantics == .success, isStage: true,
                category: pipeline.id.number > 0 ? pipeline.id.number : nil)
        }
    }

    /// - Throws: `RESTFailure` when the call names no entry that is there.
    func entry(_ call: Call) throws -> Entry {
        let id = try call.parameters.id(or: RESTFailure("Invalid identifier."))
        guard let entry = entries.first(where: { $0.id == id }) else { throw RESTFailure("Status is not found.") }
        return entry
    }

    /// `STATUS`, `DEAL_STAGE`, `DEAL_STAGE_1`
    static func name(of id: PipelineID) -> String {
        if id.entity == .lead { return "STATUS" }
        return id.number == 0 ? "DEAL_STAGE" : "DEAL_STAGE_\(id.number)"
    }

    static func place(_ book: String) -> Place? {
        if book == "STATUS" { return .pipeline(.leads) }
        if book == "DEAL_STAGE" { return .pipeline(PipelineID(.deal, 0)) }
        if book.hasPrefix("DEAL_STAGE_"), let number = Int(book.dropFirst(11)), number > 0 { return .pipeline(PipelineID(.deal, number)) }
        return lists.first { $0.book == book }.map { .list($0.entity, $0.field) }
    }

    var types: [JSONValue] {
        let stages = pipelines.map { pipeline -> JSONValue in
            let info = JSONObject.of([
                "START_FIELD": .string(pipeline.first?.code ?? ""), "FINAL_SUCCESS_FIELD": .string(pipeline.success?.code ?? ""),
                "FINAL_UNSUCCESS_FIELD": .string(pipeline.failures.first?.code ?? ""),
                "FINAL_SORT": .int(Int64((pipeline.success.flatMap { pipeline.order(of: $0.code) } ?? 0) + 1) * 10),
            ])
            return .object(.of([
                "ID": .string(StatusBook.name(of: pipeline.id)), "NAME": .string(pipeline.name[language]), "SEMANTIC_INFO": .object(info),
                "ENTITY_TYPE_ID": .int(Int64(pipeline.id.entity.rawValue)),
                "CATEGORY_ID": pipeline.id.entity == .deal ? .int(Int64(pipeline.id.number)) : nil,
            ]))
        }
        let names: [String: Text] = [
            "SOURCE": Text(ru: "Источники", en: "Sources"), "DEAL_TYPE": Text(ru: "Типы сделок", en: "Deal types"),
            "CONTACT_TYPE": Text(ru: "Типы контактов", en: "Contact types"), "COMPANY_TYPE": Text(ru: "Типы компаний", en: "Company types"),
            "HONORIFIC": Text(ru: "Обращения", en: "Salutations"),
        ]
        return stages + StatusBook.lists.map { list in
            ["ID": .string(list.book), "NAME": .string(names[list.book]?[language] ?? list.book), "SEMANTIC_INFO": []]
        }
    }
}
