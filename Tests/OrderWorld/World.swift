import Automation
import Kernel
import Logging
import Schema
import Storage
import TestSupport

/// A shop with orders, an engine and a clock that moves by hand. Monday, 23 November 2026, 10:00 in Moscow; work is
/// Monday to Friday, 9:00–18:00.
package struct World: Sendable {
    package let database: any Database
    package let clock: ManualClock
    package let engine: Engine
    package let store: AutomationStore
    package let calendar: CalendarBox
    package let events: EventPoster

    package var reader: AutomationReader { AutomationReader(store: store) }
    package var outlines: [PipelineOutline] { [PipelineOutline(name: OrderSource.pipeline, stages: OrderSource.stages)] }

    /// A shop on an empty database of its own.
    package static func make(
        _ stages: [StageAutomation] = [], limits: EngineLimits = EngineLimits(), breadcrumbs: Breadcrumbs? = nil
    ) async throws -> World {
        let database = try await TestDatabase.make(migrations: migrations)
        let world = try World(on: database, clock: ManualClock(World.monday), limits: limits, breadcrumbs: breadcrumbs)
        try await world.addTables()
        if !stages.isEmpty { try await world.publish(stages) }
        return world
    }

    /// The shop of a database that has its tables already.
    package init(
        on database: any Database, clock: ManualClock, limits: EngineLimits = EngineLimits(), breadcrumbs: Breadcrumbs? = nil
    ) throws {
        let poster = LatePoster()
        let box = CalendarBox(try WorkingCalendar(WorkingHours(), around: clock.now))
        let store = AutomationStore(catalog: OrderRobots.catalog(poster.events, clock))
        let engine = Engine(
            database: database, store: store, source: OrderSource(events: poster.events, calendarBox: box),
            clock: clock, limits: limits, breadcrumbs: breadcrumbs, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        poster.set { event, transaction, now in try engine.post(event, in: transaction, at: now) }
        self.database = database
        self.clock = clock
        self.engine = engine
        self.store = store
        calendar = box
        events = poster.events
    }

    /// Monday, 23 November 2026, 10:00 in Moscow.
    package static let monday = Timestamp(milliseconds: 1_795_417_200_000)

    package func addTables() async throws {
        try await database.write { transaction in
            for table in OrderSource.tables { try transaction.execute(transaction.dialect.definition(table)) }
        }
    }

    @discardableResult
    package func publish(_ stages: [StageAutomation]) async throws -> Int64 {
        let now = clock.now
        return try await database.write { transaction in
            try store.publish(
                PipelineAutomation(stages: stages), to: OrderSource.pipeline, among: outlines, by: nil, in: transaction,
                at: now)
        }
    }
}

// MARK: - What people do
extension World {
    /// A person's transaction: what they do, then the at-once robots.
    @discardableResult
    package func act<T: Sendable>(_ body: @escaping @Sendable (any Transaction, Timestamp) throws -> T) async throws -> T {
        let now = clock.now
        return try await database.write { transaction in
            let result = try body(transaction, now)
            try engine.settle(in: transaction, at: now)
            return result
        }
    }

    package func order(on stage: String = "A", title: String = "Order") async throws -> DocumentID {
        try await act { try Orders.create(on: stage, title: title, events, in: $0, at: $1) }
    }

    package func move(_ order: DocumentID, to stage: String) async throws {
        try await act {
            try Orders.move(
                order, to: stage, because: Text(verbatim: "Nikita moved it"), user: UserID(7), events, in: $0, at: $1)
        }
    }

    package func set(_ order: DocumentID, _ column: String, _ value: any SQLConvertible) async throws {
        try await act { try Orders.set(order, column, value, events, in: $0, at: $1) }
    }

    package func complete(_ task: Int64) async throws {
        try await act { try Orders.complete(task, events, in: $0, at: $1) }
    }

    /// The customer of the order calls.
    package func call(_ order: DocumentID, line: String = "main") async throws {
        try await act {
            let event = PostedEvent(
                kind: "activity.incoming_call", document: order, payload: ["line": .string(line)],
                reason: Text(verbatim: "a call"),
                user: UserID(7))
            try events(event, $0, $1)
        }
    }

    package func breakRobots(_ isBroken: Bool) async throws {
        try await database.write { transaction in
            try transaction.execute(
                """
                insert into switches (name, value) values ('broken', $1)
                on conflict (name) do update set value = excluded.value
                """, [isBroken])
        }
    }

    /// Lets virtual time pass with the dispatcher at work.
    package func pass(_ span: TimeSpan) async throws {
        try await engine.runUntilQuiet(clock: clock, until: clock.now + span)
    }

    package func pass(until local: String) async throws {
        try await engine.runUntilQuiet(clock: clock, until: World.moment(local))
    }
}

// MARK: - What can be seen
extension World {
    /// The marks of an order in the order in which they were made.
    package func marks(_ order: DocumentID) async throws -> [String] {
        try await database.read {
            try $0.query("select text from marks where item = $1 order by id", [order]) { $0.text(0) }
        }
    }

    /// The marks with their local times: `r1 Mon 23 10:00`.
    package func timedMarks(_ order: DocumentID) async throws -> [String] {
        try await database.read {
            try $0.query("select text, at from marks where item = $1 order by id", [order]) {
                "\($0.text(0)) \(World.local($0.timestamp(1)))"
            }
        }
    }

    package func stage(_ order: DocumentID) async throws -> String {
        try await database.read {
            try $0.first("select stage from orders where id = $1", [order.id]) { $0.text(0) } ?? ""
        }
    }

    package func journal(_ order: DocumentID) async throws -> [JournalEntry] {
        try await database.read { try reader.journal(of: order, in: $0) }
    }

    package func explanation(_ order: DocumentID) async throws -> ItemExplanation? {
        try await database.read { try reader.explanation(of: order, in: $0) }
    }

    package func waiting(_ order: DocumentID) async throws -> [Waiting] {
        try await database.read { try reader.waiting(order, in: $0) }
    }

    package func incidents() async throws -> [Incident] {
        try await database.read { try reader.openIncidents(in: $0) }
    }

    package func count(_ table: String) async throws -> Int {
        try await database.read { try $0.count("select count(*) from \(table)") }
    }

    package func violations() async throws -> [String] {
        let now = clock.now
        return try await database.read { try AutomationInvariants.violations(in: $0, at: now) }
    }

    package static let zone: TimeZoneRules = {
        do { return try TimeZoneRules.named("Europe/Moscow") } catch { preconditionFailure("no zone data: \(error)") }
    }()

    /// `2026-11-27 17:40` in Moscow.
    package static func moment(_ local: String) -> Timestamp {
        let parts = local.split(separator: " ")
        guard parts.count == 2, let date = LocalDate(parsing: parts[0]), let time = LocalTime(parsing: parts[1]) else {
            preconditionFailure("no moment: \(local)")
        }
        return zone.resolve(LocalDateTime(date, time))
    }

    package static func local(_ moment: Timestamp) -> String {
        let local = zone.local(moment)
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return "\(names[local.date.weekday - 1]) \(local.date.day) \(local.time)"
    }
}

// MARK: - Writing automations
package func stage(_ code: String, triggers: [TriggerSetting] = [], _ process: Block...) -> StageAutomation {
    StageAutomation(stage: code, triggers: triggers, process: process)
}

package func robot(
    _ kind: RobotKind, _ id: String, _ timing: Timing = .now, if condition: Condition? = nil,
    _ parameters: [String: JSONValue] = [:]
) -> Block {
    .robot(RobotSetting(id: id, kind: kind, title: id, timing: timing, condition: condition, parameters: parameters))
}

package func mark(_ id: String, _ timing: Timing = .now, if condition: Condition? = nil, text: String? = nil) -> Block {
    robot("mark", id, timing, if: condition, ["text": .string(text ?? id)])
}

package func task(_ id: String, _ timing: Timing = .now) -> Block { robot("give_task", id, timing) }

package func moving(_ id: String, to stage: String, _ timing: Timing = .now, if condition: Condition? = nil) -> Block {
    robot("move", id, timing, if: condition, ["stage": .string(stage)])
}

package func call(_ id: String, if condition: Condition? = nil, line: String? = nil, allowsBack: Bool = false) -> TriggerSetting
{
    TriggerSetting(
        id: id, kind: "call", title: id, condition: condition, parameters: line.map { ["line": .string($0)] } ?? [:],
        allowsBack: allowsBack)
}

package func quantity(_ sign: ConditionOperator, _ number: String) -> Condition {
    .comparison(Comparison("{=Document:QUANTITY}", sign, number))
}

extension Timing {
    package static let after = Timing.afterPreviousRobot

    package static func `in`(_ amount: Int, _ unit: Unit, working: Bool = false, afterPrevious: Bool = false) -> Timing {
        Timing(afterPrevious: afterPrevious, amount: amount, unit: unit, workingTimeOnly: working)
    }
}

package func quantity(_ sign: ConditionOperator) -> Condition { .comparison(Comparison("{=Document:QUANTITY}", sign)) }
