import CRM
import Kernel

/// The declaration of a robot or activity as programs send it.
struct RobotInput {
    private let call: Call
    private let sent: Parameters

    init(_ call: Call, _ sent: Parameters) {
        self.call = call
        self.sent = sent
    }

    static let parameters: [RESTParameter] = [
        RESTParameter("HANDLER", "string", isRequired: true, Text(ru: "Адрес обработчика", en: "The handler's address")),
        RESTParameter("NAME", "string|object", isRequired: true, Text(ru: "Название, можно {ru, en}", en: "The name, also as {ru, en}")),
        RESTParameter("DESCRIPTION", "string|object", Text(ru: "Описание", en: "The description")),
        RESTParameter("AUTH_USER_ID", "integer", Text(ru: "От чьего имени", en: "In whose name")),
        RESTParameter("USE_SUBSCRIPTION", "boolean", Text(ru: "Ждать ли ответа; без него спросит диалог", en: "Whether to wait for the answer; else the dialog asks")),
        RESTParameter("PROPERTIES", "object", Text(ru: "Код → {Name, Type, Required, Multiple, Default, Options}", en: "Code → {Name, Type, Required, Multiple, Default, Options}")),
        RESTParameter("RETURN_PROPERTIES", "object", Text(ru: "Результаты, так же", en: "The results, likewise")),
        RESTParameter("DOCUMENT_TYPE", "array", Text(ru: "[crm, CCrmDocumentDeal, DEAL]", en: "[crm, CCrmDocumentDeal, DEAL]")),
        RESTParameter("FILTER", "object", Text(ru: "{INCLUDE, EXCLUDE}: где предлагать", en: "{INCLUDE, EXCLUDE}: where to offer it")),
    ]

    static func invalid(_ text: String) -> RESTFailure { RESTFailure(400, "ERROR_ACTIVITY_VALIDATION_FAILURE", text) }

    static func code(_ sent: Parameters) throws -> String {
        let code = sent.text("CODE") ?? ""
        if code.isEmpty { throw invalid("Empty activity code!") }
        guard code.utf8.count <= 128, code.utf8.allSatisfy(isCodeSign) else { throw invalid("Wrong activity code!") }
        return code
    }

    func robot(isActivity: Bool) throws -> ProgramRobot {
        let empty = ProgramRobot(
            code: try Self.code(sent), isActivity: isActivity, handler: "", allowsPrivate: false, user: call.viewer.user,
            name: Text(verbatim: ""), program: call.caller.program)
        let robot = try changed(empty)
        if robot.handler.isEmpty { _ = try handler(.string("")) }
        if robot.name.russian.isEmpty { throw Self.invalid("Empty activity NAME!") }
        return robot
    }

    /// What was sent in the place of what is known.
    func changed(_ known: ProgramRobot) throws -> ProgramRobot {
        var robot = known
        if let json = sent["HANDLER"] {
            robot.handler = try handler(json)
            // An administrator may name a neighbour in the portal's own network.
            robot.allowsPrivate = call.viewer.isAdministrator
        }
        if let json = sent["NAME"] { robot.name = try Self.text(json).map(named) ?? { throw Self.invalid("Empty activity NAME!") }() }
        if let json = sent["DESCRIPTION"] { robot.about = Self.text(json) ?? Text(verbatim: "") }
        if let json = sent["AUTH_USER_ID"], !json.isVoid {
            guard let id = json.number else { throw Self.invalid("Wrong AUTH_USER_ID!") }
            if id > 0 { robot.user = UserID(id) }
        }
        if let json = sent["USE_SUBSCRIPTION"] { robot.waits = json.isVoid ? nil : json.flag }
        if let json = sent["PROPERTIES"] { robot.properties = try properties(json) }
        if let json = sent["RETURN_PROPERTIES"] { robot.results = try properties(json) }
        if sent["DOCUMENT_TYPE"] != nil || sent["FILTER"] != nil { robot.offer = try offer() }
        return robot
    }

    private func named(_ name: Text) throws -> Text {
        guard name.russian.count <= 200, name.english.count <= 200 else { throw Self.invalid("Too long activity NAME!") }
        return name
    }

    private func handler(_ json: JSONValue) throws -> String {
        let text = json.scalarText ?? ""
        do {
            return try WebAddress(text, field: "HANDLER").text
        } catch let failure as Failure {
            let scheme = text.lowercased()
            if text.contains("://"), !scheme.hasPrefix("http://"), !scheme.hasPrefix("https://") {
                throw RESTFailure(400, "ERROR_UNSUPPORTED_PROTOCOL", "Unsupported event handler protocol")
            }
            throw RESTFailure(400, "ERROR_WRONG_HANDLER_URL", "Wrong handler URL. \(failure.message[call.caller.language])")
        }
    }

    // MARK: Properties

    private func properties(_ json: JSONValue) throws -> [ProgramProperty] {
        if json.isVoid { return [] }
        guard let object = json.object else { throw Self.invalid("Wrong properties array!") }
        guard object.count <= 100 else { throw Self.invalid("Too many properties!") }
        return try object.members.map { try property($0.key, $0.value) }
    }

    private func property(_ code: String, _ json: JSONValue) throws -> ProgramProperty {
        guard code.first?.isLetter == true, code.utf8.count <= 64, code.utf8.allSatisfy({ Self.isCodeSign($0) && $0 != 45 && $0 != 46 }) else {
            throw Self.invalid("Wrong property key (\(code))!")
        }
        guard let declared = json.object, let name = declared.value("Name").flatMap(Self.text) else {
            throw Self.invalid("Empty property NAME (\(code))!")
        }
        let options = try options(declared.value("Options"), code)
        let type = (declared.value("Type")?.scalarText ?? "string").lowercased()
        let kind: ProgramProperty.Kind
        switch type {
        case "file": throw Self.invalid("Properties of the type file are not supported (\(code)).")
        case "integer": kind = .int
        case "boolean": kind = .bool
        case "select", "list", "enum": kind = .select
        default: kind = ProgramProperty.Kind(rawValue: type) ?? .string
        }
        if kind == .select, options.isEmpty { throw Self.invalid("Empty property OPTIONS (\(code))!") }
        let isMultiple = declared.value("Multiple")?.flag ?? false
        return ProgramProperty(
            code, try named(name), kind, about: declared.value("Description").flatMap(Self.text) ?? Text(verbatim: ""),
            required: declared.value("Required")?.flag ?? false, multiple: isMultiple,
            preset: try preset(declared.value("Default"), kind, isMultiple), options: options)
    }

    /// `{a: "First", b: {ru, en}}`, or a list of titles that are codes too.
    private func options(_ json: JSONValue?, _ code: String) throws -> [ProgramProperty.Option] {
        guard let json, !json.isVoid else { return [] }
        switch json {
        case .object(let object):
            return try object.members.map { member in
                guard let title = Self.text(member.value) else { throw Self.invalid("Wrong property OPTIONS (\(code))!") }
                return ProgramProperty.Option(member.key, title)
            }
        case .array(let elements):
            return elements.compactMap(\.scalarText).map { ProgramProperty.Option($0, Text(verbatim: $0)) }
        case .null, .bool, .int, .double, .string: throw Self.invalid("Wrong property OPTIONS (\(code))!")
        }
    }

    /// The default in the form in which dialogs store it; one that does not fit is left out.
    private func preset(_ json: JSONValue?, _ kind: ProgramProperty.Kind, _ isMultiple: Bool) throws -> JSONValue? {
        guard let json, !json.isVoid else { return nil }
        // An insertion fits everywhere but a list.
        if let text = json.string, text.contains("{="), kind != .select, !isMultiple { return .string(text) }
        if isMultiple, kind != .user { return .array(json.elements.compactMap(\.scalarText).map { .string($0) }) }
        switch kind {
        case .bool: return .bool(json.flag ?? false)
        case .int, .double: return json.scalarText.flatMap { text in Int64(text).map(JSONValue.int) ?? Double(text).flatMap { $0.isFinite ? .double($0) : nil } }
        case .user:
            let people = json.elements.compactMap(\.scalarText).compactMap { Int64($0.lowercased().replacing("user_", with: "")) }
            return people.isEmpty ? nil : .array(people.map { .string(PeopleSelector.user(UserID($0)).stored) })
        case .date, .datetime: return call.dates.moment(.string(json.scalarText ?? "")) == nil ? nil : .string(json.scalarText ?? "")
        case .string, .text, .select: return json.scalarText.map { .string($0) }
        }
    }

    // MARK: Where it is offered

    private func offer() throws -> ProgramOffer {
        var offer = ProgramOffer()
        if let type = sent["DOCUMENT_TYPE"], !type.isVoid {
            guard type.elements.count == 3 else { throw Self.invalid("Wrong DOCUMENT_TYPE!") }
            offer.includes = [rule(type)]
        }
        guard let filter = sent["FILTER"], !filter.isVoid else { return offer }
        guard let object = filter.object else { throw Self.invalid("Wrong activity FILTER!") }
        offer.includes += object.value("INCLUDE")?.elements.map(rule) ?? []
        offer.excludes = object.value("EXCLUDE")?.elements.map(rule) ?? []
        return offer
    }

    private func rule(_ json: JSONValue) -> [String] { json.elements.compactMap(\.scalarText) }

    // MARK: Parts

    /// A text, or texts by language; nil when there is none.
    static func text(_ json: JSONValue) -> Text? {
        if let text = json.scalarText?.withoutOuterSpace { return text.isEmpty ? nil : Text(verbatim: text) }
        guard let object = json.object else { return nil }
        let texts = object.members.compactMap { member in member.value.scalarText.map { (member.key.lowercased(), $0.withoutOuterSpace) } }.filter { !$0.1.isEmpty }
        guard let first = texts.first?.1 else { return nil }
        func named(_ language: String) -> String? { texts.first { $0.0 == language }?.1 }
        let english = named("en")
        return Text(ru: named("ru") ?? english ?? first, en: english ?? named("ru") ?? first)
    }

    private static func isCodeSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: [45, 46, 95].contains(byte)
        }
    }
}
