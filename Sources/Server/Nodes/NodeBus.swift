import CRM
import Kernel
import Logging
import ServiceLifecycle
import StoragePostgres
import Synchronization
import Web

/// Carries the news of committed transactions to the pages of this node at once, and to those of the other nodes shortly
/// after: what happens within a few milliseconds is told together, on a connection of its own, never inside a transaction.
///
/// What gets lost on the way (the connection broke) costs no truth: pages are told to load anew, caches are dropped.
final class NodeBus: LiveChannel, Service {
    static let channel = "prom2b_live"
    /// Changes of so long are told together.
    private static let gathering = TimeSpan(milliseconds: 10)
    /// PostgreSQL takes 8000 bytes a message.
    private static let longest = 7000

    private let hub: LiveHub
    private let database: PostgresDatabase
    private let clock: any WallClock
    /// Tells its own messages from those of others.
    private let name = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    private let gathered = Mutex(LiveChange())
    private let news = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private let forget: Mutex<@Sendable (SharedCache) -> Void> = Mutex({ _ in })

    init(hub: LiveHub, database: PostgresDatabase, clock: any WallClock) {
        self.hub = hub
        self.database = database
        self.clock = clock
    }

    /// Says how a cache of this node is emptied when another node has changed what is in it; called while the program is put together.
    func onChange(_ caches: @escaping @Sendable (SharedCache) -> Void) { forget.withLock { $0 = caches } }

    func publish(_ change: LiveChange) {
        hub.publish(change)
        gathered.withLock { $0.formUnion(change) }
        news.continuation.yield()
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await self.tell() }
                tasks.addTask { await self.hear() }
            }
        }
    }

    private func tell() async {
        for await _ in news.stream {
            await clock.sleep(until: clock.now + Self.gathering)
            let change = gathered.withLock { change in
                defer { change = LiveChange() }
                return change
            }
            database.notify(Self.channel, text(of: change))
        }
    }

    /// A change too long to be told is told as «look for yourselves».
    private func text(of change: LiveChange) -> String {
        let whole: JSONValue = ["node": .string(name), "change": change.json]
        let text = whole.text
        return text.utf8.count <= Self.longest ? text : (["node": .string(name)] as JSONValue).text
    }

    private func hear() async {
        for await text in database.listen(Self.channel) {
            let message = try? JSONValue(parsing: text)
            if message?["node"]?.string == name { continue }
            if let told = message?["change"] { take(LiveChange(json: told)) } else { takeEverything() }
        }
    }

    private func take(_ change: LiveChange) {
        let forget = forget.withLock(\.self)
        for cache in change.caches { forget(cache) }
        hub.publish(change)
    }

    private func takeEverything() {
        let forget = forget.withLock(\.self)
        for cache in SharedCache.allCases { forget(cache) }
        hub.reload()
    }
}
