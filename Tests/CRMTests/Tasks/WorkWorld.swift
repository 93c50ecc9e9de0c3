import CRM
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

/// A portal with two leads' stages and a deal pipeline, people 1…9, and everything that listens to work.
struct WorkWorld: Sendable {
    let portal: TestPortal
    let items: ItemStore
    let events: EventLog
    let live: LiveLog

    static let author: UserID = 1
    static let doer: UserID = 2
    static let mate: UserID = 3
    static let watcher: UserID = 4
    static let boss: UserID = 5
    static let stranger: UserID = 6
    static let zone = try! TimeZoneRules.named("Europe/Moscow")

    static func make(at start: Timestamp = TestPortal.monday) async throws -> WorkWorld {
        let portal = try await TestPortal.make(at: start)
        let world = WorkWorld(
            portal: portal, items: ItemStore(CatalogCache(dates: { DateSetting(zone: WorkWorld.zone) })), events: EventLog(),
            live: LiveLog())
        portal.portal.listen(world.events)
        portal.portal.listen(WorkListener())
        portal.portal.listen(LiveSignals(world.live))
        try await world.preparePipelines()
        try await world.preparePeople()
        return world
    }

    private func preparePipelines() async throws {
        try await portal.database.write { transaction in
            for (entity, number) in [(EntityType.lead, 0), (.deal, 0)] {
                try transaction.execute(
                    "insert into pipelines (entity, number, name, sort) values ($1, $2, $3, 0)",
                    [entity.rawValue, number, entity.code])
                let stages = [
                    ("NEW", "Новая", "P"), ("WORK", "В работе", "P"), ("WON", "Успех", "S"), ("LOST", "Отказ", "F"),
                ]
                for (place, stage) in stages.enumerated() {
                    try transaction.execute(
                        """
                        insert into stages (entity, code, pipeline, name, color, semantics, sort)
                        values ($1, $2, $3, $4, '#123456', $5, $6)
                        """, [entity.rawValue, stage.0, number, stage.1, stage.2, place])
                }
            }
        }
    }

    private func preparePeople() async throws {
        _ = try await portal.administrator()
        for name in ["doer", "mate", "watcher", "boss", "stranger"] { _ = try await portal.person(name) }
    }

    var now: Timestamp { portal.clock.now }
    var days: TaskBoardDays { TaskBoardDays(now: now, zone: WorkWorld.zone) }

    func access(_ user: UserID, heads people: Set<UserID> = [], isAdministrator: Bool = false) -> TaskAccess {
        .person(user, isAdministrator: isAdministrator, people: people)
    }

    /// A command by a person's own hand.
    @discardableResult
    func perform<T: Sendable>(
        as user: UserID? = nil, _ body: @escaping @Sendable (Command) throws -> T
    ) async throws -> T {
        try await portal.perform(as: user.map(Actor.person) ?? .system, body)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        try await portal.read(body)
    }

    /// The author gives the doer a task.
    func task(_ change: @Sendable @escaping (inout TaskDraft) -> Void = { _ in }) async throws -> TaskItemID {
        try await perform(as: WorkWorld.author) { command in
            var draft = TaskDraft(title: "Подобрать насос", responsible: WorkWorld.doer)
            draft.participants = [WorkWorld.mate]
            draft.observers = [WorkWorld.watcher]
            change(&draft)
            return try TaskItem.create(draft, by: access(WorkWorld.author), in: command)
        }
    }

    func find(_ id: TaskItemID) async throws -> TaskItem {
        try await read { try TaskItem.find(id, for: .portal, in: $0) }
    }

    func lead(_ values: [FieldCode: Value] = [.title: .string("Заявка")]) async throws -> DocumentID {
        try await perform { [items] command in
            try items.create(ItemDraft(.lead, values, responsible: WorkWorld.doer), command).id
        }
    }

    func item(_ id: DocumentID) async throws -> Item {
        let item = try await read { [items] in try items.item(id, in: $0) }
        return try #require(item)
    }

    func notices(of person: UserID) async throws -> [Notice] {
        try await read { try Notice.list(of: person, in: $0) }
    }
}

/// Every event of a test with what automation sees of it.
final class EventLog: EventListener {
    struct Entry: Sendable {
        let kind: String
        let document: DocumentID
        let payload: [String: Value]
        let line: String?
    }

    private let entries = Mutex<[Entry]>([])

    func handle(_ event: any CRMEvent, in command: Command) {
        let entry = Entry(
            kind: type(of: event).kind.rawValue, document: event.document, payload: event.payload,
            line: event.timeline?.kind)
        entries.withLock { $0.append(entry) }
    }

    var kinds: [String] { entries.withLock { $0.map(\.kind) } }
    func all(_ kind: String) -> [Entry] { entries.withLock { $0.filter { $0.kind == kind } } }
    func forget() { entries.withLock { $0 = [] } }
}

/// Every live signal of a test.
final class LiveLog: LiveChannel {
    private let changes = Mutex<[LiveChange]>([])

    func publish(_ change: LiveChange) { changes.withLock { $0.append(change) } }
    var all: [LiveChange] { changes.withLock { $0 } }
    func forget() { changes.withLock { $0 = [] } }
}
