import Automation
// Foundation for DispatchSemaphore: a batch is put together while the writer's thread waits.
import Foundation
import Kernel
import Storage

/// Busy days in the shop, deed by deed at fixed moments. Every deed notes its number in its own transaction, so whoever
/// was interrupted goes on where they were, as a person does who looks whether their change is there; played to the end
/// it leaves the same rows whatever has happened on the way.
package struct Script: Sendable {
    package typealias Deed = @Sendable (World, any Transaction, Timestamp) throws -> Void

    /// What people do at one moment; several deeds go into one group commit.
    struct Step: Sendable {
        let after: TimeSpan
        let deeds: [Deed]
    }

    let steps: [Step]
    let end: TimeSpan

    /// Makes the world's tables, the script's own one and the automation.
    package static func found(_ database: any Database) async throws {
        let world = try World(on: database, clock: ManualClock(World.monday))
        try await world.addTables()
        try await database.write { transaction in
            try transaction.execute(transaction.dialect.definition("create table script_deeds (number bigint primary key)"))
        }
        try await world.publish(process)
    }

    /// Plays what has not been played yet.
    /// - Parameters:
    ///   - together: whether the deeds of one moment share a group commit. Not where commits fail and people try again: the
    ///     writer may divide a batch, and then their order would be another.
    ///   - answered: called with the number of a deed when its person has got the answer that it is done.
    ///   - goesOn: called with an error; false gives up.
    package func play(
        on database: any Database, limits: EngineLimits = .patient, together: Bool = true,
        answered: @escaping @Sendable (Int) -> Void = { _ in },
        goesOn: @escaping @Sendable (any Error) -> Bool = { _ in false }
    ) async throws {
        let done = try await Script.done(on: database)
        let last = steps.indices.last { step in steps[step].deeds.indices.contains { done.contains(number(step, $0)) } }
        let start = last.map { World.monday + steps[$0].after } ?? World.monday
        let world = try World(on: database, clock: ManualClock(start), limits: limits)
        for index in (last ?? 0)..<steps.count {
            try await patiently(goesOn) { try await world.pass(until: World.monday + steps[index].after) }
            try await patiently(goesOn) { try await perform(index, in: world, together, answered) }
        }
        try await patiently(goesOn) { try await world.pass(until: World.monday + end) }
    }

    /// The numbers of the deeds that are in the database.
    package static func done(on database: any Database) async throws -> Set<Int> {
        Set(try await database.read { try $0.query("select number from script_deeds") { $0.int(0) } })
    }

    private func number(_ step: Int, _ deed: Int) -> Int { step * 10 + deed }

    private func patiently(_ goesOn: @Sendable (any Error) -> Bool, _ body: () async throws -> Void) async throws {
        while true {
            do {
                return try await body()
            } catch where goesOn(error) {
                continue
            }
        }
    }

    private func perform(
        _ index: Int, in world: World, _ together: Bool, _ answered: @escaping @Sendable (Int) -> Void
    ) async throws {
        let done = try await Script.done(on: world.database)
        let deeds = steps[index].deeds.enumerated().map { (number: number(index, $0), deed: $1) }
            .filter { !done.contains($0.number) }
        let gate = try await Gate(world.database, closed: together && deeds.count > 1)
        var waiting: [Task<Void, any Error>] = []
        for (number, deed) in deeds {
            waiting.append(
                Task {
                    try await world.act { transaction, now in
                        try transaction.execute("insert into script_deeds (number) values ($1)", [number])
                        try deed(world, transaction, now)
                    }
                    answered(number)
                })
            if together { await gate.waitFor(waiting.count) } else { try await waiting.removeLast().value }
        }
        gate.open()
        for task in waiting { try await task.value }
    }
}

/// Keeps the writer busy until all deeds of a moment wait for it, so that they share a batch in their order.
private struct Gate: Sendable {
    private let database: SQLiteDatabase?
    private let semaphore = DispatchSemaphore(value: 0)

    /// Open from the start on other databases than SQLite: nothing is batched there.
    init(_ database: any Database, closed: Bool) async throws {
        self.database = closed ? database as? SQLiteDatabase : nil
        guard self.database != nil else { return }
        let semaphore = semaphore
        let isClosed = DispatchSemaphore(value: 0)
        Task {
            try await database.write { _ in
                isClosed.signal()
                semaphore.wait()
            }
        }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                isClosed.wait()
                continuation.resume()
            }
        }
    }

    func waitFor(_ count: Int) async {
        while let database, database.statistics.waiting < count { await Task.yield() }
    }

    func open() { semaphore.signal() }
}

extension World {
    /// Lets virtual time pass until a moment; none when it has passed.
    package func pass(until moment: Timestamp) async throws {
        if moment >= clock.now { try await engine.runUntilQuiet(clock: clock, until: moment) }
    }
}

extension EngineLimits {
    /// Only the number of steps bounds a visit: a loaded machine does the same work as an idle one.
    package static var patient: EngineLimits {
        var limits = EngineLimits()
        limits.atOnceTime = .days(1)
        limits.claimTime = .days(1)
        return limits
    }
}
