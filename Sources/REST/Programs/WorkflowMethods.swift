import Automation
import CRM
import Kernel
import Storage

/// `bizproc.workflow.{start,terminate,kill,instances}`: processes beside the stages, on leads and deals.
enum WorkflowMethods {
    /// How many running processes a list looks at.
    private static let listLimit = 5000

    static let methods: [RESTMethod] = [
        .write(
            "bizproc.workflow.start", .bizproc, Text(ru: "Запускает процесс на элементе", en: "Starts a process on an item"),
            [
                RESTParameter("TEMPLATE_ID", "integer", isRequired: true, Text(ru: "Номер процесса", en: "The process's number")),
                RESTParameter("DOCUMENT_ID", "array", isRequired: true, Text(ru: "[crm, CCrmDocumentDeal, DEAL_12]", en: "[crm, CCrmDocumentDeal, DEAL_12]")),
                RESTParameter("PARAMETERS", "object", Text(ru: "Код параметра → значение", en: "Code of a parameter → value")),
            ], start),
        .write("bizproc.workflow.terminate", .bizproc, Text(ru: "Останавливает процесс", en: "Stops a process"), [id], stop),
        .write("bizproc.workflow.kill", .bizproc, Text(ru: "Останавливает процесс; журнал остаётся", en: "Stops a process; its journal stays"), [id], stop),
        .write(
            "bizproc.workflow.instances", .bizproc, Text(ru: "Процессы, которые идут", en: "Processes under way"), ListParameters.all
        ) { call, command in
            try call.require(.configureAutomation, or: .programDenied)
            var numbers: [String: Int64] = [:]
            let rows = try ProcessRun.live(limit: listLimit, in: command.transaction).map { run -> JSONObject in
                let type = run.item.entity?.documentType ?? ["crm", "", ""]
                let process = "\(run.pipeline)\n\(run.code)"
                let number = try numbers[process] ?? ProcessNumber.of(run.code, in: run.pipeline, command)
                numbers[process] = number
                return .of([
                    "ID": .string(String(run.id)), "MODULE_ID": "crm", "ENTITY": .string(type[1]),
                    "DOCUMENT_ID": .string("\(type[2])_\(run.item.id)"), "STARTED": .string(run.startedAt.contractText(in: call.zone)),
                    "STARTED_BY": .id(run.startedBy?.rawValue ?? 0), "OWNED_UNTIL": .null,
                    "TEMPLATE_ID": .id(number),
                ])
            }
            return try RowList(rows: rows).asked(call).selected(call).page(call)
        },
    ]

    private static let id = RESTParameter("ID", "string", isRequired: true, Text(ru: "Номер запущенного процесса", en: "The number of a running process"))
    private static let unknown = RESTFailure(400, "ERROR_WRONG_WORKFLOW_ID", "Workflow is not found")

    private static func start(_ call: Call, _ command: Command) throws -> Answer {
        guard let number = call.parameters["TEMPLATE_ID"]?.number, let process = try ProcessNumber.process(number, in: command.transaction) else {
            throw RESTFailure(400, "ERROR_WRONG_WORKFLOW_ID", "Workflow template is not found")
        }
        let parts = call.parameters.texts("DOCUMENT_ID")
        guard let document = parts.last.flatMap(DocumentID.init(contractCode:)), document.entity?.hasStages == true else {
            throw RESTFailure(400, "ERROR_WRONG_WORKFLOW_ID", "Wrong DOCUMENT_ID!")
        }
        let item = try WorkOwner.changeable(document.entity, document.id, call, command.transaction)
        let engine = call.services.engine
        guard item.pipeline?.automationName == process.pipeline,
            let named = try engine.processes(of: item.id, in: command.transaction).first(where: { $0.code == process.code })?.process
        else { throw RESTFailure(400, "ERROR_WRONG_WORKFLOW_ID", "The item is not in the pipeline of this template.") }
        var given: [String: Value] = [:]
        for (code, json) in try call.parameters.object("PARAMETERS") ?? JSONObject() {
            let parameter = named.parameters.first { $0.code == code }
            given[code] = value(json, parameter?.kind ?? .text, call)
        }
        let before = try ProcessRun.newest(of: process.code, on: item.id, in: command.transaction)?.id ?? 0
        do {
            try engine.startProcess(process.code, on: item.id, given, by: call.viewer.user, in: command.transaction, at: command.now)
        } catch let failure as Failure where failure.code == .invalid || failure.code == .notFound {
            throw RESTFailure(400, "ERROR_WRONG_WORKFLOW_ID", failure.message[call.caller.language])
        }
        guard let run = try ProcessRun.newest(of: process.code, on: item.id, in: command.transaction), run.id > before else {
            throw RESTFailure(400, "ERROR_WRONG_WORKFLOW_ID", "The automation of this item is on hold: the process was not started.")
        }
        return Answer(.string(String(run.id)))
    }

    private static func value(_ json: JSONValue, _ kind: NamedProcess.Parameter.Kind, _ call: Call) -> Value {
        if json.isVoid { return .null }
        let value = ProgramProperty("", Text(verbatim: ""), kind.property, multiple: true).value(json, call.dates)
        // What cannot be read stays as it was written: the process says what it wants instead.
        return value.isEmpty ? .string(json.scalarText ?? json.text) : value
    }

    private static func stop(_ call: Call, _ command: Command) throws -> Answer {
        try call.require(.configureAutomation, or: .programDenied)
        guard let id = call.parameters["ID"]?.number, let run = try ProcessRun.run(id, in: command.transaction), run.isRunning else { throw unknown }
        try call.services.engine.stopProcess(run: id, on: run.item, by: call.viewer.user, in: command.transaction, at: command.now)
        return Answer(true)
    }
}
