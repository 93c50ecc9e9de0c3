extension Value {
    /// The value as a number for arithmetic: money in units, yes as 1, nothing as 0, a numeric text as its number,
    /// a moment in seconds since 1970. Nil for everything else.
    package var number: Double? {
        switch self {
        case .null: 0
        case .bool(let value): value ? 1 : 0
        case .int(let value): Double(value)
        case .double(let value): value
        case .string(let text): text.isBlank ? 0 : Value.number(parsing: text)
        case .money(let money): money.units
        case .dateTime(let moment): Double(moment.milliseconds) / 1000
        case .list(let values): values.count == 1 ? values[0].number : (values.isEmpty ? 0 : nil)
        case .date, .reference: nil
        }
    }

    /// Reads «1870.5», «1 870,50», «-3»: spaces group digits, one point or comma is decimal. Nil when it is no number.
    package static func number(parsing text: some StringProtocol) -> Double? {
        var plain: [UInt8] = []
        var hasPoint = false
        var hasDigit = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\u{00A0}", "\u{202F}", "\t", "\n", "\r": continue
            case "0"..."9":
                hasDigit = true
                plain.append(UInt8(ascii: scalar))
            case ".", ",":
                guard !hasPoint else { return nil }
                hasPoint = true
                plain.append(UInt8(ascii: "."))
            case "-", "+":
                guard plain.isEmpty else { return nil }
                plain.append(UInt8(ascii: scalar))
            default: return nil
            }
        }
        guard hasDigit, plain.count <= 400 else { return nil }
        if plain.last == UInt8(ascii: ".") { plain.removeLast() }
        guard let number = Double(String(decoding: plain, as: UTF8.self)), number.isFinite else { return nil }
        return number
    }

    /// The value as yes or no: empty, 0, «N», «no», «нет», «false» are no; everything else is yes.
    package var isTrue: Bool {
        switch self {
        case .null: false
        case .bool(let value): value
        case .int(let value): value != 0
        case .double(let value): value != 0
        case .money(let money): money.minorUnits != 0
        case .string(let text): Value.bool(parsing: text) ?? !text.isBlank
        case .list(let values): values.contains(where: \.isTrue)
        case .date, .dateTime, .reference: true
        }
    }

    /// Reads the ways to write yes and no: Y/N, yes/no, true/false, 1/0, да/нет, in any case. Nil for other texts.
    package static func bool(parsing text: String) -> Bool? {
        switch text.lowercased().trimmed {
        case "y", "yes", "true", "1", ValueTexts.yes.russian.lowercased(): true
        case "n", "no", "false", "0", ValueTexts.no.russian.lowercased(): false
        default: nil
        }
    }

    /// The number as a value: whole when it is whole and exact.
    package static func number(_ number: Double) -> Value {
        guard let whole = Int64(exactly: number), number.magnitude < 9_007_199_254_740_992 else {
            return .double(number)
        }
        return .int(whole)
    }

    /// Who or what a text names in exchange form: `user_12`, `department_3`, `D_15` (see `printable`); nil otherwise.
    package static func reference(parsing text: String) -> Reference? {
        guard let mark = text.lastIndex(of: "_"), let id = Int64(text[text.index(after: mark)...]) else { return nil }
        let prefix = text[..<mark]
        for kind in Reference.Kind.plain where kind.exchangePrefix == prefix { return Reference(kind, id) }
        for (type, letter) in Reference.itemLetters where letter == prefix { return Reference(.item(type: type), id) }
        guard prefix.first == "T", let type = Int(prefix.dropFirst(), radix: 16) else { return nil }
        return Reference(.item(type: type), id)
    }
}

extension Reference {
    /// CRM letters of the REST API: lead, deal, contact, company.
    static let itemLetters: [(type: Int, letter: String)] = [(1, "L"), (2, "D"), (3, "C"), (4, "CO")]
}

extension Reference.Kind {
    fileprivate static let plain: [Reference.Kind] = [.user, .department, .file, .task, .activity]

    /// What stands before the id in exchange: `user_12`, `D_15`.
    var exchangePrefix: String {
        switch self {
        case .user: "user"
        case .department: "department"
        case .file: "file"
        case .task: "task"
        case .activity: "activity"
        case .item(let type):
            Reference.itemLetters.first { $0.type == type }?.letter ?? "T" + String(type, radix: 16)
        }
    }
}

extension StringProtocol {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }

    /// Without spaces and line ends on either side.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
