import CRM
import Kernel
import Storage

/// `crm.category.*` and the older `crm.dealcategory.*`: pipelines of deals.
enum CategoryMethods {
    private static let id = RESTParameter("id", "integer", isRequired: true, Text(ru: "Номер воронки", en: "The pipeline's number"))

    static let methods: [RESTMethod] = newer + older

    private static let newer: [RESTMethod] = [
        .read("crm.category.fields", .crm, Text(ru: "Описание полей", en: "Describes the fields")) { call, _ in
            try requireDeals(call)
            return Answer(["fields": [
                PlainField("id", "integer", .readOnly), PlainField("name", "string"), PlainField("sort", "integer"),
                PlainField("entityTypeId", "integer", .required, .readOnly), PlainField("isDefault", "boolean", .readOnly),
                PlainField("originId", "string"), PlainField("originatorId", "string"),
            ].json])
        },
        .read("crm.category.list", .crm, Text(ru: "Воронки", en: "Pipelines")) { call, reader in
            try requireDeals(call)
            let all = try pipelines(call, reader)
            return Answer(["categories": .array(all.enumerated().map { newer($1, $0, call) })], total: all.count)
        },
        .read("crm.category.get", .crm, Text(ru: "Воронка", en: "One pipeline"), [id]) { call, reader in
            try requireDeals(call)
            return Answer(["category": try category(try number(call), call, reader)])
        },
        .write("crm.category.add", .crm, Text(ru: "Создаёт воронку", en: "Creates a pipeline")) { call, command in
            try requireDeals(call)
            let id = try create(try call.parameters.object("fields")?.value("name")?.scalarText, call, command)
            return Answer(["category": try category(id.number, call, command.transaction)])
        },
        .write("crm.category.update", .crm, Text(ru: "Переименовывает воронку", en: "Renames a pipeline"), [id]) { call, command in
            try requireDeals(call)
            let number = try number(call)
            _ = try category(number, call, command.transaction)
            if let name = try call.parameters.object("fields")?.value("name")?.scalarText, !name.isEmpty {
                try call.services.pipelines.rename(PipelineID(.deal, number), to: Text(verbatim: name), command)
            }
            return Answer(["category": try category(number, call, command.transaction)])
        },
        .write("crm.category.delete", .crm, Text(ru: "Удаляет пустую воронку", en: "Deletes an empty pipeline"), [id]) { call, command in
            try requireDeals(call)
            let number = try number(call)
            _ = try category(number, call, command.transaction)
            try call.services.pipelines.delete(PipelineID(.deal, number), command)
            return Answer(nil)
        },
    ]

    private static let older: [RESTMethod] = [
        RESTMethod("crm.dealcategory.fields", .crm, Text(ru: "Описание полей", en: "Describes the fields")) { _ in
            Answer([
                PlainField("ID", "integer", .readOnly), PlainField("CREATED_DATE", "datetime", .readOnly),
                PlainField("NAME", "string", .required), PlainField("IS_LOCKED", "char", .readOnly),
                PlainField("SORT", "integer"),
            ].json)
        },
        .read("crm.dealcategory.list", .crm, Text(ru: "Воронки, кроме основной", en: "Pipelines but the main one")) { call, reader in
            let rows = try pipelines(call, reader).filter { $0.id.number > 0 }.enumerated().map { older($1, $0 + 1, call) }
            return try RowList(rows: rows).asked(call).page(call)
        },
        .read("crm.dealcategory.get", .crm, Text(ru: "Воронка", en: "One pipeline"), [id]) { call, reader in
            let number = Int(try call.parameters.id())
            let all = try pipelines(call, reader)
            guard let place = all.firstIndex(where: { $0.id.number == number }) else { throw RESTFailure.notFound }
            return Answer(.object(older(all[place], place, call)))
        },
        .write("crm.dealcategory.add", .crm, Text(ru: "Создаёт воронку", en: "Creates a pipeline")) { call, command in
            Answer(.int(Int64(try create(try call.parameters.object("fields")?.value("NAME")?.scalarText, call, command).number)))
        },
        .write("crm.dealcategory.update", .crm, Text(ru: "Переименовывает воронку", en: "Renames a pipeline"), [id]) { call, command in
            let id = PipelineID(.deal, Int(try call.parameters.id()))
            guard try call.services.pipelines.all(in: command.transaction)[id] != nil else { throw RESTFailure.notFound }
            if let name = try call.parameters.object("fields")?.value("NAME")?.scalarText, !name.isEmpty {
                try call.services.pipelines.rename(id, to: Text(verbatim: name), command)
            }
            return Answer(true)
        },
        .write("crm.dealcategory.delete", .crm, Text(ru: "Удаляет пустую воронку", en: "Deletes an empty pipeline"), [id]) { call, command in
            try call.services.pipelines.delete(PipelineID(.deal, Int(try call.parameters.id())), command)
            return Answer(true)
        },
        .read("crm.dealcategory.default.get", .crm, Text(ru: "Основная воронка", en: "The main pipeline")) { call, reader in
            let main = try pipelines(call, reader).first { $0.id.number == 0 }
            return Answer(["ID": 0, "NAME": .string(main?.name[call.caller.language] ?? "")])
        },
        .write("crm.dealcategory.default.set", .crm, Text(ru: "Переименовывает основную воронку", en: "Renames the main pipeline")) { call, command in
            guard let name = call.parameters.text("name"), !name.isEmpty else { throw RESTFailure.missing("name") }
            try call.services.pipelines.rename(PipelineID(.deal, 0), to: Text(verbatim: name), command)
            return Answer(true)
        },
        .read("crm.dealcategory.stage.list", .crm, Text(ru: "Стадии воронки", en: "The stages of a pipeline")) { call, reader in
            let number = call.parameters["id"]?.number ?? 0
            let book = StatusBook.name(of: PipelineID(.deal, Int(clamping: number)))
            let entries = try StatusBook(call, reader).entries.filter { $0.book == book }
            return Answer(.array(entries.map { ["NAME": .string($0.name), "SORT": .int(Int64($0.sort)), "STATUS_ID": .string($0.code)] }))
        },
        RESTMethod("crm.dealcategory.status", .crm, Text(ru: "Имя справочника стадий", en: "The name of the stages' dictionary")) { call in
            Answer(.string(StatusBook.name(of: PipelineID(.deal, Int(clamping: call.parameters["id"]?.number ?? 0)))))
        },
    ]

    private static func requireDeals(_ call: Call) throws {
        guard let type = call.parameters["entityTypeId"]?.number else { throw RESTFailure.missing("entityTypeId") }
        if type == EntityType.deal.rawValue { return }
        if EntityType(rawValue: Int(clamping: type)) == nil { throw RESTFailure(400, "NOT_FOUND", "SPA not found") }
        throw RESTFailure(400, "ENTITY_TYPE_NOT_SUPPORTED", "Entity type \(type) is not supported")
    }

    private static func number(_ call: Call) throws -> Int {
        guard let number = call.parameters["id"]?.number, number >= 0 else { throw RESTFailure(400, "NOT_FOUND", "Category not found") }
        return Int(clamping: number)
    }

    private static func pipelines(_ call: Call, _ reader: any Reader) throws -> [Pipeline] {
        try call.services.pipelines.all(in: reader).of(.deal)
    }

    private static func category(_ number: Int, _ call: Call, _ reader: any Reader) throws -> JSONValue {
        let all = try pipelines(call, reader)
        guard let place = all.firstIndex(where: { $0.id.number == number }) else { throw RESTFailure(400, "NOT_FOUND", "Category not found") }
        return newer(all[place], place, call)
    }

    private static func newer(_ pipeline: Pipeline, _ place: Int, _ call: Call) -> JSONValue {
        [
            "id": .int(Int64(pipeline.id.number)), "name": .string(pipeline.name[call.caller.language]), "sort": .int(Int64(place + 1) * 10),
            "entityTypeId": 2, "isDefault": .yesNo(pipeline.id.number == 0), "originId": "", "originatorId": "",
        ]
    }

    private static func older(_ pipeline: Pipeline, _ place: Int, _ call: Call) -> JSONObject {
        .of([
            "ID": .string(String(pipeline.id.number)), "NAME": .string(pipeline.name[call.caller.language]), "SORT": .string(String((place + 1) * 10)),
            "IS_LOCKED": "N",
        ])
    }

    /// A new pipeline has the stages that the original gives it.
    private static func create(_ name: String?, _ call: Call, _ command: Command) throws -> PipelineID {
        guard let name, !name.isEmpty else { throw RESTFailure.missing("name") }
        let stages = [
            Stage("NEW", Text(ru: "Новая", en: "New")),
            Stage("PREPARATION", Text(ru: "Подготовка документов", en: "Documents"), color: "#2fc6f6"),
            Stage("EXECUTING", Text(ru: "В работе", en: "In progress"), color: "#55d0e0"),
            Stage("WON", Text(ru: "Сделка успешна", en: "Won"), .success),
            Stage("LOSE", Text(ru: "Сделка провалена", en: "Lost"), .failure),
        ]
        return try call.services.pipelines.create(Text(verbatim: name), stages: stages, command).id
    }
}
