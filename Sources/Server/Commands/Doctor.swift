import ArgumentParser
import Automation
import CRM
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import FoundationEssentials
import Kernel
import Robots
import Schema
import Storage

/// Examines a portal whose server is stopped: the database itself, the schema, automation's invariants, time, space.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Examines the portal; ends with 1 when something is wrong.")

    @OptionGroup var folder: PortalFolder

    func run() async throws {
        var isHealthy = true
        do {
            for finding in try await examine() {
                FileHandleOutput.standardOutput.say(finding.line)
                if finding.severity == .wrong { isHealthy = false }
            }
        } catch {
            throw explain(error)
        }
        if !isHealthy { throw ExitCode(1) }
    }

    private func examine() async throws -> [DoctorFinding] {
        let path = folder.data + "/prom2b.sqlite"
        guard FileManager.default.fileExists(atPath: path) else {
            throw Failure(.notFound, ImportCommandTexts.noPortal.with(["folder": folder.data]))
        }
        let clock = SystemClock()
        let database = try SQLiteDatabase(path: path)
        let pending = try await Migrator(migrations, clock: clock).pending(in: database)
        var findings = [DoctorFinding(pending.isEmpty ? .good : .wrong, DoctorTexts.schema(pending: pending.map(\.name)))]
        findings.append(try await integrity(of: database))
        findings.append(try await version(of: database))
        findings += space(path)
        if pending.isEmpty {
            findings += try await automation(in: database, at: clock.now)
            findings.append(try await zone(database, clock))
        }
        try await database.close()
        return findings
    }

    private func integrity(of database: any Database) async throws -> DoctorFinding {
        let complaints = try await database.read { try $0.query("pragma integrity_check") { $0.text(0) } }
        return complaints == ["ok"]
            ? DoctorFinding(.good, DoctorTexts.intact)
            : DoctorFinding(.wrong, DoctorTexts.damaged.with(["complaints": complaints.prefix(5).joined(separator: "; ")]))
    }

    /// SQLite 3.7.0 to 3.51.2 can damage a database when two connections write and checkpoint at the same instant; this
    /// program writes and checkpoints on one connection only.
    private func version(of database: any Database) async throws -> DoctorFinding {
        let version = try await database.read { try $0.first("select sqlite_version()") { $0.text(0) } } ?? ""
        let numbers = version.split(separator: ".").compactMap { Int($0) }
        let isMended = !numbers.lexicographicallyPrecedes([3, 51, 3])
        let text = isMended ? DoctorTexts.sqlite : DoctorTexts.oldSQLite
        return DoctorFinding(isMended ? .good : .note, text.with(["version": version]))
    }

    private func space(_ path: String) -> [DoctorFinding] {
        var findings: [DoctorFinding] = []
        var log = stat()
        let megabytes = stat(path + "-wal", &log) == 0 ? Int(log.st_size) / 1_048_576 : 0
        findings.append(DoctorFinding(megabytes > 512 ? .wrong : .good, DoctorTexts.log.with(["size": String(megabytes)])))
        var disk = statvfs()
        if statvfs(folder.data, &disk) == 0, disk.f_blocks > 0 {
            let percent = Int(disk.f_bavail * 100 / disk.f_blocks)
            findings.append(DoctorFinding(percent < 5 ? .wrong : .good, DoctorTexts.disk.with(["percent": String(percent)])))
        }
        return findings
    }

    private func automation(in database: any Database, at now: Timestamp) async throws -> [DoctorFinding] {
        let (violations, hold) = try await database.read {
            (try AutomationInvariants.violations(in: $0, at: now), try EngineHold.current(in: $0))
        }
        var findings = violations.prefix(20).map { DoctorFinding(.wrong, Text(verbatim: $0)) }
        if violations.isEmpty { findings.append(DoctorFinding(.good, DoctorTexts.invariants)) }
        if hold != nil { findings.append(DoctorFinding(.note, DoctorTexts.held)) }
        return findings
    }

    private func zone(_ database: any Database, _ clock: any WallClock) async throws -> DoctorFinding {
        do {
            let calendar = try await WorkingCalendarSource(database: database, clock: clock).current().calendar
            return DoctorFinding(.good, DoctorTexts.zone.with(["zone": calendar.zone.identifier]))
        } catch let failure as Failure {
            return DoctorFinding(.wrong, failure.message)
        }
    }
}

/// One line of the report.
struct DoctorFinding {
    enum Severity: String {
        case good = "✓"
        /// Worth knowing; the portal works.
        case note = "•"
        case wrong = "✗"
    }

    let severity: Severity
    let text: Text

    init(_ severity: Severity, _ text: Text) {
        self.severity = severity
        self.text = text
    }

    var line: Text {
        Text(ru: "\(severity.rawValue) \(text.russian)", en: "\(severity.rawValue) \(text.english)")
    }
}
