import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing

/// A copy of what is really there: it goes on from where it stands, and the portal does not notice.
@Suite struct SimulatorOfRealItemsTests {
    private func world() async throws -> (Prom2BWorld, DocumentID) {
        let world = try await Prom2BWorld.make(at: Prom2BWorld.friday - .hours(7))
        let lead = try await world.receiveRequest("Compressor", company: "LLC Horns", needsConsultant: true)
        try await world.move(lead, to: "IN_PROCESS")
        try await world.move(lead, to: "CONVERTED")
        let deal = try await world.portal.read { try $0.first("select id from deals") { DocumentID(.deal, $0.int64(0)) } }
        return (world, try #require(deal))
    }

    @Test func `the portal is the same to the last row afterwards`() async throws {
        let (world, deal) = try await world()
        let before = try await world.portal.read { try $0.fingerprints() }
        let events: [ScenarioEvent] = [.at(60, "task_done"), .at(120, "incoming_call"), .moved(180, "DEAL:0", "CONTRACT")]

        let played = try await world.simulator().simulate(world.order("DEAL:0", .existing(deal, restarts: false), days: 90, events: events))

        #expect(played.counts.moves >= 3 && played.counts.tasks >= 1)
        #expect(try await world.portal.read { try $0.fingerprints() } == before)
        try await world.move(deal, to: "CONTRACT")
        #expect(try await world.portal.read { try $0.fingerprints() } != before)
    }

    @Test func `it goes on waiting for the task that it really waits for`() async throws {
        let (world, deal) = try await world()
        let task = try #require(try await world.tasks(deal).first)
        try await world.pass(until: world.clock.now + .hours(1))

        let played = try await world.simulator().simulate(
            world.order("DEAL:0", .existing(deal, restarts: false), days: 3, events: [.at(60, "task_done")]))

        #expect(try played.stages().map { $0.prefix { $0 != " " } } == ["QUOTE"])
        #expect(played.steps.first?.reason?.russian.contains(task.title) == true)
        #expect(try await world.tasks(deal).first?.state == .waiting)
    }

    @Test func `begun anew it gets the tried process of its stage from now on`() async throws {
        let (world, deal) = try await world()
        try await world.pass(until: world.clock.now + .hours(1))

        let played = try await world.simulator().simulate(world.order("DEAL:0", .existing(deal, restarts: true), days: 3))

        #expect(played.steps.first?.word == "restarted")
        #expect(played.robots(.waiting).map(\.at) == [world.clock.now])
    }

    @Test func `whoever may not see the item or configure robots is refused`() async throws {
        let (world, deal) = try await world()
        var order = try await world.order("DEAL:0", .existing(deal, restarts: false))
        order.user = world.people.manager
        let (simulator, asked) = (world.simulator(), order)

        #expect((await refusal { try await simulator.simulate(asked) } as? Failure)?.code == .forbidden)
        order.user = world.people.administrator
        order.subject = .existing(DocumentID(.deal, 4711), restarts: false)
        let missing = order
        #expect((await refusal { try await simulator.simulate(missing) } as? Failure)?.code == .notFound)
        order.pipeline = "DEAL:1"
        order.subject = .existing(deal, restarts: false)
        let elsewhere = order
        #expect((await refusal { try await simulator.simulate(elsewhere) } as? Failure)?.field == "item")
    }

    @Test func `linked items that the viewer may not see stay behind`() async throws {
        let (world, deal) = try await world()
        let configurer = try await world.configurer(seeing: .deal)
        var order = try await world.order("DEAL:0", .existing(deal, restarts: true), days: 1)
        order.user = configurer

        let played = try await world.simulator().simulate(order)

        #expect(played.notes.map(\.russian).contains { $0.contains("не видите") && $0.contains("3") })
        let description = played.robots(.waiting).first?.inputs.map { $0.value.printable }.joined() ?? ""
        #expect(description.contains("A compressor, 30 kW") && !description.contains("912"))
    }

    @Test func `no secret comes along`() async throws {
        let world = try await Prom2BWorld.make()
        let user = world.people.manager
        try await world.database.write { transaction in
            try transaction.execute("update users set password_hash = 'hash' where id = $1", [user])
            try transaction.execute(
                """
                insert into connections (id, connector, name, settings, secret, is_active, created_at, changed_at)
                values (1, 'webhook', 'Bank', '{}', $1, 1, 0, 0)
                """, [[1, 2, 3] as [UInt8]])
        }
        let extract = try await world.portal.read { try RowExtract(ConfigurationExtract.selections, in: $0) }
        let copy = try await Prom2BWorld.copyTemplate.database()
        try await copy.load(extract)

        let (hashes, secrets, names) = try await copy.read { reader in
            (
                try reader.count("select count(*) from users where password_hash is not null"),
                try reader.count("select count(*) from connections where secret is not null"), try reader.count("select count(*) from users")
            )
        }
        #expect(hashes == 0 && secrets == 0 && names == 8)
        let tables = try await copy.read { reader in try ["sessions", "invitations", "meta"].map { try reader.count("select count(*) from \($0)") } }
        #expect(tables == [0, 0, 0])
        try await copy.close()
    }
}
