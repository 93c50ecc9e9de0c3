import CRM
import Kernel

/// `telephony.call.attachTranscription`: what was said in a call, put on its activity as a text that people open.
enum TelephonyTranscriptMethods {
    private static let longest = 10_000

    static let methods: [RESTMethod] = [
        RESTMethod(
            "telephony.call.attachTranscription", .telephony, Text(ru: "Прикладывает расшифровку разговора", en: "Attaches what was said in a call"),
            [
                RESTParameter("CALL_ID", "string", isRequired: true, Text(ru: "Код звонка из register", en: "The call's code from register")),
                RESTParameter(
                    "MESSAGES", "object[]", isRequired: true,
                    Text(ru: "SIDE (User или Client), START_TIME, STOP_TIME в секундах, MESSAGE", en: "SIDE (User or Client), START_TIME, STOP_TIME in seconds, MESSAGE")),
            ], run: attach)
    ]

    @Sendable private static func attach(_ call: Call) async throws -> Answer {
        let lines = try (call.parameters["MESSAGES"]?.elements ?? []).map { try line($0, call.caller.language) }
        guard !lines.isEmpty, lines.count <= longest else { throw TelephonyMethods.failure("MESSAGES: 1 to \(longest) messages are expected.") }
        let found = try await call.services.portal.read { try TelephonyMethods.find(call, $0) }
        guard found.activity != nil else { throw TelephonyMethods.failure("The call is not finished, or it belongs to no client.") }
        let name = call.caller.language == .russian ? "Расшифровка звонка.txt" : "Transcript.txt"
        let file = try await call.services.files.add(named: name, bytes: Array(lines.joined(separator: "\n").utf8), as: call.caller.actor).id
        return try await call.services.portal.perform(as: call.caller.actor) { command in
            try TelephonyMethods.find(call, command.transaction).attach(record: "", file: nil, transcript: file, in: command)
            return Answer(["TRANSCRIPT_ID": .int(file.rawValue)])
        }
    }

    /// `00:05 Клиент: Добрый день`
    private static func line(_ json: JSONValue, _ language: Language) throws -> String {
        guard let message = json.object, let text = message.value("MESSAGE")?.scalarText, !text.isEmpty, text.count <= longest,
            let start = message.value("START_TIME")?.number, (0...604_800).contains(start)
        else { throw TelephonyMethods.failure("MESSAGES: SIDE, START_TIME, STOP_TIME and MESSAGE are expected in each.") }
        let isClient = message.value("SIDE")?.scalarText?.lowercased() == "client"
        let side = isClient ? Text(ru: "Клиент", en: "Client") : Text(ru: "Сотрудник", en: "Colleague")
        let (minutes, seconds) = (start / 60, start % 60)
        return "\(minutes < 10 ? "0" : "")\(minutes):\(seconds < 10 ? "0" : "")\(seconds) \(side[language]): \(text)"
    }
}
