import CRM
import Kernel
import TestSupport
import Testing

@Suite struct ItemRightsTests {
    @Test func `a foreign deal does not exist for those who see only their own`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", sum: 100, of: world.olga)
        let nikita = world.viewer(world.nikita, .own)

        let reading = await #expect(throws: Failure.self) {
            try await world.read { try world.items.find(deal.id, for: nikita, in: $0) }
        }
        #expect(reading?.code == .notFound)

        let moving = await #expect(throws: Failure.self) {
            try await world.perform(as: .person(world.nikita)) { try world.items.move(deal.id, to: "QUOTE", for: nikita, $0) }
        }
        #expect(moving?.code == .notFound)

        let missing = await #expect(throws: Failure.self) {
            try await world.read { try world.items.find(DocumentID(.deal, 999), for: nikita, in: $0) }
        }
        #expect(missing?.code == .notFound)
    }

    @Test func `rights reach as far as own, department and all`() async throws {
        let world = try await ItemWorld.make()
        _ = try await world.deal("mine", sum: 100, of: world.nikita)
        _ = try await world.deal("hers", sum: 10, of: world.olga)
        _ = try await world.deal("admins", sum: 1, of: world.admin)
        let query = ItemQuery(.deal, pipeline: 0)

        for (scope, titles, sum) in [
            (AccessScope.none, [], 0), (.own, ["mine"], 100), (.people([world.nikita, world.olga]), ["hers", "mine"], 110),
            (.all, ["admins", "hers", "mine"], 111),
        ] as [(AccessScope, [String], Int64)] {
            let viewer = world.viewer(world.nikita, scope)
            let now = TestPortal.monday
            let list = try await world.read { try world.items.list(query, for: viewer, now: now, in: $0) }
            #expect(list.items.map(\.title).sorted() == titles)
            #expect(list.total == titles.count)
            let totals = try await world.read { try world.items.totals(query, for: viewer, now: now, in: $0) }
            #expect(totals["SELECTION"]?.count ?? 0 == titles.count)
            #expect(totals["SELECTION"]?.sums.first?.minorUnits ?? 0 == sum)
            let people = [world.nikita, world.olga, world.admin]
            let work = try await world.read { try world.items.openWork(.deal, of: people, for: viewer, at: now, in: $0) }
            #expect(work[PipelineID(.deal, 0)]?.count ?? 0 == titles.count)
            let found = try await world.read { try world.items.search("mine", for: viewer, now: now, in: $0) }
            #expect(found[.deal]?.count ?? 0 == (titles.contains("mine") ? 1 : 0))
        }
    }

    @Test func `seeing is not changing`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", of: world.olga)
        let reader = Viewer(
            user: world.nikita, isAdministrator: false, rights: [.deal: [.read: .all, .update: .own, .delete: .none]])

        for change in [
            { @Sendable (command: Command) in
                _ = try world.items.update(deal.id, [.title: .string("Mine")], for: reader, command)
            },
            { @Sendable command in _ = try world.items.assign(deal.id, to: world.nikita, for: reader, command) },
            { @Sendable command in try world.items.delete(deal.id, for: reader, command) },
            { @Sendable command in _ = try world.items.create(ItemDraft(.deal), for: reader, command) },
            { @Sendable command in
                _ = try world.items.registerPayment(deal.id, Money(minorUnits: 1), for: reader, command)
            },
        ] {
            let failure = await #expect(throws: Failure.self) {
                try await world.perform(as: .person(world.nikita)) { try change($0) }
            }
            #expect(failure?.code == .forbidden)
        }
    }

    @Test func `without a given viewer a person's roles are asked`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", of: world.olga)

        let failure = await #expect(throws: Failure.self) {
            try await world.perform(as: .person(world.nikita)) { try world.items.move(deal.id, to: "QUOTE", $0) }
        }
        #expect(failure?.code == .notFound)

        let moved = try await world.perform(as: .person(world.admin)) { try world.items.move(deal.id, to: "QUOTE", $0) }
        #expect(moved.stage == "QUOTE")
    }

    @Test func `a duplicate one may not see is announced without its title`() async throws {
        let world = try await ItemWorld.make()
        let contact = try await world.perform { command in
            try world.items.create(
                ItemDraft(.contact, [.name: .string("Ivan"), .phone: .string("8 495 123-45-67")], responsible: world.olga),
                command)
        }
        let nikita = world.viewer(world.nikita, .own)

        let matches = try await world.read { try DuplicateFinder.find(phones: ["+74951234567"], for: nikita, in: $0) }

        #expect(matches.map(\.item) == [contact.id])
        #expect(matches.first?.title == nil)
        #expect(matches.first?.responsible == world.olga)
    }
}
