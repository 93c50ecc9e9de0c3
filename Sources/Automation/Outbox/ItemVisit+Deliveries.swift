import Kernel

extension ItemVisit {
    /// Writes down what became of a delivery. One that failed while no robot waits for it needs a person all the same.
    func notice(_ entry: InboxEvent, isAwaited: Bool) throws {
        let event = entry.event
        guard let number = event.correlation, let kind = JournalKind(delivery: event.kind) else { return }
        let node = event.payload["node"]?.printable
        var data: [String: JSONValue] = ["delivery": .int(number), "attempt": event.payload["attempt"]?.json ?? .null]
        if event.kind == .deliveryFailed, !isAwaited {
            data["incident"] = .int(try openIncident(number, entry))
        }
        journal(kind, node: node, cause: entry.cause, because: event.reason, .sorted(data))
    }

    private func openIncident(_ number: Int64, _ entry: InboxEvent) throws -> Int64 {
        let id = try nextID()
        let title = entry.event.payload["title"]?.printable ?? ""
        let message = entry.event.reason ?? Text(verbatim: "")
        var run: Int64?
        if case .int(let id)? = entry.event.payload["run"] { run = id }
        try IncidentStore(transaction: transaction).open(
            id, .delivery, item: document, run: run, node: entry.event.payload["node"]?.printable, title: title,
            message: message, at: now)
        try OutboxStore(transaction: transaction).remember(id, of: number)
        report(title, message)
        return id
    }

    /// The robot waits and what it sent was given up: its incident is that of any failed robot, and when a person has it
    /// try again it begins anew, with the same key.
    func failDelivery(_ token: Token, _ event: PostedEvent) throws {
        state.tokens[token.id]?.event = nil
        try fail(token, Failure(.unavailable, event.reason ?? Text(verbatim: "")))
    }

    /// The item has left the stage: what is meant for the stay only and is not under way is not sent.
    func withdrawDeliveries() throws {
        try OutboxStore(transaction: transaction).withdraw(
            from: document, exceptVisit: position?.visit ?? -1, at: now)
    }
}

extension JournalKind {
    fileprivate init?(delivery kind: EventKind) {
        switch kind {
        case .deliveryDone: self = .delivered
        case .deliveryFailed: self = .undelivered
        case .deliveryCancelled: self = .deliveryCancelled
        case .deliveryLate: self = .deliveredLate
        case .deliveryNoted: self = .deliveryNoted
        default: return nil
        }
    }
}
