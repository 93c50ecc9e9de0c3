import Automation
import CRM
import Kernel
import Storage

/// `messageservice.*`: programs carry SMS, and say what became of them.
enum SenderMethods {
    private static let code = RESTParameter("CODE", "string", isRequired: true, Text(ru: "Код провайдера", en: "The provider's code"))
    private static let handler = RESTParameter("HANDLER", "string", Text(ru: "Адрес обработчика", en: "The handler's address"))
    private static let name = RESTParameter("NAME", "string|object", Text(ru: "Название, можно {ru, en}", en: "The name, also as {ru, en}"))
    private static let about = RESTParameter("DESCRIPTION", "string|object", Text(ru: "Описание", en: "The description"))

    static let methods: [RESTMethod] = [
        .write(
            "messageservice.sender.add", .messageservice, Text(ru: "Регистрирует провайдера SMS", en: "Registers a provider of SMS"),
            [code, RESTParameter("TYPE", "string", isRequired: true, Text(ru: "SMS", en: "SMS")), handler, name, about]
        ) { call, command in
            try call.require(.configurePortal, or: .programDenied)
            let code = try newCode(call)
            guard call.parameters.text("TYPE")?.uppercased() == "SMS" else { throw invalid("Unknown sender type!") }
            guard let name = call.parameters["NAME"].flatMap(RobotInput.text) else { throw invalid("Empty sender NAME!") }
            let settings = Connection.Settings(
                name: name[call.caller.language], address: call.parameters.text("HANDLER") ?? "", allowsPrivate: call.viewer.isAdministrator)
            do {
                try ProgramSender.add(
                    code, type: "SMS", about: try words(call), settings, program: call.caller.program, call.services.secrets, in: command)
            } catch let failure as Failure {
                throw refusal(failure, call, limited: "ERROR_SENDER_ADD_FAILURE")
            }
            return Answer(true)
        },
        .write(
            "messageservice.sender.update", .messageservice, Text(ru: "Меняет провайдера", en: "Changes a provider"), [code, handler, name, about]
        ) { call, command in
            try call.require(.configurePortal, or: .programDenied)
            let known = try find(call, missing: "ERROR_SENDER_CODE_REQUIRED", command.transaction)
            let sent = ["HANDLER", "NAME", "DESCRIPTION"].filter { call.parameters[$0].map { !$0.isVoid } ?? false }
            guard !sent.isEmpty else { throw RESTFailure(400, "ERROR_SENDER_OTHER_PARAMS_REQUIRED", "Nothing to update") }
            guard var settings = try ConnectionStore.connection(known.connection, in: command.transaction)?.settings else { throw notFound }
            if sent.contains("HANDLER") {
                settings.address = call.parameters.text("HANDLER") ?? ""
                settings.allowsPrivate = call.viewer.isAdministrator
            }
            if let name = call.parameters["NAME"].flatMap(RobotInput.text) { settings.name = name[call.caller.language] }
            do {
                try ProgramSender.change(known.code, about: sent.contains("DESCRIPTION") ? try words(call) : known.about, settings, in: command)
            } catch let failure as Failure {
                throw refusal(failure, call, limited: "ERROR_SENDER_UPDATE_FAILURE")
            }
            return Answer(true)
        },
        .read("messageservice.sender.list", .messageservice, Text(ru: "Коды провайдеров", en: "The codes of providers")) { call, reader in
            try call.require(.configurePortal, or: .programDenied)
            return Answer(.array(try ProgramSender.all(in: reader).map { .string($0.code) }))
        },
        .write("messageservice.sender.delete", .messageservice, Text(ru: "Удаляет провайдера", en: "Removes a provider"), [code]) { call, command in
            try call.require(.configurePortal, or: .programDenied)
            try ProgramSender.delete(try find(call, missing: "ERROR_SENDER_VALIDATION_FAILURE", command.transaction).code, in: command)
            return Answer(true)
        },
        .write(
            "messageservice.message.status.update", .messageservice, Text(ru: "Сообщает, что стало с SMS", en: "Tells what became of an SMS"),
            [
                code, RESTParameter("MESSAGE_ID", "string", isRequired: true, Text(ru: "message_id из запроса обработчику", en: "message_id of the request to the handler")),
                RESTParameter("STATUS", "string", isRequired: true, Text(ru: "queued, sent, delivered, undelivered или failed", en: "queued, sent, delivered, undelivered or failed")),
            ], updateStatus),
    ]

    private static let notFound = RESTFailure(400, "ERROR_SENDER_NOT_FOUND", "Sender not found!")

    private static func invalid(_ text: String) -> RESTFailure { RESTFailure(400, "ERROR_SENDER_VALIDATION_FAILURE", text) }

    private static func newCode(_ call: Call) throws -> String {
        do {
            return try RobotInput.code(call.parameters)
        } catch let failure as RESTFailure {
            throw invalid(failure.text.replacing("activity", with: "sender"))
        }
    }

    private static func words(_ call: Call) throws -> String {
        let text = call.parameters["DESCRIPTION"].flatMap(RobotInput.text)?[call.caller.language] ?? ""
        guard text.count <= 2000 else { throw invalid("Too long DESCRIPTION!") }
        return text
    }

    private static func find(_ call: Call, missing: String, _ reader: any Reader) throws -> ProgramSender {
        guard let code = call.parameters.text("CODE"), !code.isEmpty else { throw RESTFailure(400, missing, "Empty sender code!") }
        guard let sender = try ProgramSender.sender(code, in: reader) else { throw notFound }
        return sender
    }

    private static func refusal(_ failure: Failure, _ call: Call, limited: String) -> RESTFailure {
        let text = failure.message[call.caller.language]
        switch failure.code {
        case .conflict: return RESTFailure(400, "ERROR_SENDER_ALREADY_INSTALLED", "Sender already installed!")
        case .invalid: return invalid(text)
        case .notFound: return notFound
        case .forbidden, .unauthenticated: return .programDenied
        case .limited, .unavailable: return RESTFailure(400, limited, text)
        }
    }

    private static func updateStatus(_ call: Call, _ command: Command) throws -> Answer {
        let sender = try find(call, missing: "ERROR_SENDER_VALIDATION_FAILURE", command.transaction)
        guard let status = SMSStatus(rawValue: call.parameters.text("STATUS")?.lowercased() ?? "") else {
            throw RESTFailure(400, "ERROR_MESSAGE_STATUS_INCORRECT", "Message status incorrect!")
        }
        guard call.viewer.may(.configurePortal) || sender.program == call.caller.program else { throw RESTFailure.programDenied }
        guard let delivery = try Delivery.named(call.parameters.text("MESSAGE_ID") ?? "", in: command.transaction),
            delivery.connector.rawValue == SMSMessage.connector
        else { throw RESTFailure(400, "ERROR_MESSAGE_NOT_FOUND", "Message not found!") }
        let message = SMSMessage(json: delivery.payload)
        guard message.connection == sender.connection else { throw RESTFailure(400, "ERROR_MESSAGE_NOT_FOUND", "Message not found!") }
        if try status.note(of: delivery.id, in: command), let step = OutgoingMessageNoted.Step(status) {
            command.raise(OutgoingMessageNoted(.sms, step, of: delivery.item, to: message.to, subject: message.text))
        }
        return Answer(true)
    }
}

extension OutgoingMessageNoted.Step {
    /// What the history says of a status; that it waits or was sent it says already.
    fileprivate init?(_ status: SMSStatus) {
        switch status {
        case .queued, .sent: return nil
        case .delivered: self = .delivered
        case .undelivered: self = .undelivered
        case .failed: self = .failed
        }
    }
}
