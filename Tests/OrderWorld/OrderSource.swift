import Automation
import Kernel
import Storage

/// Invented items for the engine's tests: orders of a shop, in two tables, with the stages A, B, C, D and the final WON.
package struct OrderSource: DocumentSource {
    package static let stages = ["A", "B", "C", "D", "WON"]
    package static let pipeline = "ORDER"
    package static let tables = [
        """
        create table orders (id bigint primary key, stage text not null, visit bigint not null, entered_at bigint not null,
            title text not null, quantity bigint, ship_date text, due_at bigint)
        """,
        "create table marks (id bigint primary key, item bigint not null, text text not null, key text not null, at bigint not null)",
        "create table order_tasks (id bigint primary key, item bigint not null, is_done bigint not null)",
        "create table reports (id bigint primary key, item bigint not null, robot text not null, message text not null)",
        "create table switches (name text primary key, value bigint not null)",
    ]

    package let events: EventPoster
    package let calendarBox: CalendarBox

    package init(events: @escaping EventPoster, calendarBox: CalendarBox) {
        self.events = events
        self.calendarBox = calendarBox
    }

    package func position(of document: DocumentID, in reader: any Reader) throws -> StagePosition? {
        try reader.first("select stage, visit, entered_at from orders where id = $1", [document.id]) { row in
            let stage = row.text(0)
            let order = Dictionary(uniqueKeysWithValues: OrderSource.stages.enumerated().map { ($1, $0) })
            return StagePosition(
                pipeline: OrderSource.pipeline, stage: stage, order: order[stage] ?? 0, isFinal: stage == "WON",
                visit: row.int64(1), enteredAt: row.timestamp(2), stageOrder: order)
        }
    }

    package func documents(
        in pipeline: String, on stages: [String], after last: DocumentID, limit: Int, _ reader: any Reader
    ) throws -> [DocumentID] {
        let list = stages.map { "'\($0)'" }.joined(separator: ", ")
        return try reader.query(
            "select id from orders where stage in (\(list)) and id > $1 order by id limit $2", [last.id, limit]
        ) { DocumentID(type: 2, id: $0.int64(0)) }
    }

    package func fingerprint(of document: DocumentID, in reader: any Reader) throws -> String? {
        try reader.first("select title, quantity, ship_date, due_at from orders where id = $1", [document.id]) { row in
            (0..<4).map { "\(row.value($0))" }.joined(separator: "|")
        }
    }

    package func environment(
        of document: DocumentID, results: [String: [String: Value]], changed: Set<String>, at now: Timestamp,
        in reader: any Reader
    ) throws -> any EvaluationEnvironment {
        let calendar = calendarBox.calendar
        let setting = EvaluationSetting(now: now, zone: calendar.zone, calendar: calendar, changedFields: changed)
        return OrderEnvironment(setting: setting, document: document, results: results, reader: reader)
    }

    package func move(
        _ document: DocumentID, to stage: String, trigger: TriggerSetting, because: Text, user: UserID?,
        in transaction: any Transaction, at now: Timestamp
    ) throws {
        if stage == "D", trigger.title == "refused" {
            throw Failure(.invalid, Text(verbatim: "D needs a payment type"))
        }
        try Orders.move(document, to: stage, because: because, user: nil, events, in: transaction, at: now)
    }

    /// As many pieces as the order's quantity.
    package func rows(_ rows: ListSource.Rows, of document: DocumentID, in reader: any Reader) throws -> [[String: Value]] {
        let count = try reader.first("select quantity from orders where id = $1", [document.id]) { $0.isNull(0) ? 0 : $0.int(0) } ?? 0
        guard count > 0 else { return [] }
        return (1...count).map { [ListSource.element: .int(Int64($0)), "NAME": .string("piece \($0)")] }
    }

    package func calendar(in reader: any Reader) throws -> WorkingCalendar { calendarBox.calendar }

    package func report(_ incident: IncidentReport, in transaction: any Transaction, at now: Timestamp) throws {
        try transaction.execute(
            "insert into reports (id, item, robot, message) values ($1, $2, $3, $4)",
            [transaction.nextID("reports"), incident.document, incident.robot, incident.message.english])
    }
}

/// How orders tell the engine what happened; the engine is made after its source.
package typealias EventPoster = @Sendable (PostedEvent, any Transaction, Timestamp) throws -> Void

/// What happens to orders, by hand or by robot.
package enum Orders {
    package static func move(
        _ order: DocumentID, to stage: String, because: Text?, user: UserID?, _ events: EventPoster,
        in transaction: any Transaction,
        at now: Timestamp
    ) throws {
        let changed = try transaction.execute(
            "update orders set stage = $2, visit = visit + 1, entered_at = $3 where id = $1 and stage <> $2",
            [order.id, stage, now])
        guard changed == 1 else { return }
        try events(
            PostedEvent(
                kind: .itemStageChanged, document: order, payload: ["to": .string(stage)], reason: because, user: user),
            transaction, now)
    }

    package static func create(
        on stage: String, title: String, _ events: EventPoster, in transaction: any Transaction, at now: Timestamp
    ) throws -> DocumentID {
        let order = DocumentID(type: 2, id: try transaction.nextID("orders"))
        try transaction.execute(
            "insert into orders (id, stage, visit, entered_at, title) values ($1, $2, 1, $3, $4)",
            [order.id, stage, now, title])
        try events(PostedEvent(kind: .itemCreated, document: order, payload: [:]), transaction, now)
        return order
    }

    package static func set(
        _ order: DocumentID, _ column: String, _ value: any SQLConvertible, _ events: EventPoster,
        in transaction: any Transaction,
        at now: Timestamp
    ) throws {
        try transaction.execute("update orders set \(column) = $2 where id = $1", [order.id, value])
        try events(
            PostedEvent(
                kind: .itemChanged, document: order, payload: ["fields": .list([.string(column.uppercased())])]),
            transaction, now)
    }

    package static func complete(_ task: Int64, _ events: EventPoster, in transaction: any Transaction, at now: Timestamp)
        throws
    {
        guard let item = try transaction.first("select item from order_tasks where id = $1", [task], { $0.document(0) })
        else { return }
        try transaction.execute("update order_tasks set is_done = 1 where id = $1", [task])
        let reason = Text(ru: "t\(task)", en: "task \(task) is done")
        try events(
            PostedEvent(
                kind: "task.completed", document: item, payload: ["task": .int(task), "grade": .int(5)], reason: reason),
            transaction, now)
    }
}

/// `{=Document:TITLE}`, `QUANTITY`, `SHIP_DATE`, `DUE_AT` of an order and the results of robots.
private struct OrderEnvironment: EvaluationEnvironment {
    let setting: EvaluationSetting
    let document: DocumentID
    let results: [String: [String: Value]]
    let reader: any Reader

    func value(object: String, field: String) throws -> Value? {
        if object != "Document" { return results[object].map { $0[field] ?? .null } }
        guard ["TITLE", "QUANTITY", "SHIP_DATE", "DUE_AT", "STAGE"].contains(field) else { return nil }
        return try reader.first(
            "select title, quantity, ship_date, due_at, stage from orders where id = $1", [document.id]
        ) { row in
            switch field {
            case "TITLE": .string(row.text(0))
            case "QUANTITY": row.isNull(1) ? .null : .int(row.int64(1))
            case "SHIP_DATE": row.optionalDate(2).map(Value.date) ?? .null
            case "DUE_AT": row.optionalTimestamp(3).map(Value.dateTime) ?? .null
            default: .string(row.text(4))
            }
        }
    }
}
