import Foundation
import Kernel
import Storage
import StoragePostgres
import TestSupport
import Testing

/// `prom2b move` and `prom2b doctor` as people run them, on a full portal.
struct MoveTests {
    @Test func `a full portal goes to PostgreSQL and back and is the same, row for row`() async throws {
        let portal = try DemonstrationPortal.make()
        try await portal.stop(portal.start())
        let server = try await OwnPostgres.start()
        let url = try await server.makeDatabase("portal")
        let back = portal.scratch + "/back"

        let there = try await portal.run("move", "--from", portal.folder, "--to", url.text)
        #expect(there.status == 0, "\(there.errors)")
        #expect(there.output.last?.contains("Moved and compared") == true)
        let healthy = try await portal.run("doctor", "--database", url.text)
        #expect(healthy.status == 0, "\(healthy.output) \(healthy.errors)")
        let home = try await portal.run("move", "--from", url.text, "--to", back)
        #expect(home.status == 0, "\(home.errors)")

        let (before, after) = (try rows(portal.folder), try rows(back))
        #expect(before.count > 1000)
        #expect(after.difference(from: before).isEmpty, "\(after.difference(from: before).prefix(3))")
        // The program goes on with what came back.
        let returned = DemonstrationPortal(scratch: portal.scratch, folder: back)
        try await returned.stop(returned.start())
        #expect(try await returned.run("doctor", "--data", back).status == 0)
        try await server.remove()
    }

    @Test func `a move to a database that has rows is refused and changes nothing there`() async throws {
        let portal = try DemonstrationPortal.make()
        try await portal.stop(portal.start())
        let server = try await OwnPostgres.start()
        let url = try await server.makeDatabase("portal")
        #expect(try await portal.run("move", "--from", portal.folder, "--to", url.text).status == 0)

        let again = try await portal.run("move", "--from", portal.folder, "--to", url.text)

        #expect(again.status == 1)
        #expect(again.errors.hasPrefix("prom2b: "), "\(again.errors)")
        try await server.remove()
    }

    private func rows(_ folder: String) throws -> [String] {
        try SQLiteFile(folder + "/prom2b.sqlite").read { reader in
            try reader.dialect.tables(reader).filter { !["schema_migrations", "meta"].contains($0.name) }.flatMap { table in
                let columns = table.columns.map(\.name)
                let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
                return try reader.query("select \(list) from \"\(table.name)\"") { row in
                    "\(table.name) " + columns.indices.map { "\(row.value($0))" }.joined(separator: " | ")
                }.sorted()
            }
        }
    }
}
