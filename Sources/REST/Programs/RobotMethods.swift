import CRM
import Kernel
import Storage

/// `bizproc.robot.*` and `bizproc.activity.*`: programs register robots of their own; and what they answer when it is their turn.
enum RobotMethods {
    static let methods =
        family("robot", isActivity: false, Text(ru: "робота", en: "a robot"), Text(ru: "Коды роботов приложений", en: "The codes of programs' robots"))
        + family("activity", isActivity: true, Text(ru: "действие для процессов", en: "an activity for processes"), Text(ru: "Коды действий приложений", en: "The codes of programs' activities"))
        + answers

    private static let code = RESTParameter("CODE", "string", isRequired: true, Text(ru: "Код: латинские буквы, цифры и . - _", en: "The code: Latin letters, digits and . - _"))

    private static func family(_ name: String, isActivity: Bool, _ what: Text, _ listed: Text) -> [RESTMethod] {
        [
            .write(
                "bizproc.\(name).add", .bizproc, Text(ru: "Регистрирует {what}", en: "Registers {what}").with(["what": what]),
                [code] + RobotInput.parameters
            ) { call, command in
                try call.require(.configureAutomation, or: .programDenied)
                let robot = try RobotInput(call, call.parameters).robot(isActivity: isActivity)
                do {
                    try store(call).add(robot, in: command)
                } catch let failure as Failure where failure.code == .conflict {
                    throw RESTFailure(400, "ERROR_ACTIVITY_ALREADY_INSTALLED", "Activity or Robot already installed!")
                } catch let failure as Failure where failure.code == .limited {
                    throw RESTFailure(400, "ERROR_ACTIVITY_ADD_FAILURE", failure.message[call.caller.language])
                } catch let failure as Failure where failure.code == .invalid {
                    throw RobotInput.invalid(failure.message[call.caller.language])
                }
                return Answer(true)
            },
            .write(
                "bizproc.\(name).update", .bizproc, Text(ru: "Меняет {what}", en: "Changes {what}").with(["what": what]),
                [code, RESTParameter("FIELDS", "object", isRequired: true, Text(ru: "Что меняется", en: "What changes"))]
            ) { call, command in
                try call.require(.configureAutomation, or: .programDenied)
                let known = try find(call, isActivity: isActivity, command.transaction)
                let fields = try call.parameters.object("FIELDS") ?? JSONObject()
                guard !fields.isEmpty else { throw RobotInput.invalid("No fields to update") }
                let changed = try RobotInput(call, Parameters(.object(fields))).changed(known)
                do {
                    try store(call).change(changed, in: command)
                } catch let failure as Failure where failure.code == .invalid {
                    throw RobotInput.invalid(failure.message[call.caller.language])
                }
                return Answer(true)
            },
            .read("bizproc.\(name).list", .bizproc, listed) { call, reader in
                try call.require(.configureAutomation, or: .programDenied)
                return Answer(.array(try ProgramRobotStore.all(in: reader).filter { $0.isActivity == isActivity }.map { .string($0.code) }))
            },
            .write(
                "bizproc.\(name).delete", .bizproc, Text(ru: "Удаляет {what}", en: "Removes {what}").with(["what": what]), [code]
            ) { call, command in
                try call.require(.configureAutomation, or: .programDenied)
                let known = try find(call, isActivity: isActivity, command.transaction)
                return Answer(.bool(try store(call).delete(code: known.code, in: command)))
            },
        ]
    }

    private static func store(_ call: Call) -> ProgramRobotStore { ProgramRobotStore(call.services.items.catalog) }

    private static func find(_ call: Call, isActivity: Bool, _ reader: any Reader) throws -> ProgramRobot {
        let code = try RobotInput.code(call.parameters)
        guard let robot = try ProgramRobotStore.robot(code: code, in: reader), robot.isActivity == isActivity else {
            throw RESTFailure(400, "ERROR_ACTIVITY_NOT_FOUND", "Activity or Robot not found!")
        }
        return robot
    }

    // MARK: Answers

    private static let token = RESTParameter(
        "EVENT_TOKEN", "string", isRequired: true, Text(ru: "event_token из запроса обработчику", en: "event_token of the request to the handler"))

    private static let answers: [RESTMethod] = [
        .write(
            "bizproc.event.send", .bizproc, Text(ru: "Отвечает роботу, который ждёт", en: "Answers the robot that waits"),
            [
                token, RESTParameter("RETURN_VALUES", "object", Text(ru: "Код результата → значение", en: "Code of a result → value")),
                RESTParameter("LOG_MESSAGE", "string", Text(ru: "Запись в журнал элемента", en: "A line of the item's journal")),
            ]
        ) { call, command in
            let known = try named(call, command.transaction)
            let results = try ProgramRobotStore.robot(kind: known.kind, in: command.transaction)?.results ?? []
            let given = try call.parameters.object("RETURN_VALUES") ?? JSONObject()
            var values: [String: Value] = [:]
            for property in results { values[property.code] = given.value(property.code).map { property.value($0, call.dates) } }
            try note(known, call, command)
            do {
                try ProgramCall.answer(known.delivery, values, in: command)
            } catch let failure as Failure where failure.code == .conflict {
                throw RESTFailure(400, "ERROR_WRONG_WORKFLOW_ID", failure.message[call.caller.language])
            }
            return Answer(true)
        },
        .write(
            "bizproc.activity.log", .bizproc, Text(ru: "Пишет в журнал элемента", en: "Writes into the item's journal"),
            [token, RESTParameter("LOG_MESSAGE", "string", isRequired: true, Text(ru: "Что записать", en: "What to write"))]
        ) { call, command in
            let known = try named(call, command.transaction)
            guard try note(known, call, command) else { throw RESTFailure(400, "ERROR_EMPTY_LOG_MESSAGE", "Empty log message!") }
            return Answer(true)
        },
    ]

    private static func named(_ call: Call, _ reader: any Reader) throws -> ProgramCall {
        guard let token = call.parameters.text("EVENT_TOKEN"), let known = try call.services.secrets.call(token, in: reader) else {
            throw RESTFailure.programDenied
        }
        return known
    }

    /// - Returns: whether there was something to write.
    @discardableResult
    private static func note(_ known: ProgramCall, _ call: Call, _ command: Command) throws -> Bool {
        let message = (call.parameters.text("LOG_MESSAGE") ?? "").withoutOuterSpace
        if message.isEmpty { return false }
        command.raise(ProgramCallNoted(known, String(message.prefix(2000))))
        return true
    }
}

extension RESTFailure {
    static let programDenied = RESTFailure(403, "ACCESS_DENIED", "Access denied!")
}
