import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct DuplicateScanTests {
    @Test func `clients are grouped by anything in common, also through each other`() async throws {
        let world = try await ItemWorld.make()
        let a = try await world.contact(["NAME": "A"], phones: ["8 (495) 123-45-67"])
        let b = try await world.contact(["NAME": "B"], phones: ["+74951234567"], emails: ["B@mail.ru"])
        let c = try await world.contact(["NAME": "C"], emails: ["b@mail.ru"])
        _ = try await world.contact(["NAME": "D"], phones: ["+7 495 000-00-00"])
        let gone = try await world.contact(["NAME": "E"], phones: ["+7 495 000-00-00"])
        try await world.perform { try world.items.delete(gone, $0) }

        let groups = try await world.scan(.contact)

        #expect(groups.map(\.items) == [[a, b, c]])
        #expect(groups.first?.reasons == [.phone("+74951234567"), .email("b@mail.ru")])
    }

    @Test func `companies are also the same by number and by title`() async throws {
        let world = try await ItemWorld.make()
        let a = try await world.company("ООО «Ромашка»", [.inn: .string("7701234567")])
        let b = try await world.company("Ромашка ООО")
        let c = try await world.company("Лютик", [.inn: .string("7701234567")])
        _ = try await world.company("Василёк")

        #expect(try await world.scan(.company).map(\.items) == [[a, b, c]])
    }

    @Test func `what people told apart is no group until they take it back, and others of it still are`() async throws {
        let world = try await ItemWorld.make()
        let a = try await world.contact(["NAME": "A"], phones: ["+74951234567"])
        let b = try await world.contact(["NAME": "B"], phones: ["+74951234567"])
        try await world.perform(as: .person(world.nikita)) { try DistinctItems.mark([b, a], $0) }
        #expect(try await world.scan(.contact).isEmpty)
        #expect(try await world.read { try DistinctItems.pairs(of: .contact, in: $0) }.map(\.person) == [world.nikita])
        #expect(try await world.read { try DistinctItems.others(of: b, in: $0) } == [a])

        let c = try await world.contact(["NAME": "C"], phones: ["+74951234567"])
        #expect(try await world.scan(.contact).map(\.items) == [[a, b, c]])
        try await world.perform { try DistinctItems.mark([a, b, c], $0) }
        #expect(try await world.scan(.contact).isEmpty)
        try await world.perform { try DistinctItems.unmark(c, b, $0) }

        #expect(try await world.scan(.contact).map(\.items) == [[b, c]])
    }

    @Test func `a lead that is done with is no duplicate of a new request`() async throws {
        let world = try await ItemWorld.make()
        var leads: [DocumentID] = []
        for stage in ["NEW", "IN_PROCESS", "SPAM"] {
            let values: [FieldCode: Value] = [.title: .string(stage), .phone: .list([.string("+74951234567")])]
            leads.append(try await world.perform { try world.items.create(ItemDraft(.lead, values, stage: stage, responsible: world.nikita), $0).id })
        }

        #expect(try await world.scan(.lead).map(\.items) == [Array(leads.prefix(2))])
    }

    @Test func `nobody sees groups of what is not theirs`() async throws {
        let world = try await ItemWorld.make()
        for name in ["A", "B"] { _ = try await world.contact(["NAME": name], phones: ["+74951234567"]) }

        #expect(try await world.scan(.contact, for: world.viewer(world.olga, .own)).isEmpty)
        #expect(try await world.scan(.contact, for: world.viewer(world.nikita, .own)).count == 1)
    }
}

extension ItemWorld {
    fileprivate func scan(_ entity: EntityType, for viewer: Viewer? = nil) async throws -> [DuplicateGroup] {
        let viewer = viewer ?? everything
        return try await read { try DuplicateScan.read(entity, for: viewer, in: $0).groups }
    }
}
