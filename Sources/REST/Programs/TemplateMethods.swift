import Automation
import CRM
import Kernel
import Storage

/// `bizproc.workflow.template.*`: the processes beside the stages as templates. A change publishes the automation of their pipeline anew.
enum TemplateMethods {
    private static let id = RESTParameter("ID", "integer", isRequired: true, Text(ru: "Номер процесса", en: "The process's number"))

    static let methods: [RESTMethod] = [
        // Writes, because a process gets its number when it is first asked for.
        .write("bizproc.workflow.template.list", .bizproc, Text(ru: "Процессы рядом со стадиями", en: "The processes beside the stages"), ListParameters.all) { call, command in
            try call.require(.configureAutomation, or: .programDenied)
            return try RowList(rows: try rows(call, command)).asked(call).selected(call).page(call)
        },
        RESTMethod(
            "bizproc.workflow.template.add", .bizproc,
            Text(ru: "Не поддерживается: шаблоны .bpt не читаются, процессы рисуют в конструкторе или берут из BPMN", en: "Not supported: .bpt templates are not read; processes are drawn in the designer or come from BPMN")
        ) { call in
            try call.require(.configureAutomation, or: .programDenied)
            throw refused
        },
        .write(
            "bizproc.workflow.template.update", .bizproc, Text(ru: "Переименовывает процесс, меняет автозапуск", en: "Renames a process, changes when it starts by itself"),
            [id, RESTParameter("FIELDS", "object", isRequired: true, Text(ru: "NAME, AUTO_EXECUTE", en: "NAME, AUTO_EXECUTE"))]
        ) { call, command in
            try call.require(.configureAutomation, or: .programDenied)
            let fields = try call.parameters.object("FIELDS") ?? JSONObject()
            if fields.value("TEMPLATE_DATA").map({ !$0.isVoid }) ?? false { throw refused }
            try change(call, command) { known in
                var stage = known
                if let name = fields.value("NAME") {
                    guard let title = RobotInput.text(name)?[call.caller.language], title.count <= 200 else { throw invalid("Empty template NAME!") }
                    stage.named?.title = title
                }
                if let code = fields.value("AUTO_EXECUTE"), !code.isVoid {
                    guard let mask = code.number, (0...3).contains(mask) else { throw invalid("Wrong AUTO_EXECUTE!") }
                    stage.named?.starts.subtract([.onCreate, .onChange])
                    if mask & 1 != 0 { stage.named?.starts.insert(.onCreate) }
                    if mask & 2 != 0 { stage.named?.starts.insert(.onChange) }
                }
                return stage
            }
            return Answer(.int(try call.parameters.id("ID")))
        },
        .write("bizproc.workflow.template.delete", .bizproc, Text(ru: "Удаляет процесс; идущие доходят до конца", en: "Deletes a process; those under way go on"), [id]) { call, command in
            try call.require(.configureAutomation, or: .programDenied)
            try change(call, command) { _ in nil }
            return Answer(.null)
        },
    ]

    private static let notFound = RESTFailure(400, "ERROR_TEMPLATE_NOT_FOUND", "Workflow template not found.")
    private static let refused = invalid(
        "TEMPLATE_DATA is not supported: .bpt files of Bitrix24 hold activities of its own. Draw the process in the designer, or import a BPMN drawing there.")

    private static func invalid(_ text: String) -> RESTFailure { RESTFailure(400, "ERROR_TEMPLATE_VALIDATION_FAILURE", text) }

    private static func rows(_ call: Call, _ command: Command) throws -> [JSONObject] {
        let store = call.services.automation
        var rows: [JSONObject] = []
        for pipeline in try call.services.pipelines.all(in: command.transaction).all {
            let name = pipeline.automationName
            guard let body = try store.active(name, in: command.transaction), body.stages.contains(where: { $0.named != nil }) else { continue }
            let version = try store.published(name, in: command.transaction)
            for stage in body.stages {
                guard let named = stage.named else { continue }
                rows.append(row(named, try ProcessNumber.of(stage.stage, in: name, command), pipeline.id.entity, version, call))
            }
        }
        return rows
    }

    private static func row(
        _ named: NamedProcess, _ number: Int64, _ entity: EntityType, _ version: (at: Timestamp, by: UserID?)?, _ call: Call
    ) -> JSONObject {
        let type = entity.documentType
        let parameters = named.parameters.map { parameter in
            JSONObject.Member(
                parameter.code,
                [
                    "Name": .string(parameter.title), "Type": .string(parameter.kind.property.rawValue), "Required": .yesNo(parameter.isRequired),
                    "Multiple": "N",
                ])
        }
        let automatic = (named.starts.contains(.onCreate) ? 1 : 0) + (named.starts.contains(.onChange) ? 2 : 0)
        return .of([
            "ID": .id(number), "MODULE_ID": "crm", "ENTITY": .string(type[1]), "DOCUMENT_TYPE": .array(type.map { .string($0) }),
            "AUTO_EXECUTE": .id(Int64(automatic)), "NAME": .string(named.title), "TEMPLATE": [],
            "PARAMETERS": parameters.isEmpty ? [] : .object(JSONObject(parameters)), "VARIABLES": [], "CONSTANTS": [],
            "MODIFIED": (version?.at).json(call.zone), "IS_MODIFIED": "N", "USER_ID": .id(version?.by?.rawValue ?? 0),
            "SYSTEM_CODE": "",
        ])
    }

    /// Publishes the pipeline with another process in the place of the named one; nil takes it out.
    private static func change(_ call: Call, _ command: Command, _ edit: (StageAutomation) throws -> StageAutomation?) throws {
        let store = call.services.automation
        guard let known = try ProcessNumber.process(try call.parameters.id("ID", or: notFound), in: command.transaction),
            var body = try store.active(known.pipeline, in: command.transaction),
            let place = body.stages.firstIndex(where: { $0.stage == known.code && $0.named != nil })
        else { throw notFound }
        if let changed = try edit(body.stages[place]) { body.stages[place] = changed } else { body.stages.remove(at: place) }
        let outlines = try call.services.pipelines.all(in: command.transaction).all.map {
            PipelineOutline(name: $0.automationName, stages: $0.stages.map(\.code))
        }
        do {
            try store.publish(body, to: known.pipeline, among: outlines, by: call.viewer.user, in: command.transaction, at: command.now)
        } catch let failure as Failure where failure.code == .invalid {
            throw invalid(failure.message[call.caller.language])
        }
    }
}

extension NamedProcess.Parameter.Kind {
    /// The same kind among those of programs' robots, whose names are the API's.
    var property: ProgramProperty.Kind {
        switch self {
        case .text: .string
        case .number: .double
        case .date: .date
        case .yesNo: .bool
        case .user: .user
        }
    }
}
