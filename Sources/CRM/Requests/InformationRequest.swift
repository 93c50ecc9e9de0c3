import Kernel
import Storage

package enum InformationRequestTag {}
package typealias InformationRequestID = Identifier<InformationRequestTag>

/// A process asks people to fill in fields of an item and waits: «Согласуйте дату отгрузки и тип доставки».
package struct InformationRequest: Sendable, Equatable {
    package let id: InformationRequestID
    package let item: DocumentID
    /// Any one of them may answer.
    package let recipients: [UserID]
    package let text: String
    /// The fields to fill.
    package let fields: [FieldCode]
    /// The activity by which it stands in the item's card.
    package let activity: ActivityID?
    package let createdAt: Timestamp
    package let answeredAt: Timestamp?
    package let answeredBy: UserID?

    package var isOpen: Bool { answeredAt == nil }
}

/// An information request that is about to be made.
package struct InformationRequestDraft: Sendable {
    package let item: DocumentID
    package let recipients: [UserID]
    package let text: String
    package let fields: [FieldCode]
    /// A replayed step finds its request and makes no second one.
    package let robotKey: String

    package init(item: DocumentID, recipients: [UserID], text: String, fields: [FieldCode], robotKey: String) {
        self.item = item
        self.recipients = recipients
        self.text = text
        self.fields = fields
        self.robotKey = robotKey
    }
}

extension InformationRequest {
    static let columns = "id, item, recipients, body, fields, activity, created_at, answered_at, answered_by"

    static func read(_ row: Row) -> InformationRequest {
        InformationRequest(
            id: row.id(0), item: row.document(1), recipients: row.text(2).split(separator: ",").compactMap { UserID($0) },
            text: row.text(3), fields: row.text(4).split(separator: ",").map { FieldCode($0) }, activity: row.optionalID(5),
            createdAt: row.timestamp(6), answeredAt: row.optionalTimestamp(7), answeredBy: row.optionalID(8))
    }

    package static func find(_ id: InformationRequestID, in reader: any Reader) throws -> InformationRequest? {
        try reader.first("select \(columns) from information_requests where id = $1 and cancelled_at is null", [id], read)
    }

    /// The questions of an item that wait for an answer, oldest first.
    package static func open(of item: DocumentID, in reader: any Reader) throws -> [InformationRequest] {
        try reader.query(
            """
            select \(columns) from information_requests
            where item = $1 and answered_at is null and cancelled_at is null order by id
            """, [item], read)
    }

    /// Asks: an activity in the item's card for the first of the recipients, a line under the bell of all.
    package static func ask(_ draft: InformationRequestDraft, in command: Command) throws -> InformationRequestID {
        let made: InformationRequestID? = try command.transaction.first(
            "select id from information_requests where robot_key = $1", [draft.robotKey]) { $0.id(0) }
        if let made { return made }
        guard let first = draft.recipients.first else { throw Failure(.invalid, RequestTexts.nobody, field: "to") }
        var activity = ActivityDraft(.request, subject: draft.text, responsible: first, items: [draft.item])
        activity.deadline = command.now
        activity.robotKey = draft.robotKey + "/activity"
        let activityID = try Activity.plan(activity, in: command)
        let id = InformationRequestID(try command.transaction.nextID("information_requests"))
        try command.transaction.execute(
            """
            insert into information_requests (id, item, recipients, body, fields, activity, robot_key, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                id, draft.item, draft.recipients.map(\.description).joined(separator: ","), draft.text,
                draft.fields.map(\.rawValue).joined(separator: ","), activityID, draft.robotKey, command.now,
            ])
        let notice = NoticeDraft("information_request", Text(verbatim: draft.text), link: .page("/requests/\(id)"), tag: "request:\(id)")
        try Notice.send(notice, to: draft.recipients, in: command)
        return id
    }

    /// Closes the request when its fields are filled: by the answer page or straight on the card.
    package func answered(in command: Command) throws {
        try command.transaction.execute(
            "update information_requests set answered_at = $2, answered_by = $3 where id = $1 and answered_at is null",
            [id, command.now, command.actor.user])
        if let activity, try Activity.find(activity, in: command.transaction).isPlanned {
            try Activity.complete(activity, in: command)
        }
        command.raise(RequestAnswered(document: item, request: id, by: command.actor.user))
    }

    /// Takes back the questions of an item that has left the stage that asked; those of processes beside the stages, whose keys
    /// begin with `@`, stay.
    static func cancelOpen(of item: DocumentID, in command: Command) throws {
        let asked = try command.transaction.query(
            """
            select \(columns) from information_requests
            where item = $1 and answered_at is null and cancelled_at is null and robot_key not like '@%' order by id
            """, [item], read)
        for request in asked { try request.cancel(in: command) }
    }

    /// Takes back what a stopped process asks: the questions of steps whose keys begin so.
    package static func withdraw(stepsOf keyPrefix: String, on item: DocumentID, in command: Command) throws {
        let asked = try command.transaction.query(
            """
            select \(columns) from information_requests
            where item = $1 and answered_at is null and cancelled_at is null and robot_key like $2 order by id
            """, [item, keyPrefix + "%"], read)
        for request in asked { try request.cancel(in: command) }
    }

    private func cancel(in command: Command) throws {
        try command.transaction.execute("update information_requests set cancelled_at = $2 where id = $1", [id, command.now])
        if let activity, try Activity.find(activity, in: command.transaction).isPlanned { try Activity.complete(activity, in: command) }
    }
}

/// The fields that a process asked for are filled.
package struct RequestAnswered: CRMEvent {
    package static let kind: EventKind = "request.answered"
    package let document: DocumentID
    package let request: InformationRequestID
    package let by: UserID?

    package var payload: [String: Value] { ["request": .int(request.rawValue), "user": by.map(Value.user) ?? .null] }
    package var timeline: TimelineLine? { TimelineLine("request_answered") }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
