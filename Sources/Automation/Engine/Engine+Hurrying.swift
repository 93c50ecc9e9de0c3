import Kernel
import Storage

extension Engine {
    /// Lets a robot or pause that waits for its moment go on at once, or ends a wait as one in vain. In the given transaction,
    /// and settles it.
    /// - Parameter node: the id of the robot, pause or wait.
    /// - Throws: `Failure` `.notFound` when nothing of that id waits (any more).
    package func runNow(
        _ item: DocumentID, node: String, by user: UserID?, in transaction: any Transaction, at now: Timestamp
    ) throws {
        guard let visit = try ItemVisit(self, item, in: transaction, at: now, visitBudget), !visit.state.agenda.isHeld else {
            throw Failure(.notFound, EngineTexts.nothingWaits)
        }
        if let token = try visit.state.tokens.inOrder.first(where: { try $0.state == .waitingForItem && visit.nodeID(of: $0) == node }) {
            try visit.giveUp(token, by: user)
        } else {
            try visit.hurry(node, by: user)
        }
        try visit.save()
        TransactionScope.of(transaction).touch(item)
        try settle(in: transaction, at: now)
    }
}

extension ItemVisit {
    /// A person waits no longer: the process goes on as if the deadline had come, or the moment where that is waited for.
    fileprivate func giveUp(_ token: Token, by user: UserID?) throws {
        var token = token
        token.anchor = now
        token.steps = 0
        token.reason = EngineTexts.gaveUp
        var end = WaitEnd.missed
        if let run = state.runs[token.run], case .wait(let rule, _) = try program(of: run).nodes[token.node].action, case .moment = rule.goal {
            end = .came
        }
        try endWait(token, end, because: EngineTexts.gaveUp, user.map { ["user": .int($0.rawValue)] } ?? [:])
    }

    fileprivate func hurry(_ node: String, by user: UserID?) throws {
        let waiting = try state.timers.inOrder.first { timer in
            guard let token = state.tokens[timer.token], token.state == .waitingForTime else { return false }
            return try nodeID(of: token) == node
        }
        guard let timer = waiting else { throw Failure(.notFound, EngineTexts.nothingWaits) }
        var hurried = timer
        hurried.due = now
        state.timers[timer.id] = hurried
        journal(
            .replanned, run: timer.run, node: node, because: EngineTexts.hurried,
            .members([
                "from": timer.due == .distantFuture ? .null : .int(timer.due.milliseconds), "due": .int(now.milliseconds),
                "user": user.map { .int($0.rawValue) },
            ]))
    }
}
