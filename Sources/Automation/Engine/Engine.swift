import Kernel
import Logging
import Storage
import Synchronization

/// Durable automation: every item has one inbox, one serial order and one transaction a visit.
///
/// Inside a person's transaction the binding posts what happened and then settles: robots that run at once have acted
/// when the person's change is durable. The dispatcher (`run`) does what is due later. After a crash nothing is recovered:
/// what is due is due.
package final class Engine: Sendable {
    package let database: any Database
    package let store: AutomationStore
    package let clock: any WallClock
    let source: any DocumentSource
    let limits: EngineLimits
    let log: Logger
    let sleeper = Sleeper()
    let breadcrumbs: Breadcrumbs?
    let timekeeper: HybridClock?
    let dispatch = Mutex(DispatchMemory())
    let meter = Mutex(StepMeter())
    /// The deliverer's sleep.
    let outboxSleeper = Sleeper()

    /// - Parameters:
    ///   - clock: a `HybridClock` is also watched for being set.
    ///   - breadcrumbs: who is to blame when the process dies; nil leaves no trace.
    package init(
        database: any Database, store: AutomationStore, source: any DocumentSource, clock: any WallClock,
        limits: EngineLimits = EngineLimits(), breadcrumbs: Breadcrumbs? = nil,
        log: Logger = Logger(label: "automation")
    ) {
        self.database = database
        self.store = store
        self.source = source
        self.clock = clock
        self.limits = limits
        self.breadcrumbs = breadcrumbs
        timekeeper = clock as? HybridClock
        self.log = log
    }

    /// The source's own name of an outside event: a call id, a Message-ID; the same one is taken once.
    package struct SourceKey: Hashable, Sendable {
        package let source: String
        package let key: String

        package init(source: String, key: String) {
            self.source = source
            self.key = key
        }
    }

    /// Puts an event into its item's inbox, and into that of every item with a robot that waits for it. Call `settle`
    /// before the transaction ends.
    /// - Parameter key: an event with a key that was posted before is refused.
    /// - Returns: whether the event was taken.
    @discardableResult
    package func post(
        _ event: PostedEvent, once key: SourceKey? = nil, in transaction: any Transaction, at now: Timestamp
    ) throws -> Bool {
        if let key, try !isNew(key, event.document, in: transaction, at: now) { return false }
        let scope = TransactionScope.of(transaction)
        let inbox = Inbox(transaction: transaction)
        let isNewItem = try inbox.append(event, to: event.document, for: scope.cause, lane: .interactive, at: now)
        scope.touch(event.document)
        if isNewItem, event.kind == .itemCreated, let cause = scope.cause {
            try countItem(event.document, from: cause, in: transaction, at: now)
        }
        for item in try inbox.itemsWaiting(for: event) {
            _ = try inbox.append(event, to: item, for: scope.cause, lane: .interactive, at: now)
            scope.touch(item)
        }
        wakeAfterCommit(of: transaction)
        return true
    }

    private func isNew(_ key: SourceKey, _ item: DocumentID, in transaction: any Transaction, at now: Timestamp) throws
        -> Bool
    {
        let added = try transaction.execute(
            """
            insert into automation_dedup (source, source_key, item, at) values ($1, $2, $3, $4)
            on conflict (source, source_key) do nothing
            """, [key.source, key.key, item, now])
        return added == 1
    }

    /// An item made by automation: too many from one outside event mean that it multiplies without end.
    private func countItem(_ item: DocumentID, from cause: Cause, in transaction: any Transaction, at now: Timestamp)
        throws
    {
        let guardian = LoopGuard(transaction: transaction, limits: limits)
        if try guardian.allowsItem(from: cause.lineage, at: now) { return }
        throw Failure(.limited, EngineTexts.tooManyItems.with(["limit": String(limits.itemsPerRoot)]))
    }

    /// Visits every item that was touched in this transaction, also those touched by the visits, until all are quiet or the
    /// at-once allowance is used; what is left follows right after the commit. Robots that fail do not fail the transaction.
    package func settle(in transaction: any Transaction, at now: Timestamp) throws {
        let budget = Budget(steps: limits.atOnceSteps, time: limits.atOnceTime, clock: clock)
        try settle(in: transaction, at: now, budget)
    }

    func settle(in transaction: any Transaction, at now: Timestamp, _ budget: Budget) throws {
        let scope = TransactionScope.of(transaction)
        guard !scope.isSettling else { return }
        scope.isSettling = true
        defer { scope.isSettling = false }
        while !budget.isSpent, let item = scope.takeTouched() {
            try visitTouched(item, in: transaction, at: now, budget)
        }
        meterAfterCommit(of: transaction, scope)
        wakeAfterCommit(of: transaction)
    }

    /// Visits one item with the dispatcher's allowance, whether it is due or not.
    package func visit(_ item: DocumentID, in transaction: any Transaction, at now: Timestamp) throws {
        try visit(item, in: transaction, at: now, visitBudget)
    }

    var visitBudget: Budget { Budget(steps: limits.visitSteps, time: .days(1), clock: clock) }

    /// Visits an item because something was posted to it. One that may have killed the process waits for its turn alone:
    /// the person whose deed it is must not lose it.
    func visitTouched(_ item: DocumentID, in transaction: any Transaction, at now: Timestamp, _ budget: Budget) throws {
        let hasSuspects = try TransactionScope.of(transaction).hasSuspects(in: transaction)
        if try !hasSuspects || crashes(of: item, in: transaction) == 0 { try visit(item, in: transaction, at: now, budget) }
    }

    /// One visit under a savepoint: when it fails as a whole, the item is put off, and after several times on hold.
    func visit(_ item: DocumentID, in transaction: any Transaction, at now: Timestamp, _ budget: Budget) throws {
        let crumb = breadcrumbs?.enter(item)
        defer { if let crumb { breadcrumbs?.leave(crumb) } }
        do {
            try transaction.savepoint {
                try ItemVisit(self, item, in: transaction, at: now, budget, crumb: crumb)?.run()
            }
        } catch  where !Engine.isOutage(error) {
            log.error("a visit failed", metadata: ["item": "\(item)", "error": "\(error)"])
            try putOff(item, after: error, in: transaction, at: now)
        }
    }

    private func putOff(_ item: DocumentID, after error: any Error, in transaction: any Transaction, at now: Timestamp)
        throws
    {
        let fails =
            try transaction.first("select fails from automation_agenda where item = $1", [item]) { $0.int(0) } ?? 0
        let delay = TimeSpan.seconds(Int64(1) << min(fails, 12))
        let isHeld = fails + 1 >= limits.failures
        try transaction.execute(
            "update automation_agenda set fails = $2, due_at = $3, hold = $4, version = version + 1 where item = $1",
            [item, fails + 1, now + delay, isHeld])
        guard isHeld else { return }
        let message = self.message(of: error, item: item)
        try IncidentStore(transaction: transaction).open(
            transaction.nextID("automation"), .visit, item: item, title: EngineTexts.holdTitle.russian,
            message: message, at: now)
        try source.report(
            IncidentReport(document: item, robot: EngineTexts.holdTitle.russian, message: message), in: transaction,
            at: now)
    }

    /// Counts a transaction's work once it is durable.
    func meterAfterCommit(of transaction: any Transaction, _ scope: TransactionScope) {
        let steps = scope.takeSteps()
        guard steps > 0 else { return }
        transaction.afterCommit { [self] in
            let now = clock.now
            meter.withLock { $0.count(steps, at: now) }
            dispatch.withLock { $0.hasWorked = true }
        }
    }

    func wakeAfterCommit(of transaction: any Transaction) {
        transaction.afterCommit { [sleeper] in sleeper.wake() }
    }
}

extension Engine {
    /// Events after which a stage's robots may start. Any other change of an item (an import, say) starts nothing.
    static let entryEvents: Set<EventKind> = [.itemCreated, .itemStageChanged, released]
    static let released: EventKind = "automation.released"
    static let calendarChanged: EventKind = "automation.calendar_changed"
    /// Fields changed in a way that is no moment in the client's life: an import. Moments move, triggers do not fire.
    static let fieldsChanged: EventKind = "automation.fields_changed"

    /// Trouble of the database itself, which concerns the whole transaction and not one robot.
    static func isOutage(_ error: any Error) -> Bool {
        switch error as? StorageError {
        case .diskFull, .flushFailed, .inUse, .cannotOpen: true
        case .uniqueViolation, .foreignKeyViolation, .other, nil: false
        }
    }

    /// What people are told; anything but a `Failure` goes to the log with its details.
    func message(of error: any Error, item: DocumentID) -> Text {
        if let failure = error as? Failure { return failure.message }
        log.error("automation met a defect", metadata: ["item": "\(item)", "error": "\(error)"])
        return EngineTexts.defect
    }
}
