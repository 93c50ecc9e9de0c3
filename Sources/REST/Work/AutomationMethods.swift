import CRM
import Kernel
import Storage

/// `crm.automation.trigger*`: programs set triggers off; and `bizproc.task.*`: what processes ask people.
enum AutomationMethods {
    static let methods = triggers + tasks

    private static let code = RESTParameter("CODE", "string", isRequired: true, Text(ru: "Код триггера", en: "The trigger's code"))

    // MARK: Triggers

    private static let triggers: [RESTMethod] = [
        .write(
            "crm.automation.trigger", .crm, Text(ru: "Срабатывание триггера «Входящий вебхук»", en: "Sets off the trigger “Incoming webhook”"),
            [
                RESTParameter("target", "string", isRequired: true, Text(ru: "DEAL_25 или LEAD_7", en: "DEAL_25 or LEAD_7")),
                RESTParameter("code", "string", Text(ru: "Код из настройки триггера", en: "The code from the trigger's settings")),
            ]
        ) { call, command in
            guard let target = call.parameters.text("target").flatMap(DocumentID.init(contractCode:)) else {
                throw RESTFailure("Incorrect target format.")
            }
            return try setOff(call.parameters.text("code") ?? "", target.entity, target.id, call, command)
        },
        .write(
            "crm.automation.trigger.add", .crm, Text(ru: "Сообщает код своего триггера", en: "Makes a trigger's code known"),
            [code, RESTParameter("NAME", "string", isRequired: true, Text(ru: "Название", en: "Name"))]
        ) { call, command in
            try ProgramTrigger.add(call.parameters.text("CODE") ?? "", name: call.parameters.text("NAME") ?? "", in: command)
            return Answer(true)
        },
        .read("crm.automation.trigger.list", .crm, Text(ru: "Известные коды триггеров", en: "The codes that are known")) { _, reader in
            Answer(.array(try ProgramTrigger.all(in: reader).map { ["NAME": .string($0.name), "CODE": .string($0.code)] }))
        },
        .write(
            "crm.automation.trigger.execute", .crm, Text(ru: "Срабатывание триггера по коду", en: "Sets off a trigger by its code"),
            [
                code, RESTParameter("OWNER_TYPE_ID", "integer", isRequired: true, Text(ru: "Вид элемента", en: "The item's kind")),
                RESTParameter("OWNER_ID", "integer", isRequired: true, Text(ru: "Номер элемента", en: "The item's number")),
            ]
        ) { call, command in
            let code = call.parameters.text("CODE") ?? ""
            guard try ProgramTrigger.isKnown(code, in: command.transaction) else { throw RESTFailure("Trigger code is not found.") }
            return try setOff(
                code, EntityType(call.parameters["OWNER_TYPE_ID"]), call.parameters["OWNER_ID"]?.number, call, command)
        },
        .write("crm.automation.trigger.delete", .crm, Text(ru: "Забывает код", en: "Forgets a code"), [code]) { call, command in
            guard try ProgramTrigger.delete(call.parameters.text("CODE") ?? "", in: command) else {
                throw RESTFailure("Trigger code is not found.")
            }
            return Answer(true)
        },
    ]

    private static func setOff(
        _ code: String, _ entity: EntityType?, _ id: Int64?, _ call: Call, _ command: Command
    ) throws -> Answer {
        let item = try WorkOwner.changeable(entity, id, call, command.transaction)
        guard item.entity.hasStages else { throw RESTFailure("Triggers are available for leads and deals only.") }
        guard !code.isEmpty, code.count <= 200 else { throw RESTFailure("The parameter code is not defined or invalid.") }
        command.raise(WebhookReceived(document: item.id, code: code))
        return Answer(true)
    }

    // MARK: Assignments

    private static let tasks: [RESTMethod] = [
        .read("bizproc.task.list", .bizproc, Text(ru: "Согласования; свои, администратору — все", en: "Assignments; one's own, everybody's for administrators"), ListParameters.all, list),
        .write(
            "bizproc.task.complete", .bizproc, Text(ru: "Отвечает на согласование", en: "Answers an assignment"),
            [
                RESTParameter("TASK_ID", "integer", isRequired: true, Text(ru: "Номер", en: "Number")),
                RESTParameter("STATUS", "string", isRequired: true, Text(ru: "1 да, 2 нет, 3 ознакомлен", en: "1 yes, 2 no, 3 acquainted")),
                RESTParameter("COMMENT", "string", Text(ru: "Комментарий", en: "Comment")),
            ]
        ) { call, command in
            let answer: Assignment.Answer? =
                switch call.parameters.text("STATUS")?.lowercased() {
                case "1", "yes": .approve
                case "2", "no": .reject
                case "3", "ok": .acquaint
                default: nil
                }
            guard let answer else { throw RESTFailure("STATUS is not defined or invalid.") }
            try Assignment.answer(
                AssignmentID(try call.parameters.id("TASK_ID")), answer, comment: call.parameters.text("COMMENT") ?? "", by: call.viewer.user,
                in: command)
            return Answer(true)
        },
        .write(
            "bizproc.task.delegate", .bizproc, Text(ru: "Передаёт согласования", en: "Hands assignments over"),
            [
                RESTParameter("TASK_IDS", "integer[]", isRequired: true, Text(ru: "Номера", en: "Numbers")),
                RESTParameter("FROM_USER_ID", "integer", isRequired: true, Text(ru: "От кого", en: "From whom")),
                RESTParameter("TO_USER_ID", "integer", isRequired: true, Text(ru: "Кому", en: "To whom")),
            ]
        ) { call, command in
            let from = UserID(try call.parameters.id("FROM_USER_ID"))
            guard from == call.viewer.user || call.viewer.isAdministrator else { throw RESTFailure.accessDenied }
            let ids = (call.parameters["TASK_IDS"]?.elements ?? []).compactMap(\.number)
            guard !ids.isEmpty else { throw RESTFailure.mustBeArray("TASK_IDS") }
            for id in ids {
                try Assignment.delegate(AssignmentID(id), from: from, to: UserID(try call.parameters.id("TO_USER_ID")), in: command)
            }
            return Answer(true)
        },
    ]

    private static func list(_ call: Call, _ reader: any Reader) throws -> Answer {
        let reading = FilterReading(
            code: { Assignment.isSelectable(FieldCode($0)) ? FieldCode($0) : nil }, unknown: .passOver
        ) { code, value in
            guard code == "DOCUMENT_ID", let item = DocumentID(contractCode: value.printable) else { return value }
            return .item(item)
        }
        let start = PageStart(call)
        let (rows, total) = try Assignment.select(
            try call.parameters.object("filter").map { try reading.tree($0) }, of: call.viewer.isAdministrator ? nil : call.viewer.user,
            order: try reading.order(try call.parameters.object("order") ?? JSONObject()), offset: start.offset, limit: PageStart.size,
            dates: call.dates, in: reader)
        let titles = try call.services.items.load(rows.map(\.assignment.item), in: reader)
        let answers = rows.map { assignment, place -> JSONValue in
            .object(row(assignment, place, titles[assignment.item]?.title ?? "", call).selected(call))
        }
        return start.answer(.array(answers), total: total)
    }

    private static func row(_ assignment: Assignment, _ place: Int, _ title: String, _ call: Call) -> JSONObject {
        let participant = assignment.participants.first { $0.place == place }
        let (item, entity) = (assignment.item, assignment.item.entity)
        let isApproval = assignment.kind == .approval
        return JSONObject.of([
            "ID": .id(assignment.id), "WORKFLOW_ID": "", "DOCUMENT_NAME": .string(title), "NAME": .string(assignment.title),
            "DESCRIPTION": .string(assignment.description), "MODIFIED": .string(assignment.createdAt.contractText(in: call.zone)),
            "WORKFLOW_STARTED": .null, "WORKFLOW_STARTED_BY": .null, "OVERDUE_DATE": assignment.deadline.json(call.zone),
            "WORKFLOW_TEMPLATE_ID": .null, "WORKFLOW_TEMPLATE_NAME": .null, "WORKFLOW_STATE": .null, "MODULE_ID": "crm",
            "ENTITY": .string("CCrmDocument" + (entity?.code.capitalized ?? "")),
            "DOCUMENT_ID": .string("\(entity?.code ?? "")_\(item.id)"), "STATUS": .id(Int64(assignment.state.code)),
            "USER_ID": .id(participant?.person), "USER_STATUS": .id(Int64(participant?.answer?.code ?? 0)),
            "ACTIVITY": isApproval ? "ApproveActivity" : "ReviewActivity", "ACTIVITY_NAME": .string(assignment.kind.rawValue),
            "PARAMETERS": [
                "ShowComment": "Y", "CommentRequired": .yesNo(assignment.commentRule == .always), "CommentLabel": "", "Fields": .array([]),
            ],
            "DOCUMENT_URL": .string(entity.map { "/\($0.table)/\(item.id)" } ?? ""),
        ])
    }
}

extension String {
    /// `DEAL` → `Deal`
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst().lowercased() }
}
