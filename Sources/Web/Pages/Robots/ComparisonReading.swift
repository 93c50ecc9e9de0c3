import Automation
import CRM
import Kernel

/// Reads one row of the condition builder: the value by the type of its field.
struct ComparisonReading {
    let words: ConditionWords

    /// - Throws: `Failure(.invalid, field: "condition")`.
    func comparison(_ row: SentCondition.Row) throws -> Comparison {
        guard let sign = ConditionOperator(rawValue: row.sign) else { throw refusal(RobotFormTexts.badValue, row, row.sign) }
        let left = words.left(named: row.field)
        if sign.operands.upperBound == 0 { return Comparison(left, sign) }
        guard !row.value.isEmpty else { throw refusal(RobotFormTexts.noValue, row, "") }
        if sign == .between { return Comparison(left, sign, try range(row).map { try operand($0, row) }) }
        if sign.takesSeveral {
            let parts = row.value.split(separator: ",").map { String($0).withoutOuterSpace }.filter { !$0.isEmpty }
            return Comparison(left, sign, try parts.map { try operand($0, row) })
        }
        return Comparison(left, sign, [try operand(row.value, row)])
    }

    /// `10 … 20`; one end may be left empty.
    private func range(_ row: SentCondition.Row) throws -> [String] {
        let text = row.value.replacing("...", with: "…").replacing("..", with: "…")
        guard let dots = text.firstIndex(of: "…") else { throw refusal(RobotFormTexts.noRange, row, row.value) }
        return [String(text[..<dots]).withoutOuterSpace, String(text[text.index(after: dots)...]).withoutOuterSpace]
    }

    private func operand(_ text: String, _ row: SentCondition.Row) throws -> Operand {
        if text.isEmpty { return .value(.null) }
        if text.contains("{") || text.hasPrefix("=") {
            let template = Template(text, aliases: words.vocabulary.aliases)
            if let problem = template.problems.first { throw Failure(.invalid, problem.message, field: "condition") }
            return .template(Template(template.canonicalSource))
        }
        guard let entry = words.vocabulary.entry(named: row.field) else { return .value(.string(text)) }
        guard let value = value(text, entry) else { throw refusal(RobotFormTexts.badValue, row, text) }
        return .value(value)
    }

    private func value(_ text: String, _ entry: Vocabulary.Entry) -> Value? {
        switch entry.type {
        case .text, .item, .file: return .string(text)
        case .number, .money: return number(text)
        case .bool: return text == "Y" ? .bool(true) : text == "N" ? .bool(false) : nil
        case .date: return LocalDate(parsing: text).map(Value.date)
        case .dateTime:
            if LocalTime(parsing: text) != nil { return .string(text) }
            return words.zone.moment(parsing: text).map(Value.dateTime)
        case .option: return code(text, entry.source?.options.map { ($0.code, $0.name) } ?? [])
        case .stage: return code(text, words.vocabulary.pipeline.stages.map { ($0.code, $0.name) })
        case .user: return person(text)
        }
    }

    private func number(_ text: String) -> Value? {
        let plain = text.filter { !$0.isWhitespace }.replacing(",", with: ".")
        if let whole = Int64(plain) { return .int(whole) }
        guard let number = Double(plain), number.isFinite else { return nil }
        return .double(number)
    }

    /// By code, or by the name that people read.
    private func code(_ text: String, _ options: [(code: String, name: Text)]) -> Value? {
        let wanted = text.lowercased()
        let found = options.first { $0.code == text }
            ?? options.first { $0.name.russian.lowercased() == wanted || $0.name.english.lowercased() == wanted }
        return found.map { .string($0.code) }
    }

    private func person(_ text: String) -> Value? {
        if let id = UserID(text), words.people[id] != nil { return .user(id) }
        return words.people.people.first { $0.name.lowercased() == text.lowercased() }.map { .user($0.id) }
    }

    private func refusal(_ message: Text, _ row: SentCondition.Row, _ value: String) -> Failure {
        let title = words.vocabulary.entry(named: row.field)?.title ?? Text(verbatim: row.field)
        return Failure(.invalid, message.with(["field": title, "value": Text(verbatim: value)]), field: "condition")
    }
}
