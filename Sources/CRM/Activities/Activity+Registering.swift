import Kernel
import Storage

/// A call that took place, as telephony or a person reports it.
package struct CallReport: Sendable {
    package var direction: ActivityDirection
    package var outcome: CallOutcome
    /// As dialled; matched with clients by its normalised form.
    package var phone: String
    package var durationSeconds: Int?
    /// The item from whose card it was made; nil to look the client up by the phone.
    package var item: DocumentID?
    /// Who spoke, or should have; nil for who is responsible for the first item.
    package var responsible: UserID?
    package var note = ""
    /// Which line or system (`manual`, a connector's name) and its id of the call: reported again, it is the same call.
    package var source = "manual"
    package var origin: String?

    package init(_ direction: ActivityDirection, phone: String, outcome: CallOutcome) {
        self.direction = direction
        self.phone = phone
        self.outcome = outcome
    }
}

/// A letter that came or went.
package struct MailReport: Sendable {
    package var direction: ActivityDirection
    /// The client's address.
    package var address: String
    package var subject: String
    package var text: String
    package var files: [FileID] = []
    package var item: DocumentID?
    package var responsible: UserID?
    /// The mailbox and the Message-ID: a letter that is fetched twice is one.
    package var source = "mail"
    package var origin: String?

    package init(_ direction: ActivityDirection, address: String, subject: String, text: String) {
        self.direction = direction
        self.address = address
        self.subject = subject
        self.text = text
    }
}

/// What became of a reported contact.
package struct RegisteredContact: Sendable, Equatable {
    package let activity: ActivityID
    /// Every item in whose timeline it stands: open leads and deals first, then the client.
    package let items: [DocumentID]
    /// False when it had been reported before.
    package let isNew: Bool
}

extension Activity {
    /// Enters a call into the timelines of the client and of the client's open leads and deals, each of which gets an event
    /// (incoming, missed or outgoing). A missed call waits for an answer.
    /// - Returns: nil when nobody with this phone is known: the caller decides whether to make a lead.
    /// - Throws: `Failure.invalid` at `phone` when it is no phone number.
    package static func registerCall(_ report: CallReport, in command: Command) throws -> RegisteredContact? {
        if let known = try known(report.source, report.origin, in: command.transaction) { return known }
        guard let phone = PhoneNumber(report.phone) else {
            throw Failure(.invalid, ActivityTexts.noPhone.with(["phone": report.phone]), field: "phone")
        }
        let items = try items(.phone, phone.normalized, given: report.item, in: command.transaction)
        guard let first = items.first else { return nil }
        var draft = ActivityDraft(
            .call, subject: subject(of: report)[.russian], responsible: try responsible(report.responsible, first, in: command), items: items)
        let isMissed = report.direction == .incoming && report.outcome != .answered
        draft.direction = report.direction
        draft.isIncoming = isMissed
        draft.description = report.note
        draft.address = phone.normalized
        var row = ActivityRow(draft)
        row.status = isMissed ? .planned : .done
        row.callOutcome = isMissed ? .missed : report.outcome
        row.durationSeconds = report.durationSeconds
        row.source = report.source
        row.origin = report.origin
        return try register(row, in: command) { document, activity -> any CRMEvent in
            switch (report.direction, isMissed) {
            case (.incoming, true): CallMissed(document: document, activity: activity)
            case (.incoming, false): IncomingCallRegistered(document: document, activity: activity)
            case (.outgoing, _): OutgoingCallRegistered(document: document, activity: activity)
            }
        }
    }

    /// Enters a letter into the timelines of the client and of the client's open leads and deals. An incoming one waits for an
    /// answer; an outgoing one answers those that wait.
    /// - Returns: nil when nobody with this address is known.
    /// - Throws: `Failure.invalid` at `address` when it is no mail address.
    package static func registerMail(_ report: MailReport, in command: Command) throws -> RegisteredContact? {
        if let known = try known(report.source, report.origin, in: command.transaction) { return known }
        guard let address = EmailAddress(report.address) else {
            throw Failure(.invalid, ActivityTexts.noAddress.with(["address": report.address]), field: "address")
        }
        let items = try items(.email, address.normalized, given: report.item, in: command.transaction)
        guard let first = items.first else { return nil }
        let isIncoming = report.direction == .incoming
        let subject = report.subject.withoutOuterSpace
        var draft = ActivityDraft(
            .mail, subject: subject.isEmpty ? address.normalized : String(subject.prefix(500)),
            responsible: try responsible(report.responsible, first, in: command), items: items)
        draft.direction = report.direction
        draft.isIncoming = isIncoming
        draft.description = report.text
        draft.files = report.files
        draft.address = address.normalized
        var row = ActivityRow(draft)
        row.status = isIncoming ? .planned : .done
        row.source = report.source
        row.origin = report.origin
        return try register(row, in: command) { document, activity -> any CRMEvent in
            isIncoming
                ? IncomingMailRegistered(document: document, activity: activity)
                : OutgoingMailRegistered(document: document, activity: activity)
        }
    }

    /// Enters a filled web form into the timeline of the item it made or found; it waits for an answer.
    /// - Parameter origin: the id of the submission: sent twice, it is one.
    package static func registerForm(
        _ form: Int64, title: String, text: String, on item: DocumentID, responsible person: UserID?, origin: String?,
        in command: Command
    ) throws -> RegisteredContact {
        if let known = try known("form", origin, in: command.transaction) { return known }
        var draft = ActivityDraft(.form, subject: title, responsible: try responsible(person, item, in: command), items: [item])
        draft.direction = .incoming
        draft.isIncoming = true
        draft.description = text
        var row = ActivityRow(draft)
        row.source = "form"
        row.origin = origin
        return try register(row, in: command) { FormSubmitted(document: $0, activity: $1, form: form) }
    }
}

extension Activity {
    private static func register(
        _ row: ActivityRow, in command: Command, raising event: (DocumentID, Activity) -> any CRMEvent
    ) throws -> RegisteredContact {
        let id = try insert(row, in: command)
        let activity = try find(id, in: command.transaction)
        try activity.changed(in: command) { event($0, activity) }
        if row.draft.isIncoming { try activity.tellResponsible(in: command) }
        return RegisteredContact(activity: id, items: row.draft.items, isNew: true)
    }

    private func tellResponsible(in command: Command) throws {
        guard let item = items.first, let headline = try ItemHeadline.find(item, in: command.transaction) else {
            return
        }
        let text = ActivityTexts.clientContact.with([
            "subject": Text(verbatim: subject), "title": Text(verbatim: headline.title),
        ])
        try Notice.send(NoticeDraft("client_contact", text, link: .item(item)), to: [responsible], in: command)
    }

    private static func known(
        _ source: String, _ origin: String?, in reader: any Reader
    ) throws -> RegisteredContact? {
        guard let origin, let id = try known(source: source, origin: origin, in: reader) else { return nil }
        return RegisteredContact(activity: id, items: try find(id, in: reader).items, isNew: false)
    }

    /// A contact from a card belongs to that card and its client; any other to whatever is open with the client.
    private static func items(
        _ kind: Communication.Kind, _ normalized: String, given item: DocumentID?, in reader: any Reader
    ) throws -> [DocumentID] {
        guard let item else { return try ClientItems.find(kind, normalized, in: reader).all }
        return [item] + (try ClientItems.clients(of: [item], in: reader))
    }

    /// The person given, else whoever is responsible for the item, else whoever reports it; nobody at all is the portal.
    private static func responsible(
        _ given: UserID?, _ item: DocumentID, in command: Command
    ) throws -> UserID {
        let person = try given ?? ItemHeadline.find(item, in: command.transaction)?.responsible ?? command.actor.user
        guard let person else { throw Failure(.invalid, ActivityTexts.noResponsible, field: "responsible") }
        return person
    }

    private static func subject(of report: CallReport) -> Text {
        let text =
            switch (report.direction, report.outcome) {
            case (.incoming, .answered): ActivityTexts.incomingCall
            case (.incoming, _): ActivityTexts.missedCall
            case (.outgoing, _): ActivityTexts.outgoingCall
            }
        return text.with(["phone": report.phone])
    }
}
