import Kernel
import Storage

/// A call that a telephone exchange outside reports: registered when it begins, finished when it ends.
package struct ExternalCall: Sendable, Equatable {
    /// Raw values are the REST API's and stored.
    package enum Kind: Int, Sendable, CaseIterable {
        case outgoing = 1
        case incoming = 2
        /// Incoming and passed on to another person.
        case redirected = 3
        /// We call back whoever asked for it.
        case callback = 4
        /// A recorded voice calls.
        case informational = 5

        package var direction: ActivityDirection {
            switch self {
            case .incoming, .redirected: .incoming
            case .outgoing, .callback, .informational: .outgoing
            }
        }
    }

    package let id: Int64
    /// By which its program names it: `externalCall.<hex>.<unix>`.
    package let code: String
    /// The program's own id of it; empty when it told none.
    package let external: String
    /// The number of the line; empty when it told none.
    package let line: String
    package let person: UserID
    /// Normalised.
    package let phone: String
    package let kind: Kind
    /// The client or item that was found, given or made when it began.
    package let item: DocumentID?
    /// The lead that was made for it.
    package let lead: Int64?
    package let startedAt: Timestamp
    /// Nil while it lasts.
    package let finishedAt: Timestamp?
    package let durationSeconds: Int?
    /// As the exchange names the end: `200`, `304`, `603-S`…; nil while it lasts.
    package let status: String?
    package let failure: String
    package let cost: Double?
    package let currency: String
    package let vote: Int?
    /// The activity that it became; nil when nobody with this phone is known.
    package let activity: ActivityID?
    /// Where its recording can be heard; empty for nowhere.
    package let record: String
    package let recordFile: FileID?
    /// The title of the key that reported it.
    package let program: String

    package static func find(_ code: String, in reader: any Reader) throws -> ExternalCall? {
        try load("c.code = $1", [code], in: reader).first
    }

    static func load(_ condition: String, _ arguments: [any SQLConvertible], in reader: any Reader) throws -> [ExternalCall] {
        try reader.query(
            """
            select id, code, external, line, person, phone, type, item, lead, started_at, finished_at, duration_seconds, status,
                failure, cost, currency, vote, activity, record, record_file, program
            from telephony_calls c where \(condition)
            """, arguments
        ) { row in
            ExternalCall(
                id: row.int64(0), code: row.text(1), external: row.text(2), line: row.text(3), person: row.id(4), phone: row.text(5),
                kind: Kind(rawValue: row.int(6)) ?? .outgoing, item: row.optional(7, Row.document), lead: row.optional(8, Row.int64),
                startedAt: row.timestamp(9), finishedAt: row.optionalTimestamp(10), durationSeconds: row.optionalInt(11),
                status: row.optionalText(12), failure: row.text(13), cost: row.optional(14, Row.double), currency: row.text(15),
                vote: row.optionalInt(16), activity: row.optionalID(17), record: row.text(18), recordFile: row.optionalID(19),
                program: row.text(20))
        }
    }

    /// Finished calls for a program: any tests by the names of the REST API, any order, a stretch of them; and how many there are
    /// in all.
    /// - Parameter person: whose; nil for everybody's.
    package static func select(
        _ tree: FieldTree?, of person: UserID?, order: [ItemSort] = [], offset: Int = 0, limit: Int, dates: DateSetting,
        in reader: any Reader
    ) throws -> (calls: [ExternalCall], total: Int) {
        var conditions = RowConditions(columns, dates: dates, reader.dialect, where: ["c.finished_at is not null"])
        if let person { conditions.add("c.person = \(conditions.argument(person))") }
        if let tree { conditions.add(tree) }
        let total = try reader.count("select count(*) from telephony_calls c where \(conditions.sql)", conditions.arguments)
        let sorting = conditions.order(order, id: "c.id")
        let page = "limit \(conditions.argument(limit)) offset \(conditions.argument(offset))"
        return (try load("\(conditions.sql) order by \(sorting) \(page)", conditions.arguments, in: reader), total)
    }

    /// Whether programs may filter or sort by a name.
    package static func isSelectable(_ code: FieldCode) -> Bool { columns[code] != nil }

    private static let columns: [FieldCode: RowColumn] = {
        let entities = EntityType.allCases.map { "when \($0.rawValue) then '\($0.code)'" }.joined(separator: " ")
        return [
            "ID": .number("c.id"), "CALL_ID": .text("c.code"), "EXTERNAL_CALL_ID": .text("nullif(c.external, '')"),
            "PORTAL_USER_ID": .reference("c.person"), "PORTAL_NUMBER": .text("nullif(c.line, '')"), "PHONE_NUMBER": .text("c.phone"),
            "CALL_TYPE": .number("c.type"), "CALL_DURATION": .number("c.duration_seconds"), "CALL_START_DATE": .moment("c.started_at"),
            "CALL_VOTE": .number("c.vote"), "CALL_FAILED_CODE": .text("c.status"), "CALL_FAILED_REASON": .text("nullif(c.failure, '')"),
            "CRM_ENTITY_TYPE": .text("(case c.item / 281474976710656 \(entities) end)"),
            "CRM_ENTITY_ID": .reference("(c.item % 281474976710656)"), "CRM_ACTIVITY_ID": .reference("c.activity"),
        ]
    }()
}
