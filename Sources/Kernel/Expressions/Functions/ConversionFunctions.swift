/// Types, and the link to the item.
enum ConversionFunctions {
    static let all = [
        ExpressionFunction("convert", 2...3, FunctionTexts.convert, convert),
        ExpressionFunction("getdocumenturl", 0...2, FunctionTexts.getdocumenturl, documentURL),
    ]

    /// The third argument is accepted, as existing templates pass it, and means nothing here.
    private static func convert(_ call: FunctionCall) throws -> Value {
        let value = try call.value(0)
        let type = try call.text(1).lowercased().trimmed
        switch type {
        case "printableuser": return try call.evaluation.apply(.printable, to: value, call.range)
        case "printableuserb24": return try call.evaluation.apply(.friendly, to: value, call.range)
        case "datetime":
            if value.isEmpty { return .null }
            if case .list(let values) = value {
                return .list(try values.map { .dateTime(try call.evaluation.moment(of: $0, call.range)) })
            }
            return .dateTime(try call.evaluation.moment(of: value, call.range))
        case "text": return try call.evaluation.apply(.string, to: value, call.range)
        default:
            guard let modifier = Modifier(rawValue: type) else {
                throw call.failure(ExpressionTexts.notConvertible.with(["value": type.shortened]))
            }
            return try call.evaluation.apply(modifier, to: value, call.range)
        }
    }

    private static func documentURL(_ call: FunctionCall) throws -> Value {
        guard let path = call.setting.documentPath else { throw call.failure(ExpressionTexts.noDocument) }
        let format = try call.text(0).lowercased()
        let isExternal = try call.value(1).isTrue
        let url = (isExternal ? call.setting.hostURL : "") + path
        guard format == "bb" || format == "html" else { return .string(url) }
        let name = try call.evaluation.environment.value(object: "Document", field: "TITLE") ?? .null
        let title = try call.evaluation.text(of: name, call.range)
        if format == "bb" { return .string("[url=\(url)]\(title.isEmpty ? url : title)[/url]") }
        return .string("<a href=\"\(url.htmlEscaped)\">\((title.isEmpty ? url : title).htmlEscaped)</a>")
    }
}

extension String {
    fileprivate var htmlEscaped: String {
        reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}
