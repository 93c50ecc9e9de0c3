import Kernel
import Storage

/// Every stay of an item in a stage. Kinds are those of the REST API.
package enum StageHistory {
    package enum Kind: Int, Sendable {
        case created = 1
        case moved = 2
        case finished = 3
        case pipelineChanged = 5
    }

    /// One stay.
    package struct Entry: Hashable, Sendable {
        package let kind: Kind
        package let pipeline: Int
        package let stage: String
        package let semantics: StageSemantics
        package let fromStage: String?
        package let visit: Int64
        package let at: Timestamp
        /// Nil while the item is there.
        package let leftAt: Timestamp?
        package let user: UserID?
    }

    static func record(created item: Item, at moment: Timestamp, _ command: Command) throws {
        try insert(item, .created, from: nil, at: moment, id: command.transaction.nextID("stage_history"), command)
    }

    static func record(created items: [(Item, Timestamp)], _ command: Command) throws {
        guard !items.isEmpty else { return }
        var id = try command.transaction.nextID("stage_history", count: Int64(items.count))
        for (item, moment) in items {
            try insert(item, .created, from: nil, at: moment, id: id, command)
            id += 1
        }
    }

    static func record(_ change: ItemChange, _ command: Command) throws {
        try command.transaction.execute(
            "update stage_history set left_at = $2 where item = $1 and left_at is null", [change.old.id, command.now])
        let kind: Kind = change.movesPipeline ? .pipelineChanged : change.new.isClosed ? .finished : .moved
        try insert(
            change.new, kind, from: change.old, at: command.now, id: command.transaction.nextID("stage_history"), command)
    }

    private static func insert(
        _ item: Item, _ kind: Kind, from old: Item?, at moment: Timestamp, id: Int64, _ command: Command
    ) throws {
        guard let pipeline = item.pipeline, let stage = item.stage else { return }
        try command.transaction.execute(
            """
            insert into stage_history (id, item, kind, pipeline, stage, semantics, from_pipeline, from_stage, visit, at,
                responsible_id, user_id, origin) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            [
                id, item.id, kind.rawValue, pipeline.number, stage, (item.semantics ?? .process).rawValue,
                old?.pipeline?.number, old?.stage, item.stageVisit, moment, item.responsible, command.actor.user,
                command.actor.origin.code,
            ])
    }

    /// The stays of an item, oldest first.
    package static func of(_ item: DocumentID, in reader: any Reader) throws -> [Entry] {
        try reader.query(
            """
            select kind, pipeline, stage, semantics, from_stage, visit, at, left_at, user_id
            from stage_history where item = $1 order by id
            """, [item]
        ) { row in
            Entry(
                kind: Kind(rawValue: row.int(0)) ?? .moved, pipeline: row.int(1), stage: row.text(2),
                semantics: StageSemantics(rawValue: row.text(3)) ?? .process, fromStage: row.optionalText(4),
                visit: row.int64(5), at: row.timestamp(6), leftAt: row.optionalTimestamp(7), user: row.optionalID(8))
        }
    }
}

extension Actor.Origin {
    /// The stored name of the kind of hand.
    package var code: String {
        switch self {
        case .person: "person"
        case .robot: "robot"
        case .trigger: "trigger"
        case .webForm: "web_form"
        case .importer: "importer"
        case .integration: "integration"
        case .system: "system"
        }
    }

    /// What the robot, trigger, form or file is called.
    package var title: String? {
        switch self {
        case .robot(let title, _, _), .trigger(let title), .webForm(let title), .integration(let title): title
        case .importer(let file): file
        case .person, .system: nil
        }
    }
}
