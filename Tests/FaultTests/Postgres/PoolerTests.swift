import Kernel
import StoragePostgres
import TestSupport
import Testing

/// A pooler that lends sessions for one transaction is found out at the start, before anything is written.
struct PoolerTests {
    @Test(arguments: [(1, false), (2, false), (2, true), (5, true)])
    func `a pooler of transactions is refused, with what to do`(sessions: Int, takesTurns: Bool) async throws {
        let server = try await OwnPostgres.start()
        _ = try await server.makeDatabase("portal")
        let pooler = try TransactionPooler(to: server.folder, sessions: sessions, takesTurns: takesTurns)

        let failure = await #expect(throws: Failure.self) {
            try await PostgresDatabase.open(server.url("portal", through: pooler.folder)).close()
        }

        #expect(failure?.code == .invalid)
        #expect(failure?.message.english.contains("pool_mode = session") == true, "\(failure?.message.english ?? "")")
        #expect(failure?.message.russian.contains("pool_mode = session") == true)
        try pooler.close()
        try await server.remove()
    }
}
