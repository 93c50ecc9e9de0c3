import Foundation
import Kernel
import StoragePostgres
import TestSupport
import Testing

struct DoctorTests {
    @Test func `the doctor looks at a portal that is at work and leaves it alone`() async throws {
        let portal = try DemonstrationPortal.make()
        let server = try await portal.start()

        let report = try await portal.run("doctor", "--data", portal.folder)

        #expect(report.status == 0, "\(report.output) \(report.errors)")
        #expect(report.output.contains("✓ The database is intact."))
        #expect(report.output.contains("✓ Automation: all invariants hold."))
        #expect(!server.isOver)
        try await portal.stop(server)
    }

    @Test func `on PostgreSQL it names what is switched off and who keeps a transaction open`() async throws {
        let portal = try DemonstrationPortal.make()
        let server = try await OwnPostgres.start(["autovacuum": "off", "full_page_writes": "off"])
        let url = try await server.makeDatabase("portal")
        let empty = try await portal.run("doctor", "--database", url.text)
        #expect(empty.status == 1 && empty.output.isEmpty)
        let node = try await portal.start("--database", url.text)

        let report = try await portal.run("doctor", "--database", url.text)

        #expect(report.status == 1)
        #expect(report.output.contains { $0.hasPrefix("✗ “full_page_writes” is off") }, "\(report.output)")
        #expect(report.output.contains { $0.hasPrefix("✗ Autovacuum is off") })
        #expect(report.output.contains("✓ No transaction is open for long."))
        #expect(report.output.contains("✓ Automation: all invariants hold."))
        try await portal.stop(node)
        try await server.remove()
    }

    @Test(arguments: [
        (["LC_ALL": "ru_RU.UTF-8", "LANG": "en_US.UTF-8"], "Адрес базы"), (["LC_ALL": "", "LC_MESSAGES": "", "LANG": "ru_RU.UTF-8"], "Адрес базы"),
        (["LC_ALL": "C.UTF-8", "LANG": "ru_RU.UTF-8"], "The address"), (["LC_ALL": "", "LC_MESSAGES": "", "LANG": ""], "The address"),
    ])
    func `what goes wrong at the start is said in the language of the terminal`(environment: [String: String], words: String) async throws {
        let ending = try await ChildProcess.run(
            ChildProcess.program("prom2b"), ["serve", "--data", TestDatabase.folder().path, "--database", "postgres://"], environment: environment)

        #expect(ending.status == 1)
        #expect(ending.errors.contains(words), "\(ending.errors)")
    }
}
