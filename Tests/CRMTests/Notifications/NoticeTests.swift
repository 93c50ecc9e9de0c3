import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct NoticeTests {
    private let text = Text(ru: "Сформируйте КП", en: "Prepare the quote")

    @Test func `a person is not told of what they did themselves, but of what a robot did in their name`() async throws
    {
        let world = try await WorkWorld.make()
        let draft = NoticeDraft("control", text, link: .page("/settings/readiness"))
        let robot = Actor(origin: .robot(title: "R", run: 1, node: "n"), user: 2)

        try await world.perform(as: 2) { try Notice.send(draft, to: [2, 3, 3, 0], in: $0) }
        try await world.portal.perform(as: robot) { try Notice.send(draft, to: [2], in: $0) }

        #expect(try await world.notices(of: 2).count == 1)
        let told = try await world.notices(of: 3)
        #expect(told.map(\.text) == [text])
        #expect(told[0].link == .page("/settings/readiness") && told[0].sender == 2 && !told[0].isRead)
    }

    @Test func `an unread one with the same tag is replaced, a read one stays`() async throws {
        let world = try await WorkWorld.make()
        let draft = NoticeDraft("task_changed", text, tag: "task:1")

        try await world.perform { try Notice.send(draft, to: [3], in: $0) }
        try await world.perform { try Notice.send(draft, to: [3], in: $0) }
        #expect(try await world.notices(of: 3).count == 1)
        let id = try await world.notices(of: 3)[0].id
        try await world.perform { try Notice.markRead(id, of: 3, in: $0) }
        try await world.perform { try Notice.send(draft, to: [3], in: $0) }

        #expect(try await world.notices(of: 3).map(\.isRead) == [false, true])
    }

    @Test func `reading counts down, never another's, and not what came after the list was shown`() async throws {
        let world = try await WorkWorld.make()
        for _ in 1...3 {
            try await world.perform { [text] in try Notice.send(NoticeDraft("control", text), to: [3], in: $0) }
        }
        let shown = try await world.notices(of: 3)
        try await world.perform { [text] in try Notice.send(NoticeDraft("control", text), to: [3], in: $0) }

        try await world.perform { try Notice.markRead(shown[0].id, of: 4, in: $0) }
        #expect(try await world.read { try Notice.unreadCount(of: 3, in: $0) } == 4)
        try await world.perform { try Notice.markRead(shown[0].id, of: 3, in: $0) }
        #expect(try await world.read { try Notice.unreadCount(of: 3, in: $0) } == 3)
        try await world.perform { try Notice.markAllRead(of: 3, upTo: shown[0].id, in: $0) }
        #expect(try await world.read { try Notice.unreadCount(of: 3, in: $0) } == 1)
    }

    @Test func `several are marked as read and unread at once, another person's and unknown ones stay`() async throws {
        let world = try await WorkWorld.make()
        for _ in 1...3 {
            try await world.perform { [text] in try Notice.send(NoticeDraft("control", text), to: [3, 4], in: $0) }
        }
        let (mine, others) = (try await world.notices(of: 3).map(\.id), try await world.notices(of: 4).map(\.id))

        try await world.perform { try Notice.markRead([mine[0], mine[2], others[1], NoticeID(99_999)], of: 3, in: $0) }
        #expect(try await world.notices(of: 3).map(\.isRead) == [true, false, true])
        try await world.perform { try Notice.markUnread([mine[0], mine[1], others[0]], of: 3, in: $0) }
        #expect(try await world.notices(of: 3).map(\.isRead) == [false, false, true])
        try await world.perform { try Notice.markRead([], of: 3, in: $0) }
        #expect(try await world.read { try Notice.unreadCount(of: 3, in: $0) } == 2)
        #expect(try await world.read { try Notice.unreadCount(of: 4, in: $0) } == 3)
    }

    @Test(arguments: [
        Destination.item(DocumentID(.deal, 7)), .task(5), .dialogue(0), .page("/a:b/c"),
    ])
    func `a link is stored and read back`(_ link: Destination) {
        #expect(Destination(stored: link.stored) == link)
    }

    @Test func `an unknown link is none`() {
        for text in ["", "task", "task:x", "moon:1"] { #expect(Destination(stored: text) == nil) }
    }

    @Test func `open pages are told once per transaction, after it, and not of what was undone`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        world.live.forget()

        try await world.perform(as: WorkWorld.author) { [items = world.items, text] command in
            _ = try items.update(lead, ["STATUS_ID": .string("WORK")], command)
            try Notice.send(NoticeDraft("control", text), to: [3, 4], in: command)
        }
        #expect(world.live.all.count == 1)
        #expect(world.live.all[0].items == [lead])
        #expect(world.live.all[0].columns == [LiveColumn(.lead, stage: "NEW"), LiveColumn(.lead, stage: "WORK")])
        #expect(world.live.all[0].bells.isSuperset(of: [3, 4]))

        world.live.forget()
        await #expect(throws: Failure.self) {
            try await world.perform { [text] command in
                try Notice.send(NoticeDraft("control", text), to: [3], in: command)
                throw Failure(.conflict, text)
            }
        }
        #expect(world.live.all.isEmpty)
    }
}
