import Automation
import CRM
import Kernel
import Storage

/// Values that suit fields, for scenarios in which it matters only that something is filled in: «Да», the first choice of a
/// list, a day in three working days.
struct AnyValues {
    let scene: Scene
    let person: UserID?

    func values(for fields: [Field]) throws -> [FieldCode: Value] {
        var values: [FieldCode: Value] = [:]
        for field in fields { values[field.code] = try value(for: field) }
        return values
    }

    private func value(for field: Field) throws -> Value {
        switch field.type.code {
        case "boolean": return .bool(true)
        case "integer", "double": return .int(1)
        case "money": return .money(Money(minorUnits: 100_000_00))
        case "date": return .date(scene.calendar.addWorkingDays(3, to: scene.calendar.zone.local(scene.now).date))
        case "datetime": return .dateTime(scene.calendar.addWorkingDays(3, to: scene.now))
        case "enumeration", "source": return field.options.first { !$0.isHidden }.map { .string($0.code) } ?? .null
        case "employee": return person.map(Value.user) ?? .null
        case "file": return try file()
        case "phone": return .string("+7 900 000-00-00")
        case "email": return .string("client@example.test")
        default: return .string(DeedTexts.anyText.russian)
        }
    }

    /// A file that is known by name only: the copy has no store of files.
    private func file() throws -> Value {
        let id = FileID(try scene.transaction.nextID("files"))
        try scene.transaction.execute(
            "insert into files (id, digest, name, size, media_type, created_by, created_at) values ($1, '', $2, 0, 'application/pdf', $3, $4)",
            [id, DeedTexts.fileName.russian, person, scene.now])
        return .file(id)
    }
}
