// Foundation for DispatchSemaphore: a body holds its transaction open on its own thread.
import Foundation
import Automation
import Kernel
import OrderWorld
import Schema
import Storage
import StoragePostgres
import Synchronization
import TestSupport
import Testing

/// F8: the network between a node and its database goes silent while a transaction is open.
struct BlackHoleTests {
    /// No session is thrown out by the test: the server's own patience with one that is silent in a transaction frees the
    /// item (`idle_in_transaction_session_timeout`, ten seconds).
    @Test func `an item that a cut-off node had taken is free by itself, another node goes on, and the first one too when the network is back`() async throws {
        let server = try await OwnPostgres.start()
        let wire = try DeafWire(to: server.folder)
        let near = try await world(on: server.makeDatabase("shop"), isNew: true)
        let far = try await world(on: server.url("shop", through: wire.folder), isNew: false)
        let order = try await near.order()
        let runs = Counter()
        let isCutOff = DispatchSemaphore(value: 0)

        let lost = Task {
            try await far.act { transaction, now in
                try transaction.lock(order.key)
                if runs.next() == 1 {
                    wire.goDeaf()
                    isCutOff.signal()
                }
                try Orders.set(order, "quantity", 7, far.events, in: transaction, at: now)
            }
        }
        await isCutOff.waited()
        #expect(try await holders(of: order, near) == 1)
        // Both a person and the dispatcher of the other node: one waits for the item, the other passes it by.
        try await near.act { transaction, now in
            try transaction.lock(order.key)
            try Orders.move(order, to: "B", because: nil, user: nil, near.events, in: transaction, at: now)
        }
        try await near.pass(.hours(2))

        #expect(try await holders(of: order, near) == 0)
        #expect(try await near.stage(order) == "B")
        #expect(try await near.marks(order) == ["arrived", "later"])
        #expect(try await near.count("orders where quantity = 7") == 0)
        wire.heal()
        let failure = await #expect(throws: Failure.self) { try await lost.value }

        #expect(failure?.code == .unavailable)
        try await far.set(order, "quantity", 7)
        #expect(try await near.count("orders where quantity = 7") == 1)
        #expect(runs.next() == 2)
        #expect(try await near.violations() == [])
        try await (near.database as? PostgresDatabase)?.close()
        try await (far.database as? PostgresDatabase)?.close()
        try wire.close()
        try await server.remove()
    }

    private func world(on url: PostgresURL, isNew: Bool) async throws -> World {
        let database = try await PostgresDatabase.open(url)
        guard isNew else { return try World(on: database, clock: ManualClock(World.monday), limits: .patient) }
        _ = try await Migrator(migrations, clock: SystemClock()).migrate(database)
        let world = try World(on: database, clock: ManualClock(World.monday), limits: .patient)
        try await world.addTables()
        try await world.publish([stage("A", mark("due", .in(1, .hours))), stage("B", mark("arrived"), mark("later", .in(1, .hours)))])
        return world
    }

    /// How many sessions have taken the item.
    private func holders(of order: DocumentID, _ world: World) async throws -> Int {
        try await world.database.read {
            try $0.count(
                """
                select count(*) from pg_locks where locktype = 'advisory' and granted and objsubid = 1
                and database = (select oid from pg_database where datname = current_database())
                and (classid::bigint << 32 | objid::bigint) = \(order.key)
                """)
        }
    }
}

extension DispatchSemaphore {
    /// Waits away from the threads of Swift's tasks.
    fileprivate func waited() async {
        await withCheckedContinuation { continuation in
            Thread {
                self.wait()
                continuation.resume()
            }.start()
        }
    }
}
