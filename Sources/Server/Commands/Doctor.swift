import ArgumentParser
import FoundationEssentials
import Kernel
import Storage
import StoragePostgres

/// Examines a portal, also one that is at work: it is only read, on one snapshot, and nothing of it is locked.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Examines the portal; ends with 1 when something is wrong.",
        discussion: "The server may go on running: nothing is changed, locked or brought up to date.")

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
        let examination = Examination(now: SystemClock().now)
        guard let address = folder.address else { return try examineFile(examination) }
        var options = PostgresOptions()
        options.applicationName = "prom2b-doctor"
        options.readers = 1
        let database = try await PostgresDatabase.open(PostgresURL(address), options: options)
        do {
            let findings = try await database.read { reader in
                guard let rest = try examination.portal(reader) else {
                    throw Failure(.notFound, ImportCommandTexts.noPortal.with(["folder": database.url.description]))
                }
                return try PostgresExamination(reader).findings + rest
            }
            try await database.close()
            return findings
        } catch {
            try await database.close()
            throw error
        }
    }

    private func examineFile(_ examination: Examination) throws -> [DoctorFinding] {
        let path = folder.data + "/prom2b.sqlite"
        guard FileManager.default.fileExists(atPath: path) else {
            throw Failure(.notFound, ImportCommandTexts.noPortal.with(["folder": folder.data]))
        }
        let file = SQLiteFile(path)
        let rest = try file.read { try examination.portal($0) } ?? []
        return try SQLiteExamination(file).findings + rest
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
