import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct CommentTests {
    @Test func `a comment on a lead is a line of its history and reaches its responsible`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        world.events.forget()

        let id = try await world.perform(as: WorkWorld.author) {
            try Comment.add(" Ждёт звонка ", to: .item(lead), by: world.access(WorkWorld.author), in: $0)
        }

        let comments = try await world.read { try Comment.list(of: .item(lead), in: $0) }
        #expect(comments.map(\.text) == ["Ждёт звонка"] && comments[0].author == WorkWorld.author)
        #expect(world.events.all("comment.added").map(\.line) == ["comment"])
        #expect(world.events.all("comment.added")[0].payload["comment"] == .int(id.rawValue))
        #expect(try await world.notices(of: WorkWorld.doer).map(\.kind) == ["item_comment"])
    }

    @Test func `whoever is mentioned hears of it once and watches the task from then on`() async throws {
        let world = try await WorkWorld.make()
        let task = try await world.task()

        try await world.perform(as: WorkWorld.doer) {
            try Comment.add(
                "Посмотрите", to: .task(task), mentions: [WorkWorld.stranger, WorkWorld.author],
                by: world.access(WorkWorld.doer), in: $0)
        }

        #expect(try await world.notices(of: WorkWorld.stranger).map(\.kind) == ["mention"])
        #expect(try await world.notices(of: WorkWorld.author).map(\.kind) == ["mention"])
        #expect(try await world.notices(of: WorkWorld.mate).map(\.kind) == ["task_comment", "task_created"])
        #expect(try await world.find(task).observers == [WorkWorld.watcher, WorkWorld.stranger])
    }

    @Test func `a stranger cannot comment a task, another's comment cannot be edited`() async throws {
        let world = try await WorkWorld.make()
        let task = try await world.task()
        let stranger = world.access(WorkWorld.stranger)

        await #expect {
            try await world.perform(as: WorkWorld.stranger) {
                try Comment.add("Я", to: .task(task), by: stranger, in: $0)
            }
        } throws: { ($0 as? Failure)?.code == .notFound }
        let id = try await world.perform(as: WorkWorld.doer) {
            try Comment.add("Начал", to: .task(task), by: world.access(WorkWorld.doer), in: $0)
        }
        await #expect {
            try await world.perform(as: WorkWorld.mate) {
                try Comment.edit(id, text: "Не начал", by: world.access(WorkWorld.mate), in: $0)
            }
        } throws: { ($0 as? Failure)?.code == .forbidden }
        try await world.perform(as: WorkWorld.doer) {
            try Comment.edit(id, text: "Начал вчера", by: world.access(WorkWorld.doer), in: $0)
        }
        let edited = try await world.read { try Comment.load([id], in: $0) }
        #expect(edited.map(\.text) == ["Начал вчера"] && edited[0].editedAt == world.now)
    }

    @Test func `a deleted comment keeps its place without its text`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        let author = world.access(WorkWorld.author)
        let id = try await world.perform(as: WorkWorld.author) {
            try Comment.add("Лишнее", to: .item(lead), by: author, in: $0)
        }

        try await world.perform(as: WorkWorld.boss) {
            try Comment.delete(id, by: world.access(WorkWorld.boss, isAdministrator: true), in: $0)
        }

        let comments = try await world.read { try Comment.list(of: .item(lead), in: $0) }
        #expect(comments.map(\.isDeleted) == [true] && comments[0].text.isEmpty)
        #expect(try await world.read { try Comment.count(of: .item(lead), in: $0) } == 0)
        await #expect {
            try await world.perform(as: WorkWorld.author) { try Comment.edit(id, text: "Опять", by: author, in: $0) }
        } throws: { ($0 as? Failure)?.code == .notFound }
    }
}
