import Kernel
import Storage

/// An entry into a stage that an import brings in.
package struct PastStay: Sendable {
    package let kind: StageHistory.Kind
    package let pipeline: Int
    package let stage: String
    package let at: Timestamp

    package init(_ kind: StageHistory.Kind, pipeline: Int, stage: String, at: Timestamp) {
        self.kind = kind
        self.pipeline = pipeline
        self.stage = stage
        self.at = at
    }
}

extension StageHistory {
    /// Makes the stays of an item be these, oldest first; the last of them is where it stands. Totals stay: nothing moves.
    /// - Returns: false when they do not lead to where the item stands; nothing is changed then.
    @discardableResult
    package static func retell(_ stays: [PastStay], of item: Item, _ pipelines: Pipelines, in command: Command) throws -> Bool {
        guard let last = stays.last, last.stage == item.stage, last.pipeline == item.pipeline?.number, zip(stays, stays.dropFirst()).allSatisfy({ $0.at <= $1.at })
        else { return false }
        let transaction = command.transaction
        try transaction.execute("delete from stage_history where item = $1", [item.id])
        let first = try transaction.nextID("stage_history", count: Int64(stays.count))
        for (place, stay) in stays.enumerated() {
            let before = place > 0 ? stays[place - 1] : nil
            let left = place + 1 < stays.count ? stays[place + 1].at : nil
            let semantics = pipelines.stage(stay.stage, of: item.entity)?.semantics ?? .process
            try transaction.execute(
                """
                insert into stage_history (id, item, kind, pipeline, stage, semantics, from_pipeline, from_stage, visit, at, left_at,
                    responsible_id, user_id, origin) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, null, $13)
                """,
                [
                    first + Int64(place), item.id, stay.kind.rawValue, stay.pipeline, stay.stage, semantics.rawValue, before?.pipeline,
                    before?.stage, place + 1, stay.at, left, item.responsible, command.actor.origin.code,
                ])
        }
        try transaction.execute("update \(item.entity.table) set stage_visit = $2 where id = $1", [item.id.id, stays.count])
        return true
    }
}
