import Kernel

/// The parameters of a robot as `run` reads them: insertions filled in, each value noted for the journal.
///
/// All of them throw `Failure` naming robot and parameter when an insertion cannot be filled in.
extension Step {
    /// The stored parameter as it is; nil when it is absent or null.
    package func parameter(_ name: String) -> JSONValue? {
        guard let json = setting.parameters[name], !json.isNull else { return nil }
        return json
    }

    /// The parameter as text for people; empty when it is absent.
    package func text(_ name: String) throws -> String {
        guard let json = parameter(name) else { return "" }
        let text = try json.string.map { try filled($0, name) } ?? json.text
        record(name, .string(text))
        return text
    }

    /// The parameter's value: that of the insertion when it is exactly one insertion or expression, otherwise a text.
    package func templateValue(_ name: String) throws -> Value {
        guard let json = parameter(name) else { return .null }
        let value = try self.value(of: json, name)
        record(name, value)
        return value
    }

    /// A yes/no parameter; no when it is absent.
    package func flag(_ name: String) throws -> Bool {
        switch try templateValue(name) {
        case .bool(let flag): return flag
        case .int(let number): return number != 0
        case .string(let text): return ["y", "yes", "true", "1"].contains(text.lowercased())
        case .null: return false
        case .double, .date, .dateTime, .money, .reference, .list: throw wrong(name, StepTexts.notYesNo)
        }
    }

    /// A number; nil when it is empty.
    package func number(_ name: String) throws -> Double? {
        switch try templateValue(name) {
        case .int(let number): return Double(number)
        case .double(let number): return number
        case .money(let money): return Double(money.minorUnits) / 100
        case .string(let text):
            if text.allSatisfy(\.isWhitespace) { return nil }
            guard let number = Double(text.filter { !$0.isWhitespace }.replacing(",", with: ".")) else {
                throw wrong(name, StepTexts.notNumber)
            }
            return number
        case .null: return nil
        case .bool, .date, .dateTime, .reference, .list: throw wrong(name, StepTexts.notNumber)
        }
    }

    /// The code of the chosen option, or any other stored code (a stage); nil when nothing is chosen.
    package func choice(_ name: String) throws -> String? {
        guard let json = parameter(name) else { return nil }
        guard let code = json.string else { throw wrong(name, StepTexts.notChoice) }
        if code.isEmpty { return nil }
        record(name, .string(code))
        return code
    }

    /// A moment described by `Timing`'s JSON (counted from `now`) or by an insertion that is a date; nil when the
    /// parameter or the field it is counted from is empty.
    package func moment(_ name: String) throws -> Timestamp? {
        guard let json = parameter(name) else { return nil }
        let moment = try json.string == nil ? plannedMoment(json, name) : writtenMoment(name)
        record(name, moment.map(Value.dateTime) ?? .null)
        return moment
    }

    /// A list of templates (the lines of a check list), each as text; blank ones are left out.
    package func texts(_ name: String) throws -> [String] {
        let texts = try strings(name).map { try filled($0, name) }.filter { !$0.allSatisfy(\.isWhitespace) }
        record(name, .list(texts.map(Value.string)))
        return texts
    }

    /// Pairs field code → value, in the stored order.
    package func fieldValues(_ name: String) throws -> [(field: String, value: Value)] {
        guard let json = parameter(name) else { return [] }
        guard let object = json.object else { throw wrong(name, StepTexts.notFieldValues) }
        return try object.map { field, json in
            let value = try self.value(of: json, "\(name).\(field)")
            record("\(name).\(field)", value)
            return (field, value)
        }
    }

    /// A stored list of texts (selectors of people, field codes) as it is; a single text is a list of one.
    package func strings(_ name: String) -> [String] {
        guard let json = parameter(name) else { return [] }
        return json.string.map { [$0] } ?? json.array?.compactMap(\.string) ?? []
    }

    /// Notes a value that the robot worked with, for the journal.
    package func record(_ name: String, _ value: Value) { inputs.note(name, value) }

    /// The failure to throw when a parameter cannot be used: names robot and parameter.
    package func wrong(_ name: String, _ message: Text) -> Failure {
        Failure(.invalid, message, field: "\(setting.id).\(name)")
    }
}

extension Step {
    private func value(of json: JSONValue, _ name: String) throws -> Value {
        guard let source = json.string else { return try Value(json: json) }
        let evaluated = try Template(source).evaluate(in: environment)
        try refuse(evaluated.errors, name)
        return evaluated.value
    }

    private func filled(_ source: String, _ name: String) throws -> String {
        let (text, errors) = try Template(source).evaluateText(in: environment)
        try refuse(errors, name)
        return text
    }

    private func refuse(_ errors: [ExpressionError], _ name: String) throws {
        guard let error = errors.first else { return }
        throw wrong(name, StepTexts.badInsertion.with(["parameter": Text(verbatim: name), "problem": error.message]))
    }

    private func plannedMoment(_ json: JSONValue, _ name: String) throws -> Timestamp? {
        let timing = try Timing(json: json, place: "\(setting.id).\(name)")
        switch try timing.planned(from: now, in: environment) {
        case .at(let moment): return moment
        case .unknownUntilFilled: return nil
        }
    }

    private func writtenMoment(_ name: String) throws -> Timestamp? {
        switch try templateValue(name) {
        case .null: return nil
        case .dateTime(let moment): return moment
        case .date(let date): return environment.setting.calendar.opening(of: date)
        case .string(let text) where text.allSatisfy(\.isWhitespace): return nil
        case .string(let text):
            guard let date = LocalDate(parsing: text) else { throw wrong(name, StepTexts.notMoment) }
            return environment.setting.calendar.opening(of: date)
        case .bool, .int, .double, .money, .reference, .list: throw wrong(name, StepTexts.notMoment)
        }
    }
}

/// What a robot has read of its parameters, in the order of reading. A class: robots get a `Step` by value.
package final class StepInputs {
    package private(set) var values: [(name: String, value: Value)] = []

    package init() {}

    func note(_ name: String, _ value: Value) {
        if let place = values.firstIndex(where: { $0.name == name }) {
            values[place].value = value
        } else {
            values.append((name, value))
        }
    }
}
