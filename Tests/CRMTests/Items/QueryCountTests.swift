import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct QueryCountTests {
    @Test func `the number of queries does not grow with the number of deals`() async throws {
        let world = try await ItemWorld.make()
        let now = TestPortal.monday
        func counts() async throws -> [Int] {
            try await world.read { reader in
                var counts: [Int] = []
                func count(_ work: (CountingReader) throws -> Void) throws {
                    let counting = CountingReader(reader)
                    try work(counting)
                    counts.append(counting.queries)
                }
                let query = ItemQuery(.deal, pipeline: 0)
                var searched = query
                searched.text = "client"
                try count { counting in
                    _ = try world.items.kanban(
                        query, stages: ["SELECTION", "QUOTE"], for: world.everything, now: now, in: counting)
                }
                try count { _ = try world.items.totals(query, for: world.everything, now: now, in: $0) }
                try count { _ = try world.items.list(query, for: world.everything, now: now, in: $0) }
                try count { counting in
                    _ = try world.items.kanban(
                        searched, stages: ["SELECTION", "QUOTE"], for: world.everything, now: now, in: counting)
                }
                return counts
            }
        }
        try await fill(world, 2)
        let few = try await counts()
        try await fill(world, 30)

        #expect(try await counts() == few)
        #expect(few[0] <= 6 && few[1] == 1 && few[2] <= 6)
    }

    private func fill(_ world: ItemWorld, _ count: Int) async throws {
        try await world.perform { command in
            for number in 0..<count {
                let contact = try world.items.create(ItemDraft(.contact, [.name: .string("client \(number)")]), command)
                let company = try world.items.create(ItemDraft(.company, [.title: .string("client firm \(number)")]), command)
                try world.items.create(
                    ItemDraft(
                        .deal, [.contact: .item(contact.id), .company: .item(company.id)],
                        stage: number % 2 == 0 ? "QUOTE" : nil, responsible: number % 3 == 0 ? world.olga : world.nikita),
                    command)
            }
        }
    }
}
