import Kernel
import Storage

/// Other settings that use constants: templates of robots. A constant in use is not deleted.
package protocol ConstantUses: Sendable {
    /// Each place that uses it: «робот „Задача“ на стадии „Подбор оборудования“».
    func uses(ofConstant code: String, in reader: any Reader) throws -> [Text]
}

/// Global constants and variables.
package enum ConstantStore {
    private static let columns = """
        code, title, description, kind, is_multiple, visibility, is_variable, value, changed_by, changed_at
        """

    private static func read(_ row: Row) throws -> Constant {
        Constant(
            code: row.text(0), title: row.text(1), description: row.text(2),
            kind: Constant.Kind(rawValue: row.text(3)) ?? .string, isMultiple: row.bool(4),
            visibility: Constant.Visibility(stored: row.text(5)), isVariable: row.bool(6),
            value: try Value(json: JSONValue(parsing: row.text(7))), changedBy: row.optionalID(8),
            changedAt: row.timestamp(9))
    }

    /// Constants and variables in the order they were made.
    package static func all(in reader: any Reader) throws -> [Constant] {
        try reader.query("select \(columns) from constants order by sort, code", read)
    }

    /// Nil when there is none with exactly this code.
    package static func constant(_ code: String, in reader: any Reader) throws -> Constant? {
        try reader.first("select \(columns) from constants where code = $1", [code], read)
    }

    /// The values by code, for evaluating many expressions.
    package static func values(in reader: any Reader) throws -> [String: Value] {
        Dictionary(uniqueKeysWithValues: try all(in: reader).map { ($0.code, $0.value) })
    }

    /// - Throws: `Failure` `.conflict` when the code is taken, `.invalid` naming `code`, `title` or `value`.
    package static func create(_ new: NewConstant, in command: Command) throws {
        try command.require(.configureAutomation)
        guard isCode(new.code) else { throw Failure(.invalid, SettingsTexts.badConstantCode, field: "code") }
        guard try constant(new.code, in: command.transaction) == nil else {
            throw Failure(.conflict, SettingsTexts.constantTaken.with(["code": new.code]), field: "code")
        }
        let title = try checkedTitle(new.title)
        let value = try checked(new.value, kind: new.kind, isMultiple: new.isMultiple, in: command.transaction)
        try command.transaction.execute(
            """
            insert into constants (code, title, description, kind, is_multiple, visibility, is_variable, sort, value,
                changed_by, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                new.code, title, new.description.withoutOuterSpace, new.kind.rawValue, new.isMultiple, new.visibility.stored,
                new.isVariable, try command.transaction.nextID("constants"), value.json.text, command.actor.user,
                command.now,
            ])
        command.raise(ConstantChanged(code: new.code))
    }

    /// Gives a constant another value; null empties it.
    /// - Throws: `Failure` `.invalid` at the constant's code when the value is of another kind.
    package static func setValue(of code: String, to value: Value, in command: Command) throws {
        try command.require(.configureAutomation)
        let constant = try requireConstant(code, in: command.transaction)
        let value = try self.checked(
            value, kind: constant.kind, isMultiple: constant.isMultiple, field: code, in: command.transaction)
        try write(value, to: code, in: command)
    }

    /// From here on nobody else changes a variable: what is calculated from their values is written to them unspoilt.
    package static func lockVariables(in transaction: any Transaction) throws { try transaction.lockVariables() }

    /// Gives a variable another value by a robot's hand; constants are changed by people only.
    /// - Throws: `Failure` `.invalid` at the variable's code when the value is of another kind, `.notFound` for no variable.
    package static func setVariable(_ code: String, to value: Value, in command: Command) throws {
        try command.transaction.lockVariables()
        let variable = try requireConstant(code, in: command.transaction)
        guard variable.isVariable else {
            throw Failure(.notFound, SettingsTexts.noSuchConstant.with(["code": String(code.prefix(50))]))
        }
        let value = try checked(value, kind: variable.kind, isMultiple: variable.isMultiple, field: code, in: command.transaction)
        try write(value, to: code, in: command)
    }

    /// Writes a value that has been checked.
    static func write(_ value: Value, to code: String, in command: Command) throws {
        try command.transaction.execute(
            "update constants set value = $2, changed_by = $3, changed_at = $4 where code = $1",
            [code, value.json.text, command.actor.user, command.now])
        command.raise(ConstantChanged(code: code))
    }

    /// Changes what people read about it; the code stays.
    package static func rename(
        _ code: String, title: String, description: String, in command: Command
    ) throws {
        try command.require(.configureAutomation)
        _ = try requireConstant(code, in: command.transaction)
        try command.transaction.execute(
            "update constants set title = $2, description = $3 where code = $1",
            [code, try checkedTitle(title), description.withoutOuterSpace])
        command.raise(ConstantChanged(code: code))
    }

    /// - Parameter users: what to ask whether it is in use.
    /// - Throws: `Failure` `.conflict` naming the places that use it.
    package static func delete(_ code: String, usedBy users: [any ConstantUses], in command: Command) throws {
        try command.require(.configureAutomation)
        _ = try requireConstant(code, in: command.transaction)
        let places = try users.flatMap { try $0.uses(ofConstant: code, in: command.transaction) }
        guard places.isEmpty else {
            let named = Text(
                ru: places.map(\.russian).joined(separator: ", "), en: places.map(\.english).joined(separator: ", "))
            throw Failure(.conflict, SettingsTexts.constantInUse.with(["places": named]))
        }
        try command.transaction.execute("delete from constants where code = $1", [code])
        command.raise(ConstantChanged(code: code))
    }

    private static func requireConstant(_ code: String, in reader: any Reader) throws -> Constant {
        guard let constant = try constant(code, in: reader) else {
            throw Failure(.notFound, SettingsTexts.noSuchConstant.with(["code": String(code.prefix(50))]))
        }
        return constant
    }

    /// The value in its stored shape: a list for a multiple constant, null for anything empty.
    private static func checked(
        _ value: Value, kind: Constant.Kind, isMultiple: Bool, field: String = "value", in reader: any Reader
    ) throws -> Value {
        let elements = value.elements.filter { !$0.isEmpty }
        guard isMultiple || elements.count <= 1 else { throw Failure(.invalid, SettingsTexts.wantsOne, field: field) }
        if let refusal = elements.lazy.compactMap(kind.refusal(of:)).first {
            throw Failure(.invalid, refusal, field: field)
        }
        let people = elements.flatMap(\.userIDs)
        let working = try people.isEmpty ? [] : UserStore.active(people, in: reader)
        guard Set(working).isSuperset(of: people) else {
            throw Failure(.invalid, SettingsTexts.wantsUser, field: field)
        }
        if elements.isEmpty { return .null }
        return isMultiple ? .list(elements) : elements[0]
    }

    private static func checkedTitle(_ text: String) throws -> String {
        let title = text.withoutOuterSpace
        guard (1...200).contains(title.count) else {
            throw Failure(.invalid, SettingsTexts.constantTitle, field: "title")
        }
        return title
    }

    private static func isCode(_ text: String) -> Bool {
        guard (1...50).contains(text.utf8.count), let first = text.utf8.first else { return false }
        let isLetter = { (byte: UInt8) in (65...90).contains(byte) || (97...122).contains(byte) }
        return isLetter(first) && text.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 95 }
    }
}
