import CRM
import Kernel
import Testing
import Web

struct LiveHubTests {
    private let anna: UserID = 1
    private let boris: UserID = 2

    @Test func `a page that comes back gets what it has missed, and only what is meant for it`() async throws {
        let hub = LiveHub()
        var first = hub.messages(for: anna, after: nil).makeAsyncIterator()
        hub.publish(change { $0.tasks = [5] })
        let seen = try #require(await first.next())

        hub.publish(change { $0.bells = [boris] })
        hub.publish(change { $0.tasks = [6] })
        var second = hub.messages(for: anna, after: seen.id).makeAsyncIterator()

        let missed = await second.next()
        #expect(missed?.event == "change")
        #expect(missed?.data.contains("6") == true)
    }

    @Test func `a page that has listened to another node is told to load anew`() async throws {
        let other = LiveHub()
        var there = other.messages(for: anna, after: nil).makeAsyncIterator()
        for task in 1...3 { other.publish(change { $0.tasks = [TaskItemID(Int64(task))] }) }
        _ = await there.next()
        _ = await there.next()
        let seen = try #require(await there.next())

        let hub = LiveHub()
        hub.publish(change { $0.tasks = [9] })
        var here = hub.messages(for: anna, after: seen.id).makeAsyncIterator()

        #expect(await here.next()?.event == "reload")
    }

    @Test func `a page that has seen everything hears only what comes next`() async throws {
        let hub = LiveHub()
        var first = hub.messages(for: anna, after: nil).makeAsyncIterator()
        hub.publish(change { $0.tasks = [5] })
        let seen = try #require(await first.next())

        var second = hub.messages(for: anna, after: seen.id).makeAsyncIterator()
        hub.reload()

        #expect(await second.next()?.event == "reload")
    }

    private func change(_ fill: (inout LiveChange) -> Void) -> LiveChange {
        var change = LiveChange()
        fill(&change)
        return change
    }
}
