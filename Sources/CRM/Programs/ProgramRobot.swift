import Kernel

/// A robot that a program outside registered: what its dialog asks, where it is carried out, what comes back.
package struct ProgramRobot: Sendable, Hashable {
    /// What programs call it: `send_invoice`. Unique in the portal.
    package var code: String
    /// Offered in processes only: an activity.
    package var isActivity: Bool
    /// Where it is told that it is its turn.
    package var handler: String
    /// Whether the handler may lie in our own network.
    package var allowsPrivate: Bool
    /// In whose name the program is to act.
    package var user: UserID
    /// Whether the process waits for the program's answer; nil asks in the dialog.
    package var waits: Bool?
    package var name: Text
    package var about: Text
    /// What the dialog asks, in order.
    package var properties: [ProgramProperty]
    /// What later robots can insert.
    package var results: [ProgramProperty]
    /// On which items it is offered.
    package var offer: ProgramOffer
    /// Who registered it: `webhook/12`.
    package var program: String

    package init(
        code: String, isActivity: Bool, handler: String, allowsPrivate: Bool, user: UserID, waits: Bool? = nil, name: Text,
        about: Text = Text(verbatim: ""), properties: [ProgramProperty] = [], results: [ProgramProperty] = [],
        offer: ProgramOffer = ProgramOffer(), program: String
    ) {
        self.code = code
        self.isActivity = isActivity
        self.handler = handler
        self.allowsPrivate = allowsPrivate
        self.user = user
        self.waits = waits
        self.name = name
        self.about = about
        self.properties = properties
        self.results = results
        self.offer = offer
        self.program = program
    }
}

extension ProgramRobot {
    /// What the stored kinds of such robots begin with.
    package static let kindPrefix = "rest_"

    /// The stored kind of the robot with this code: the same for ever, so a program that is installed anew finds its robots in
    /// their places. Letters, digits and underscores only; codes that differ by other signs keep apart by a number.
    package var kind: String { Self.kind(of: code) }

    package static func kind(of code: String) -> String {
        let plain = String(code.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" ? $0 : "_" })
        return kindPrefix + plain + (plain == code ? "" : "_" + String(stableHash(code), radix: 36))
    }
}

/// A question of the dialog, or a result.
package struct ProgramProperty: Sendable, Hashable {
    /// Stored names, never renamed; those of the API.
    package enum Kind: String, Sendable, CaseIterable {
        case string, text, int, double, bool, date, datetime, user, select
    }

    package struct Option: Sendable, Hashable {
        package let code: String
        package let title: Text

        package init(_ code: String, _ title: Text) {
            self.code = code
            self.title = title
        }
    }

    package var code: String
    package var name: Text
    package var about: Text
    package var kind: Kind
    package var isRequired: Bool
    package var isMultiple: Bool
    package var preset: JSONValue?
    package var options: [Option]

    package init(
        _ code: String, _ name: Text, _ kind: Kind, about: Text = Text(verbatim: ""), required: Bool = false, multiple: Bool = false,
        preset: JSONValue? = nil, options: [Option] = []
    ) {
        self.code = code
        self.name = name
        self.about = about
        self.kind = kind
        isRequired = required
        isMultiple = multiple
        self.preset = preset
        self.options = options
    }

    /// What a program gave back as a value of this kind; null for what is none.
    /// - Parameter dates: how the portal writes dates.
    package func value(_ json: JSONValue, _ dates: DateSetting) -> Value {
        guard case .array(let elements) = json else { return one(json, dates) }
        let values = elements.map { one($0, dates) }.filter { !$0.isEmpty }
        return isMultiple ? .list(values) : values.first ?? .null
    }

    private func one(_ json: JSONValue, _ dates: DateSetting) -> Value {
        let text = json.string ?? (json.isNull ? "" : json.text)
        switch kind {
        case .string, .text, .select: return json.isNull ? .null : .string(text)
        case .int: return Int64(text).map(Value.int) ?? Double(text).flatMap { Int64(exactly: $0.rounded()) }.map(Value.int) ?? .null
        case .double:
            let number = Double(text.replacing(",", with: "."))
            return number.flatMap { $0.isFinite ? Value.double($0) : nil } ?? .null
        case .bool: return json.bool.map(Value.bool) ?? .bool(["y", "1", "true"].contains(text.lowercased()))
        case .date: return dates.day(.string(text)).map(Value.date) ?? .null
        case .datetime: return dates.moment(.string(text)).map(Value.dateTime) ?? .null
        case .user: return Int64(text.lowercased().replacing("user_", with: "")).map { .user(UserID($0)) } ?? .null
        }
    }
}

/// On which items a robot is offered: every rule names a module, perhaps an entity, perhaps a type, as `["crm", "CCrmDocumentDeal"]`.
package struct ProgramOffer: Sendable, Hashable {
    /// Empty is everywhere.
    package var includes: [[String]]
    package var excludes: [[String]]

    package init(includes: [[String]] = [], excludes: [[String]] = []) {
        self.includes = includes
        self.excludes = excludes
    }

    package func reaches(_ entity: EntityType) -> Bool {
        let parts = entity.documentType
        // `box` and `b24` tell a portal of one's own from the cloud.
        func means(_ rule: [String]) -> Bool {
            rule == ["box"] || !rule.isEmpty && rule.count <= parts.count && zip(rule, parts).allSatisfy { $0.lowercased() == $1.lowercased() }
        }
        return (includes.isEmpty || includes.contains(where: means)) && !excludes.contains(where: means)
    }
}

extension EntityType {
    /// As processes of the API name it: `crm`, `CCrmDocumentDeal`, `DEAL`.
    package var documentType: [String] { ["crm", "CCrmDocument" + code.prefix(1).uppercased() + code.dropFirst().lowercased(), code.uppercased()] }
}
