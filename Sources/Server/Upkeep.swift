import Automation
import CRM
import Kernel
import Logging
import Robots
import ServiceLifecycle
import Storage

/// Throws away what nobody needs any more: orphaned files every hour, ended sessions and old contents of the recycle bin
/// and automation's old history once a day.
struct Upkeep: Sendable {
    /// How long a deleted item can be brought back.
    static let binLifetime = TimeSpan.days(30)
    static let hourly = TimeSpan.hours(1)
    static let daily = TimeSpan.days(1)

    let portal: Portal
    let items: ItemStore
    let files: FileStore
    let engine: Engine
    let digest: FailureDigest

    /// How long what was delivered can be looked up.
    static let deliveryLifetime = TimeSpan.days(30)

    /// - Returns: how many delivered or cancelled rows were removed from the outbox.
    @discardableResult
    func removeFinishedDeliveries() async throws -> Int {
        let moment = portal.clock.now - Self.deliveryLifetime
        return try await untilDone { [engine] in try engine.removeFinishedDeliveries(before: moment, in: $0.transaction) }
    }

    /// How long a robot's call can be answered, and what it has answered looked up.
    static let callLifetime = TimeSpan.days(400)

    /// - Returns: how many calls of programs, and statuses of SMS, were removed.
    @discardableResult
    func forgetProgramCalls() async throws -> Int {
        let moment = portal.clock.now - Self.callLifetime
        return try await portal.perform(as: .system, .bulk) { command in
            try ProgramCall.forget(before: moment, in: command) + SMSStatus.forget(before: moment, in: command)
        }
    }

    /// - Returns: how many contents of files were removed from the disk.
    @discardableResult
    func sweepFiles() async throws -> Int { try await files.sweep() }

    /// - Returns: how many sessions were removed.
    @discardableResult
    func removeEndedSessions() async throws -> Int {
        try await portal.perform(as: .system, .bulk) { try SessionStore.removeEnded(in: $0) }
    }

    /// - Returns: how many codes and tokens of applications were removed.
    @discardableResult
    func removeEndedGrants() async throws -> Int {
        try await portal.perform(as: .system, .bulk) { try ApplicationGrants.removeEnded(in: $0) }
    }

    /// - Returns: how many rows were removed that imports can no longer be taken back with.
    @discardableResult
    func forgetOldImports() async throws -> Int { try await untilDone { try ImportUndo.forgetOld($0) } }

    /// - Returns: how many rows were removed that mergings can no longer be taken back with.
    @discardableResult
    func forgetOldMerges() async throws -> Int { try await untilDone { try MergeRecord.forgetOld($0) } }

    /// - Returns: how many rows of automation's history were removed.
    @discardableResult
    func trimAutomation() async throws -> Int { try await engine.retain() }

    /// - Returns: how many items were deleted for good.
    @discardableResult
    func emptyBin() async throws -> Int {
        let moment = portal.clock.now - Self.binLifetime
        return try await untilDone { [items] in try items.purge(deletedBefore: moment, $0) }
    }

    /// Takes step after step, each a small transaction, between which people's own go first.
    /// - Returns: the sum of what the steps did; the last one did nothing.
    private func untilDone(_ step: @escaping @Sendable (Command) throws -> Int) async throws -> Int {
        var total = 0
        while !Task.isCancelled {
            let count = try await portal.perform(as: .system, .bulk, step)
            if count == 0 { break }
            total += count
        }
        return total
    }
}

/// Does the upkeep while the server runs; what fails is logged and tried again at its next time.
struct UpkeepService: Service {
    /// A start is for people who wait; the first round can come later.
    private static let firstRound = TimeSpan.minutes(2)

    let upkeep: Upkeep
    let clock: any WallClock
    let log: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var nextHour = clock.now + Self.firstRound
            var nextDay = nextHour
            while !Task.isCancelled {
                await clock.sleep(until: min(nextHour, nextDay))
                let now = clock.now
                if now >= nextHour {
                    await attempt("files could not be swept") { try await upkeep.sweepFiles() }
                    await attempt("administrators could not be told what stopped") { try await upkeep.digest.give() }
                    nextHour = now + Upkeep.hourly
                }
                if now >= nextDay {
                    await attempt("ended sessions could not be removed") { try await upkeep.removeEndedSessions() }
                    await attempt("ended tokens could not be removed") { try await upkeep.removeEndedGrants() }
                    await attempt("the recycle bin could not be emptied") { try await upkeep.emptyBin() }
                    await attempt("automation's history could not be trimmed") { try await upkeep.trimAutomation() }
                    await attempt("old deliveries could not be removed") { try await upkeep.removeFinishedDeliveries() }
                    await attempt("old imports could not be forgotten") { try await upkeep.forgetOldImports() }
                    await attempt("old mergings could not be forgotten") { try await upkeep.forgetOldMerges() }
                    await attempt("old calls of programs could not be removed") { try await upkeep.forgetProgramCalls() }
                    nextDay = now + Upkeep.daily
                }
            }
        }
    }

    private func attempt(_ problem: String, _ work: () async throws -> Int) async {
        do {
            let count = try await work()
            log.debug("upkeep", metadata: ["removed": "\(count)"])
        } catch {
            log.error("\(problem)", metadata: ["error": "\(error)"])
        }
    }
}
