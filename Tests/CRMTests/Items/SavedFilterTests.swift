import CRM
import Kernel
import Testing

@Suite struct SavedFilterTests {
    private let conditions = "responsible=7&f.OPPORTUNITY.from=100000"

    @Test func `a person's filters are their own, to be renamed and deleted by nobody else`() async throws {
        let world = try await ItemWorld.make()
        let (nikita, olga) = (world.viewer(world.nikita, .own), world.viewer(world.olga, .own))
        let id = try await world.perform { [conditions] in
            try SavedFilterStore.add(" Big ones ", conditions, of: .deal, viewer: nikita, $0)
        }

        #expect(try await world.filters(.deal, nikita).map(\.name) == ["Big ones"])
        #expect(try await world.filters(.deal, nikita).map(\.conditions) == [conditions])
        #expect(try await world.filters(.lead, nikita).isEmpty)
        #expect(try await world.filters(.deal, olga).isEmpty)
        for attempt in [
            { try SavedFilterStore.rename(id, of: .deal, to: "Mine", viewer: olga, $0) },
            { try SavedFilterStore.setDefault(id, of: .deal, to: true, viewer: olga, $0) },
            { try SavedFilterStore.delete(id, of: .deal, viewer: olga, $0) },
            { try SavedFilterStore.delete(id, of: .lead, viewer: nikita, $0) },
        ] as [@Sendable (Command) throws -> Void] {
            let failure = await #expect(throws: Failure.self) { try await world.perform(attempt) }
            #expect(failure?.code == .notFound)
        }
        try await world.perform { try SavedFilterStore.rename(id, of: .deal, to: "Large", viewer: nikita, $0) }
        #expect(try await world.filters(.deal, nikita).map(\.name) == ["Large"])
        try await world.perform { try SavedFilterStore.delete(id, of: .deal, viewer: nikita, $0) }
        #expect(try await world.filters(.deal, nikita).isEmpty)
    }

    @Test func `one filter opens the section for a person, and one for everybody`() async throws {
        let world = try await ItemWorld.make()
        let (nikita, olga) = (world.viewer(world.nikita, .own), world.viewer(world.olga, .own))
        let administrator = Viewer(user: world.olga, isAdministrator: true)
        try await world.perform { [conditions] command in
            _ = try SavedFilterStore.add("A", conditions, of: .deal, isDefault: true, viewer: nikita, command)
            _ = try SavedFilterStore.add("B", conditions, of: .deal, isDefault: true, viewer: nikita, command)
            _ = try SavedFilterStore.add("All", conditions, of: .deal, forEverybody: true, isDefault: true, viewer: administrator, command)
        }

        #expect(try await world.filters(.deal, nikita).filter(\.isDefault).map(\.name) == ["All", "B"])
        #expect(try await world.filters(.deal, olga).map(\.name) == ["All"])
    }

    @Test(arguments: ["", "   ", String(repeating: "x", count: 101)])
    func `a filter needs a name`(name: String) async throws {
        let world = try await ItemWorld.make()
        let nikita = world.viewer(world.nikita, .own)

        let failure = await #expect(throws: Failure.self) {
            try await world.perform { [conditions] in _ = try SavedFilterStore.add(name, conditions, of: .deal, viewer: nikita, $0) }
        }
        #expect(failure?.field == "name")
    }

    @Test func `nothing but conditions can be saved, and not without end`() async throws {
        let world = try await ItemWorld.make()
        let nikita = world.viewer(world.nikita, .own)

        await #expect(throws: Failure.self) {
            try await world.perform { _ = try SavedFilterStore.add("A", "", of: .deal, viewer: nikita, $0) }
        }
        let failure = await #expect(throws: Failure.self) {
            try await world.perform { command in
                for number in 1...51 { _ = try SavedFilterStore.add("\(number)", "q=a", of: .deal, viewer: nikita, command) }
            }
        }
        #expect(failure?.code == .limited)
    }
}

extension ItemWorld {
    fileprivate func filters(_ entity: EntityType, _ viewer: Viewer) async throws -> [SavedFilter] {
        try await read { try SavedFilterStore.list(entity, for: viewer, in: $0) }
    }
}
