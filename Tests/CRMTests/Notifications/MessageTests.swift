import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct MessageTests {
    private func send(_ world: WorkWorld, _ text: String, _ from: UserID?, _ to: UserID, key: String? = nil)
        async throws
    {
        _ = try await world.perform { try PersonalMessage.send(text, from: from, to: to, robotKey: key, in: $0) }
    }

    @Test func `two people have one dialogue, each with their own unread count`() async throws {
        let world = try await WorkWorld.make()
        try await send(world, "Привет", 2, 3)
        try await send(world, "И тебе", 3, 2)
        try await send(world, "Как сделка?", 2, 3)
        try await send(world, "Договор готов", nil, 3)

        let ofThree = try await world.read { try Dialogue.list(of: 3, in: $0) }
        #expect(ofThree.map(\.with) == [PersonalMessage.portal, 2])
        #expect(ofThree.map(\.unread) == [1, 2])
        #expect(ofThree[1].lastText == "Как сделка?" && !ofThree[1].lastIsMine)
        #expect(try await world.read { try Dialogue.unreadCount(of: 3, in: $0) } == 3)
        #expect(
            try await world.read { try Dialogue.messages(of: 2, with: 3, in: $0) }.map(\.text) == [
                "Как сделка?", "И тебе", "Привет",
            ])

        try await world.perform { try Dialogue.markRead(of: 3, with: 2, in: $0) }
        #expect(try await world.read { try Dialogue.unreadCount(of: 3, in: $0) } == 1)
        #expect(try await world.read { try Dialogue.unreadCount(of: 2, in: $0) } == 1)
    }

    @Test func `a replayed robot's step sends one message`() async throws {
        let world = try await WorkWorld.make()
        try await send(world, "Договор готов", nil, 3, key: "run 1")
        try await send(world, "Договор готов", nil, 3, key: "run 1")

        #expect(try await world.read { try Dialogue.unreadCount(of: 3, in: $0) } == 1)
    }

    @Test func `empty messages, endless ones and those to oneself are refused`() async throws {
        let world = try await WorkWorld.make()

        await #expect { try await send(world, " \n ", 2, 3) } throws: { ($0 as? Failure)?.field == "text" }
        await #expect {
            try await send(world, String(repeating: "я", count: 20_001), 2, 3)
        } throws: { ($0 as? Failure)?.field == "text" }
        await #expect { try await send(world, "Я", 2, 2) } throws: { ($0 as? Failure)?.field == "recipient" }
    }
}
