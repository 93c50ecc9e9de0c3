import Kernel
import Storage

/// The rows of the outbox. Every way from state to state is one method here.
struct OutboxStore {
    let transaction: any Transaction

    func delivery(_ id: Int64) throws -> Delivery? {
        try transaction.first(
            "select \(Delivery.columns) from automation_outbox where id = $1 \(transaction.dialect.forUpdate)", [id],
            Delivery.init)
    }

    func delivery(key: String) throws -> Delivery? {
        try transaction.first(
            "select \(Delivery.columns) from automation_outbox where effect_key = $1 \(transaction.dialect.forUpdate)",
            [key], Delivery.init)
    }

    // MARK: Into the outbox

    func insert(_ draft: DeliveryDraft, by step: Step) throws -> Int64 {
        try insert(
            draft, from: Origin(document: step.document, run: step.runID, visit: step.visit, node: step.setting.id, title: step.setting.title, key: step.key),
            at: step.now)
    }

    /// Who asks for a delivery.
    struct Origin {
        let document: DocumentID
        /// 0 for a notice, which no robot asks for.
        let run: Int64
        let visit: Int64
        let node: String
        let title: String
        let key: String
    }

    func insert(_ draft: DeliveryDraft, from origin: Origin, at now: Timestamp) throws -> Int64 {
        let id = try transaction.nextID("automation_outbox")
        let channel = "\(draft.connector):\(draft.receiver)"
        try ChannelStore(transaction: transaction).ensure(channel, of: draft.connector, at: now)
        try transaction.execute(
            """
            insert into automation_outbox (id, connector, channel, promise, item, run, visit, node, title, effect_key, payload,
                only_on_stage, state, attempts, unsure, next_at, epoch, lease_until, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, 0, 0, $13, 0, 0, $13, $14)
            """,
            [
                id, draft.connector.rawValue, channel, draft.promise.rawValue, origin.document, origin.run, origin.visit, origin.node,
                origin.title, origin.key, try checked(draft.payload), draft.isOnlyOnStage, now, now + draft.promise.policy.lifetime,
            ])
        return id
    }

    /// A step is carried out again: what was given up is queued once more. Its contents may change only as long as no
    /// receiver can have seen them: one key, one content.
    func revive(_ delivery: Delivery, as draft: DeliveryDraft, at now: Timestamp) throws -> Int64 {
        switch delivery.state {
        case .queued, .sending, .delivered: return delivery.id
        case .dead, .cancelled, .unknown: break
        }
        if !delivery.isUnsure {
            let channel = "\(draft.connector):\(draft.receiver)"
            try ChannelStore(transaction: transaction).ensure(channel, of: draft.connector, at: now)
            try transaction.execute(
                """
                update automation_outbox set channel = $2, promise = $3, payload = $4, only_on_stage = $5 where id = $1
                """,
                [delivery.id, channel, draft.promise.rawValue, try checked(draft.payload), draft.isOnlyOnStage])
        }
        try requeue(delivery, at: now)
        return delivery.id
    }

    private func checked(_ payload: JSONValue) throws -> String {
        let text = payload.text
        guard text.utf8.count <= DeliveryDraft.largest else { throw Failure(.limited, OutboxTexts.tooLarge) }
        return text
    }

    /// A new series of attempts under the same key.
    func requeue(_ delivery: Delivery, at now: Timestamp) throws {
        try transaction.execute(
            """
            update automation_outbox set state = 0, attempts = 0, next_at = $2, expires_at = $3, finished_at = null,
                incident = null
            where id = $1 and state in (0, 3, 4, 5)
            """, [delivery.id, now, now + delivery.promise.policy.lifetime])
    }

    // MARK: Claiming

    func due(on channel: String, at now: Timestamp, limit: Int) throws -> [Delivery] {
        try transaction.query(
            """
            select \(Delivery.columns) from automation_outbox where channel = $1 and state = 0 and next_at <= $2
            order by next_at, id limit $3 \(transaction.dialect.skipLocked)
            """, [channel, now, limit], Delivery.init)
    }

    /// Claims whose node has not been heard of: it crashed, hangs, or cannot reach the database.
    func expired(at now: Timestamp, limit: Int) throws -> [Delivery] {
        try transaction.query(
            """
            select \(Delivery.columns) from automation_outbox where state = 1 and lease_until <= $1
            order by lease_until limit $2 \(transaction.dialect.skipLocked)
            """, [now, limit], Delivery.init)
    }

    /// Takes a queued delivery for one attempt; the new epoch shuts out whoever had it before.
    func claim(_ delivery: Delivery, by owner: String, until lease: Timestamp) throws -> Delivery? {
        try transaction.first(
            """
            update automation_outbox set state = 1, epoch = epoch + 1, attempts = attempts + 1, lease_until = $2, owner = $3
            where id = $1 and state = 0 returning \(Delivery.columns)
            """, [delivery.id, lease, owner], Delivery.init)
    }

    // MARK: Outcomes

    /// Writes down what a claim came to.
    /// - Returns: false when the claim is no longer the delivery's: somebody else has taken over.
    func settle(_ claim: Delivery, as verdict: Verdict, at now: Timestamp) throws -> Bool {
        switch verdict {
        case .delivered(let receipt): try finish(claim, .delivered, error: nil, receipt: receipt, at: now)
        case .dead(let why): try finish(claim, .dead, error: why, receipt: nil, at: now)
        case .unknown(let why): try finish(claim, .unknown, error: why, receipt: nil, at: now)
        case .again(let next, let why, let isUnsure):
            try transaction.execute(
                """
                update automation_outbox set state = 0, next_at = $3, error = $4,
                    unsure = \(transaction.dialect.greatest("unsure", "$5"))
                where id = $1 and epoch = $2 and state = 1
                """, [claim.id, claim.epoch, next, why.json.text, isUnsure]) == 1
        }
    }

    private func finish(_ claim: Delivery, _ state: DeliveryState, error: Text?, receipt: Receipt?, at now: Timestamp)
        throws -> Bool
    {
        try transaction.execute(
            """
            update automation_outbox set state = $3, finished_at = $4, error = coalesce($5, error), receipt = $6,
                unsure = case when $3 = 5 then 1 else unsure end
            where id = $1 and epoch = $2 and state = 1
            """,
            [claim.id, claim.epoch, state.rawValue, now, error.map(\.json.text), receipt.map(\.json.text)]) == 1
    }

    // MARK: Nobody wants it any more

    /// Takes back what belongs to other stays of the item only: what was never tried leaves no trace, what was tried stays
    /// on record. An attempt under way cannot be taken back.
    func withdraw(from item: DocumentID, exceptVisit visit: Int64, at now: Timestamp) throws {
        try transaction.execute(
            """
            delete from automation_outbox
            where item = $1 and state = 0 and only_on_stage = 1 and visit not in (0, $2) and attempts = 0 and unsure = 0
            """, [item, visit])
        try transaction.execute(
            """
            update automation_outbox set state = 4, finished_at = $3
            where item = $1 and state = 0 and only_on_stage = 1 and visit not in (0, $2)
            """, [item, visit, now])
    }

    /// - Returns: false when it is being sent or was delivered.
    func cancel(_ id: Int64, at now: Timestamp) throws -> Bool {
        try transaction.execute(
            """
            update automation_outbox set state = 4, finished_at = $2, incident = null
            where id = $1 and state in (0, 3, 5)
            """, [id, now]) == 1
    }

    /// A person went on without the robot, so without what it could not deliver.
    func abandon(run: Int64, node: String, of item: DocumentID, at now: Timestamp) throws {
        try transaction.execute(
            """
            update automation_outbox set state = 4, finished_at = $4, incident = null
            where item = $1 and run = $2 and node = $3 and state in (3, 5)
            """, [item, run, node, now])
    }

    func remember(_ incident: Int64, of id: Int64) throws {
        try transaction.execute("update automation_outbox set incident = $2 where id = $1", [id, incident])
    }
}
