import CRM
import Kernel
import Storage

/// `app.option.*` and `user.option.*`: settings that a program keeps in the portal, its own or for each person.
enum OptionMethods {
    static let methods =
        family("app", Text(ru: "настройки программы", en: "the program's settings"), configurersOnly: true) { _ in nil }
        + family("user", Text(ru: "настройки программы для вызывающего", en: "the program's settings for the caller"), configurersOnly: false) { $0.viewer.user }

    private static func family(
        _ name: String, _ what: Text, configurersOnly: Bool, _ person: @escaping @Sendable (Call) -> UserID?
    ) -> [RESTMethod] {
        [
            .read(
                "\(name).option.get", nil, Text(ru: "Читает {what}", en: "Reads {what}").with(["what": what]),
                [RESTParameter("option", "string", Text(ru: "Имя; без него — все", en: "The name; all without it"))]
            ) { call, reader in
                let options = ProgramOptions(program: call.caller.program, person: person(call))
                if let wanted = call.parameters.text("option"), !wanted.isEmpty { return Answer(try options.value(wanted, in: reader) ?? "") }
                let all = try options.all(in: reader)
                return Answer(all.isEmpty ? [] : .object(JSONObject(all.map { JSONObject.Member($0.name, $0.value) })))
            },
            .write(
                "\(name).option.set", nil, Text(ru: "Записывает {what}", en: "Writes {what}").with(["what": what]),
                [RESTParameter("options", "object", isRequired: true, Text(ru: "Имя → значение", en: "Name → value"))]
            ) { call, command in
                if configurersOnly { try call.require(.configurePortal, or: RESTFailure(403, "ACCESS_DENIED", "Access denied.")) }
                // A single pair is written without an object, too.
                let sent = try call.parameters.object("options") ?? single(call.parameters)
                guard let sent, !sent.isEmpty else { throw RESTFailure(400, "ERROR_ARGUMENT", "Argument 'options' is null or empty") }
                let options = ProgramOptions(program: call.caller.program, person: person(call))
                for (name, value) in sent { try options.set(name, value, in: command) }
                return Answer(true)
            },
        ]
    }

    private static func single(_ parameters: Parameters) -> JSONObject? {
        guard let name = parameters.text("option"), let value = parameters["value"], !name.isEmpty else { return nil }
        return .of([name: value])
    }
}
