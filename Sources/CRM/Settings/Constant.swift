import Kernel

/// A value that robots use by name: `{=GlobalConst:Clerk}`. People change constants, robots may change variables.
package struct Constant: Identifiable, Hashable, Sendable {
    /// What a constant may hold. Raw values are stored.
    package enum Kind: String, Sendable, CaseIterable {
        case user, string, number, date
        case yesNo = "bool"

        package var title: Text {
            switch self {
            case .user: SettingsTexts.kindUser
            case .string: SettingsTexts.kindString
            case .number: SettingsTexts.kindNumber
            case .date: SettingsTexts.kindDate
            case .yesNo: SettingsTexts.kindYesNo
            }
        }
    }

    /// Where it is offered for insertion.
    package enum Visibility: Hashable, Sendable {
        case everywhere
        case crm
        case entity(EntityType)

        var stored: String {
            switch self {
            case .everywhere: "everywhere"
            case .crm: "crm"
            case .entity(let entity): entity.code
            }
        }

        init(stored: String) {
            self =
                switch stored {
                case "everywhere": .everywhere
                default: EntityType(code: stored).map { .entity($0) } ?? .crm
                }
        }
    }

    /// What expressions call it; capital and small letters differ.
    package let code: String
    package let title: String
    package let description: String
    package let kind: Kind
    /// Several people, several texts.
    package let isMultiple: Bool
    package let visibility: Visibility
    /// A variable: `{=GlobalVar:…}`, may be changed by robots.
    package let isVariable: Bool
    package let value: Value
    package let changedBy: UserID?
    package let changedAt: Timestamp

    package var id: String { code }
}

/// A constant about to be made. Kind, multiplicity and visibility stay as they are for its whole life.
package struct NewConstant: Sendable {
    package var code: String
    package var title: String
    package var description: String
    package var kind: Constant.Kind
    package var isMultiple: Bool
    package var visibility: Constant.Visibility
    package var isVariable: Bool
    package var value: Value

    package init(
        code: String, title: String, kind: Constant.Kind, isMultiple: Bool = false, description: String = "",
        visibility: Constant.Visibility = .everywhere, isVariable: Bool = false, value: Value = .null
    ) {
        self.code = code
        self.title = title
        self.description = description
        self.kind = kind
        self.isMultiple = isMultiple
        self.visibility = visibility
        self.isVariable = isVariable
        self.value = value
    }
}

extension Constant.Kind {
    static let longestText = 10_000

    /// Reads what was typed or chosen in a form; an empty text is no value. A person is given by id.
    /// - Throws: `Failure` `.invalid` saying what is expected.
    package func parse(_ text: String) throws -> Value {
        let text = text.withoutOuterSpace
        guard !text.isEmpty else { return .null }
        switch self {
        case .string: return .string(text)
        case .user:
            guard let id = UserID(text) else { throw Failure(.invalid, SettingsTexts.wantsUser) }
            return .user(id)
        case .number:
            let plain = text.filter { !$0.isWhitespace }.map { $0 == "," ? "." : $0 }
            if let whole = Int64(String(plain)) { return .int(whole) }
            guard let number = Double(String(plain)), number.isFinite else {
                throw Failure(.invalid, SettingsTexts.wantsNumber)
            }
            return .double(number)
        case .date:
            guard let day = LocalDate(parsing: text) else { throw Failure(.invalid, SettingsTexts.wantsDate) }
            return .date(day)
        case .yesNo:
            switch text.lowercased() {
            case "y", "1", "true": return .bool(true)
            case "n", "0", "false": return .bool(false)
            default: throw Failure(.invalid, SettingsTexts.wantsYesNo)
            }
        }
    }

    /// The complaint when one element is not of this kind; whether people work is checked elsewhere.
    func refusal(of element: Value) -> Text? {
        switch (self, element) {
        case (.string, .string(let text)):
            let limit = Constant.Kind.longestText
            return text.count <= limit ? nil : SettingsTexts.wantsText.with(["limit": String(limit)])
        case (.number, .int), (.date, .date), (.yesNo, .bool): return nil
        case (.number, .double(let number)) where number.isFinite: return nil
        case (.user, .reference(let reference)) where reference.kind == .user: return nil
        case (.string, _): return SettingsTexts.wantsText.with(["limit": String(Constant.Kind.longestText)])
        case (.number, _): return SettingsTexts.wantsNumber
        case (.date, _): return SettingsTexts.wantsDate
        case (.yesNo, _): return SettingsTexts.wantsYesNo
        case (.user, _): return SettingsTexts.wantsUser
        }
    }
}
