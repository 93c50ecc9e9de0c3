/// Texts. Positions and lengths count characters, from 0.
enum StringFunctions {
    static let all = [
        ExpressionFunction("substr", 2...3, FunctionTexts.substr, substring),
        ExpressionFunction("strpos", 2...3, FunctionTexts.strpos, position),
        ExpressionFunction("strlen", 1...1, FunctionTexts.strlen) { .int(Int64(try $0.text(0).count)) },
        ExpressionFunction("trim", 1..., FunctionTexts.trim) { call in
            let texts = try call.arguments.indices.flatMap { try call.elements($0) }.map { value in
                Value.string(try call.evaluation.text(of: value, call.range).trimmed)
            }
            return texts.count > 1 ? .list(texts) : texts.first ?? .null
        },
        ExpressionFunction("strtolower", 1...1, FunctionTexts.strtolower) { .string(try $0.text(0).lowercased()) },
        ExpressionFunction("strtoupper", 1...1, FunctionTexts.strtoupper) { .string(try $0.text(0).uppercased()) },
        ExpressionFunction("ucfirst", 1...1, FunctionTexts.ucfirst) { .string(capitalized(try $0.text(0)[...])) },
        ExpressionFunction("ucwords", 1...1, FunctionTexts.ucwords) { call in
            let words = try call.text(0).split(separator: " ", omittingEmptySubsequences: false)
            return .string(words.map(capitalized).joined(separator: " "))
        },
        ExpressionFunction("urlencode", 1...1, FunctionTexts.urlencode) { .string(urlEncoded(try $0.text(0))) },
        ExpressionFunction("number_format", 1...4, FunctionTexts.numberFormat) { call in
            let places = min(max(try call.whole(1), 0), 20)
            let number = DecimalDigits(try call.number(0)).rounded(places: places)
            let point = call.count > 2 ? try call.text(2) : "."
            let thousands = call.count > 3 ? try call.text(3) : ","
            return .string(number.fixed(places: places, point: point, thousands: thousands))
        },
        ExpressionFunction("randstring", 1...1, FunctionTexts.randstring) { call in
            let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
            let length = try call.whole(0)
            guard (1...1000).contains(length) else { throw call.failure() }
            return .string(String((0..<length).map { _ in letters.randomElement(using: &call.evaluation.random)! }))
        },
    ]

    /// A negative start counts from the end; length 0 or none is to the end, a negative length leaves off the tail.
    private static func substring(_ call: FunctionCall) throws -> Value {
        let text = Array(try call.text(0))
        guard !text.isEmpty else { return .null }
        let asked = try call.whole(1)
        let start = min(max(asked < 0 ? text.count + asked : asked, 0), text.count)
        let length = try call.whole(2)
        let end =
            if length == 0 { text.count } else if length < 0 { max(text.count + length, start) } else {
                min(start + length, text.count)
            }
        return .string(String(text[start..<end]))
    }

    /// The place of the first occurrence, `false` when there is none, as in PHP.
    private static func position(_ call: FunctionCall) throws -> Value {
        let text = Array(try call.text(0))
        let sought = Array(try call.text(1))
        let offset = try call.whole(2)
        var start = min(max(offset < 0 ? text.count + offset : offset, 0), text.count)
        guard !sought.isEmpty, sought.count <= text.count else { return .bool(false) }
        try call.evaluation.spend(text.count / 4 * min(sought.count, 64), at: call.range)
        while start + sought.count <= text.count {
            if text[start] == sought[0], text[start..<start + sought.count].elementsEqual(sought) {
                return .int(Int64(start))
            }
            start += 1
        }
        return .bool(false)
    }

    private static func capitalized(_ word: Substring) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }

    /// RFC 3986 unreserved characters stay, a space becomes `+` as in forms.
    private static func urlEncoded(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                result.append(byte)
            case UInt8(ascii: " "): result.append(UInt8(ascii: "+"))
            default:
                let digits = Array("0123456789ABCDEF".utf8)
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
