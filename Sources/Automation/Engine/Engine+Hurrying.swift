import Kernel
import Storage

extension Engine {
    /// Lets a robot or pause that waits for its moment go on at once. In the given transaction, and settles it.
    /// - Parameter node: the id of the robot or pause.
    /// - Throws: `Failure` `.notFound` when nothing of that id waits for time (any more).
    package func runNow(
        _ item: DocumentID, node: String, by user: UserID?, in transaction: any Transaction, at now: Timestamp
    ) throws {
        guard let visit = try ItemVisit(self, item, in: transaction, at: now, visitBudget), !visit.state.agenda.isHeld,
            let timer = try visit.state.timers.inOrder.first(where: { timer in
                guard let token = visit.state.tokens[timer.token], token.state == .waitingForTime else { return false }
                return try visit.nodeID(of: token) == node
            })
        else { throw Failure(.notFound, EngineTexts.nothingWaits) }
        var hurried = timer
        hurried.due = now
        visit.state.timers[timer.id] = hurried
        visit.journal(
            .replanned, run: timer.run, node: node, because: EngineTexts.hurried,
            .members([
                "from": timer.due == .distantFuture ? .null : .int(timer.due.milliseconds), "due": .int(now.milliseconds),
                "user": user.map { .int($0.rawValue) },
            ]))
        try visit.save()
        TransactionScope.of(transaction).touch(item)
        try settle(in: transaction, at: now)
    }
}
