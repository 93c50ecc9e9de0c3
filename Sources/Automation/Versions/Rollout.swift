import Kernel
import Storage

/// What is to become of items that are on the way with an older version.
package enum VersionChoice: String, Sendable, CaseIterable {
    /// They end with the version they began with.
    case keep
    /// Every branch goes on at the same block of the new version.
    case migrate
    /// The stage's process is given up and started anew with the new version.
    case restart
}

/// What each item is told of a new version: the payload of its event.
struct RolloutOrder: Hashable, Sendable {
    let definition: Int64
    let version: Int64
    let choice: VersionChoice
    /// Whether items on a stage that never had its process get it now.
    let applies: Bool

    init(definition: Int64, version: Int64, choice: VersionChoice, applies: Bool) {
        self.definition = definition
        self.version = version
        self.choice = choice
        self.applies = applies
    }

    init?(_ payload: [String: Value]) {
        guard case .int(let definition) = payload["definition"], case .int(let version) = payload["version"],
            case .string(let name) = payload["choice"], let choice = VersionChoice(rawValue: name),
            case .bool(let applies) = payload["applies"]
        else { return nil }
        self.init(definition: definition, version: version, choice: choice, applies: applies)
    }

    var payload: [String: Value] {
        [
            "definition": .int(definition), "version": .int(version), "choice": .string(choice.rawValue),
            "applies": .bool(applies),
        ]
    }
}

/// A version on its way to the items: a row that any node goes on with, some items at a time.
struct Rollout: Sendable {
    /// First those on the way, then those that never had the process.
    enum Phase: Int64 { case running = 0, standing = 1 }

    let id: Int64
    let order: RolloutOrder
    let name: String
    let phase: Phase
    let lastItem: DocumentID
    let user: UserID?

    /// The oldest that has not ended; locked, and skipped when another node works on it.
    static func next(in transaction: any Transaction) throws -> Rollout? {
        let row = try transaction.first(
            """
            select id, definition, version, choice, applies, phase, last_item, user_id
            from automation_rollouts where ended_at is null order by id limit 1 \(transaction.dialect.skipLocked)
            """
        ) { row in
            (
                row.int64(0),
                RolloutOrder(
                    definition: row.int64(1), version: row.int64(2), choice: VersionChoice(rawValue: row.text(3)) ?? .keep,
                    applies: row.bool(4)),
                Phase(rawValue: row.int64(5)) ?? .standing, row.document(6), row.optionalID(7) as UserID?
            )
        }
        guard let (id, order, phase, last, user) = row,
            let name = try transaction.first("select name from automation_definitions where id = $1", [order.definition], { $0.text(0) })
        else { return nil }
        return Rollout(id: id, order: order, name: name, phase: phase, lastItem: last, user: user)
    }

    /// Begins to tell the items; what was under way for an older version of the same pipeline ends.
    static func begin(_ order: RolloutOrder, by user: UserID?, in transaction: any Transaction, at now: Timestamp) throws {
        try transaction.execute(
            "update automation_rollouts set ended_at = $2 where definition = $1 and ended_at is null", [order.definition, now])
        let phase: Phase = order.choice == .keep ? .standing : .running
        try transaction.execute(
            """
            insert into automation_rollouts (id, definition, version, choice, applies, phase, last_item, told, user_id, started_at)
            values ($1, $2, $3, $4, $5, $6, 0, 0, $7, $8)
            """,
            [
                transaction.nextID("automation"), order.definition, order.version, order.choice.rawValue, order.applies,
                phase.rawValue, user, now,
            ])
    }

    /// Items after `lastItem` that are on the way with another version.
    func running(in reader: any Reader, limit: Int) throws -> [DocumentID] {
        try reader.query(
            """
            select distinct item from automation_runs
            where definition = $1 and version <> $2 and state = 0 and left_at is null and item > $3 order by item limit $4
            """, [order.definition, order.version, lastItem, limit]
        ) { $0.document(0) }
    }

    /// Notes how far it has come.
    func advance(_ told: [DocumentID], limit: Int, in transaction: any Transaction, at now: Timestamp) throws {
        if told.count == limit, let last = told.last {
            try transaction.execute(
                "update automation_rollouts set last_item = $2, told = told + $3 where id = $1", [id, last, told.count])
        } else if phase == .running, order.applies {
            try transaction.execute(
                "update automation_rollouts set phase = $2, last_item = 0, told = told + $3 where id = $1",
                [id, Phase.standing.rawValue, told.count])
        } else {
            try transaction.execute(
                "update automation_rollouts set ended_at = $2, told = told + $3 where id = $1", [id, now, told.count])
        }
    }
}
