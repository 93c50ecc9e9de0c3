import Automation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

/// What must hold of a database after any fault, and at the end of the script after any number of them.
enum Judge {
    /// The rows that the script leaves when nothing disturbs it: the oracle of all fault tests on the script.
    static let undisturbed = Task {
        let probe = try await Probe.make()
        try await probe.finish()
        return try await rows(of: probe)
    }

    static func rows(of probe: Probe) async throws -> [String] {
        let database = try probe.open()
        let rows = try await database.read { try Snapshot.take($0) }
        try await database.close()
        return rows
    }

    /// The file is whole, the invariants hold, and nothing that was answered is missing.
    static func inspect(_ probe: Probe, answered: Set<Int>, _ fault: String) async throws {
        let database = try probe.open()
        let (integrity, violations) = try await database.read { reader in
            let now = try reader.first("select coalesce(max(at), 0) from automation_journal") { $0.timestamp(0) }
            return (
                try reader.query("pragma integrity_check") { $0.text(0) },
                try AutomationInvariants.violations(in: reader, at: now ?? World.monday)
            )
        }
        let done = try await Script.done(on: database)
        try await database.close()
        #expect(integrity == ["ok"], "\(fault)")
        #expect(violations == [], "\(fault)")
        #expect(answered.subtracting(done) == [], "answered, but lost: \(fault)")
    }

    /// Goes on without faults: the end is that of the run which nothing disturbed.
    static func finish(_ probe: Probe, _ fault: String) async throws {
        try await probe.finish()
        let difference = try await rows(of: probe).difference(from: undisturbed.value)
        #expect(difference.isEmpty, "\(fault): \(difference.prefix(4))")
    }
}
