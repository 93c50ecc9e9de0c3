import Automation
import CRM
import Kernel
import Schema
import Storage

/// What can be said of a portal on any database from one snapshot: the schema, automation's invariants, time.
struct Examination: Sendable {
    let now: Timestamp

    /// Nil when there is no portal in the database.
    func portal(_ reader: any Reader) throws -> [DoctorFinding]? {
        guard let pending = try Migrator(migrations, clock: SystemClock()).pending(in: reader) else { return nil }
        let schema = DoctorFinding(pending.isEmpty ? .good : .wrong, DoctorTexts.schema(pending: pending.map(\.name)))
        return pending.isEmpty ? try [schema] + automation(reader) + [zone(reader)] : [schema]
    }

    private func automation(_ reader: any Reader) throws -> [DoctorFinding] {
        let violations = try AutomationInvariants.violations(in: reader, at: now)
        var findings = violations.prefix(20).map { DoctorFinding(.wrong, Text(verbatim: $0)) }
        if violations.isEmpty { findings.append(DoctorFinding(.good, DoctorTexts.invariants)) }
        if try EngineHold.current(in: reader) != nil { findings.append(DoctorFinding(.note, DoctorTexts.held)) }
        return findings
    }

    private func zone(_ reader: any Reader) throws -> DoctorFinding {
        do {
            let rows = try reader.query("select code, value from settings") { ($0.text(0), try JSONValue(parsing: $0.text(1))) }
            let settings = try PortalSettings(stored: Dictionary(uniqueKeysWithValues: rows))
            let calendar = try WorkingCalendar(settings.workingHours, around: now)
            return DoctorFinding(.good, DoctorTexts.zone.with(["zone": calendar.zone.identifier]))
        } catch let failure as Failure {
            return DoctorFinding(.wrong, failure.message)
        }
    }
}
