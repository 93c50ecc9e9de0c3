import Kernel
import Storage

extension Activity {
    /// - Throws: `Failure.notFound`.
    package static func find(_ id: ActivityID, in reader: any Reader) throws -> Activity {
        guard let activity = try load([id], in: reader).first else { throw Failure(.notFound, ActivityTexts.notFound) }
        return activity
    }

    /// The activities of `ids` in that order; missing ones are left out. Three queries, however many.
    package static func load(_ ids: [ActivityID], in reader: any Reader) throws -> [Activity] {
        if ids.isEmpty { return [] }
        let list = ids.jsonList()
        let items = try bindings(list, in: reader)
        let files = try files(list, in: reader)
        let found = try reader.query(
            "select \(columns) from activities where \(reader.dialect.isOneOf("id", parameter: "$1"))", [list]
        ) { Activity($0, items: items, files: files) }
        let byID = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
        return ids.compactMap { byID[$0] }
    }

    /// What is planned on an item, nearest deadline first, unanswered contacts before everything.
    package static func planned(on item: DocumentID, limit: Int = 100, in reader: any Reader) throws -> [Activity] {
        let ids: [ActivityID] = try reader.query(
            """
            select a.id from activity_bindings b join activities a on a.id = b.activity
            where b.item = $1 and a.status = 'planned'
            order by a.incoming desc, case when a.deadline is null then 1 else 0 end, a.deadline, a.id limit $2
            """, [item, limit]
        ) { $0.id(0) }
        return try load(ids, in: reader)
    }

    /// What was done on an item, latest first.
    package static func done(on item: DocumentID, limit: Int = 50, in reader: any Reader) throws -> [Activity] {
        let ids: [ActivityID] = try reader.query(
            """
            select a.id from activity_bindings b join activities a on a.id = b.activity
            where b.item = $1 and a.status <> 'planned' order by a.completed_at desc, a.id desc limit $2
            """, [item, limit]
        ) { $0.id(0) }
        return try load(ids, in: reader)
    }

    /// Whether anything is planned on an item: what «no next step» is decided by.
    package static func hasPlanned(on item: DocumentID, in reader: any Reader) throws -> Bool {
        try reader.exists(
            """
            select 1 from activity_bindings b join activities a on a.id = b.activity
            where b.item = $1 and a.status = 'planned' limit 1
            """, [item])
    }

    /// The activity that a robot's step made; nil when it has made none, or it was deleted.
    package static func made(byRobot key: String, in reader: any Reader) throws -> ActivityID? {
        try reader.first("select id from activities where robot_key = $1", [key]) { $0.id(0) }
    }

    /// The activity that stands for a call or letter of an outside system.
    static func known(source: String, origin: String, in reader: any Reader) throws -> ActivityID? {
        try reader.first("select id from activities where source = $1 and origin = $2", [source, origin]) { $0.id(0) }
    }

    static func bound(to item: DocumentID, where condition: String, in reader: any Reader) throws -> [ActivityID] {
        try reader.query(
            """
            select a.id from activity_bindings b join activities a on a.id = b.activity
            where b.item = $1 and \(condition) order by a.id
            """, [item]
        ) { $0.id(0) }
    }
}

extension Activity {
    private static let columns = """
        id, kind, direction, status, subject, description, result, deadline, start_at, end_at, responsible, author, important,
        incoming, reminder_minutes, completes_on_stage_change, call_outcome, duration_seconds, address, created_at,
        changed_at, completed_at, completed_by, color, type_code
        """

    private init(_ row: Row, items: [ActivityID: [DocumentID]], files: [ActivityID: [FileID]]) {
        let id: ActivityID = row.id(0)
        self.init(
            id: id, kind: ActivityKind(rawValue: row.text(1)) ?? .todo,
            direction: ActivityDirection(rawValue: row.text(2)) ?? .outgoing,
            status: ActivityStatus(rawValue: row.text(3)) ?? .planned, subject: row.text(4), description: row.text(5),
            result: row.text(6), deadline: row.optionalTimestamp(7), start: row.optionalTimestamp(8),
            end: row.optionalTimestamp(9), responsible: row.id(10), author: row.optionalID(11),
            isImportant: row.bool(12),
            isIncoming: row.bool(13), reminderMinutes: row.optionalInt(14), completesOnStageChange: row.bool(15),
            callOutcome: row.optionalText(16).flatMap(CallOutcome.init(rawValue:)),
            durationSeconds: row.optionalInt(17),
            address: row.text(18), color: row.optionalText(23).flatMap(ActivityColor.init(rawValue:)), typeCode: row.optionalText(24), createdAt: row.timestamp(19), changedAt: row.timestamp(20),
            completedAt: row.optionalTimestamp(21), completedBy: row.optionalID(22), items: items[id] ?? [],
            files: files[id] ?? [])
    }

    private static func bindings(_ list: String, in reader: any Reader) throws -> [ActivityID: [DocumentID]] {
        let rows: [(activity: ActivityID, item: DocumentID)] = try reader.query(
            """
            select activity, item from activity_bindings
            where \(reader.dialect.isOneOf("activity", parameter: "$1")) order by activity, is_client, item
            """, [list]
        ) { ($0.id(0), $0.document(1)) }
        return Dictionary(grouping: rows, by: \.activity).mapValues { $0.map(\.item) }
    }

    private static func files(_ list: String, in reader: any Reader) throws -> [ActivityID: [FileID]] {
        let rows: [(activity: ActivityID, file: FileID)] = try reader.query(
            """
            select activity, file from activity_files
            where \(reader.dialect.isOneOf("activity", parameter: "$1")) order by activity, file
            """, [list]
        ) { ($0.id(0), $0.id(1)) }
        return Dictionary(grouping: rows, by: \.activity).mapValues { $0.map(\.file) }
    }
}
