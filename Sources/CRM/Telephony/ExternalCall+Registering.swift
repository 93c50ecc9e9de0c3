import Kernel
import Storage

/// A call that begins.
package struct ExternalCallStart: Sendable {
    package var kind: ExternalCall.Kind
    package var person: UserID
    /// As dialled.
    package var phone: String
    package var line = ""
    package var external = ""
    /// Nil for now.
    package var startedAt: Timestamp?
    /// The item it belongs to; nil to look the client up by the phone.
    package var item: DocumentID?
    /// Whether an unknown number makes a lead; nil as its line says.
    package var makesLead: Bool?
    /// The source of a lead that is made.
    package var source: String?
    /// The title of the key that reports it.
    package var program = ""

    package init(_ kind: ExternalCall.Kind, phone: String, person: UserID) {
        self.kind = kind
        self.phone = phone
        self.person = person
    }
}

/// How a call ended.
package struct ExternalCallEnd: Sendable {
    package var person: UserID
    package var durationSeconds = 0
    /// Nil: 200 when somebody spoke, else 304.
    package var status: String?
    package var failure = ""
    package var cost: Double?
    package var currency = ""
    package var vote: Int?
    package var record = ""

    package init(person: UserID) { self.person = person }
}

extension ExternalCall {
    /// Within this span the same number, kind, person, line and external id are the same call.
    private static let sameCall = TimeSpan.minutes(30)

    /// Registers a call that begins: finds the client by phone, makes a lead for an unknown one when asked to.
    /// - Parameter viewer: whose rights count for what is found and made.
    /// - Throws: `Failure.invalid` at `phone` when it is no phone number; what making a lead throws.
    package static func register(
        _ start: ExternalCallStart, _ items: ItemStore, for viewer: Viewer, in command: Command
    ) throws -> ExternalCall {
        guard let phone = PhoneNumber(start.phone)?.normalized else {
            throw Failure(.invalid, ActivityTexts.noPhone.with(["phone": start.phone]), field: "phone")
        }
        try command.transaction.lockCalls()
        let moment = start.startedAt ?? command.now
        if let known = try same(start, phone, at: moment, in: command.transaction) { return known }
        var item = try start.item ?? client(phone, for: viewer, in: command.transaction)
        var lead: Int64?
        if item == nil, try makesLead(start, in: command.transaction) {
            let made = try makeLead(start, phone, items, for: viewer, command)
            item = made
            lead = made.id
        }
        let id = try command.transaction.nextID("telephony_calls")
        let code = "externalCall.\(SecretToken().hash.prefix(32)).\(command.now.seconds)"
        try command.transaction.execute(
            """
            insert into telephony_calls (id, code, external, line, person, phone, type, item, lead, source, started_at, failure,
                currency, record, program)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', '', '', $12)
            """,
            [
                id, code, start.external, start.line, start.person, phone, start.kind.rawValue, item, lead, start.source, moment,
                start.program,
            ])
        guard let call = try find(code, in: command.transaction) else { throw Failure(.notFound, ActivityTexts.notFound) }
        return call
    }

    private static func same(
        _ start: ExternalCallStart, _ phone: String, at moment: Timestamp, in reader: any Reader
    ) throws -> ExternalCall? {
        try load(
            """
            c.phone = $1 and c.started_at > $2 and c.started_at < $3 and c.type = $4 and c.person = $5 and c.line = $6
                and c.external = $7 order by c.id desc limit 1
            """,
            [phone, moment - sameCall, moment + sameCall, start.kind.rawValue, start.person, start.line, start.external], in: reader
        ).first
    }

    /// The client with this phone whom the viewer may see: a contact, else a company, else a lead.
    package static func client(_ phone: String, for viewer: Viewer, in reader: any Reader) throws -> DocumentID? {
        try DuplicateFinder.find([.contact, .company, .lead], phones: [phone], for: viewer, in: reader)
            .first { $0.title != nil }?.item
    }

    private static func makesLead(_ start: ExternalCallStart, in reader: any Reader) throws -> Bool {
        if let makesLead = start.makesLead { return makesLead }
        guard start.kind == .outgoing else { return false }
        return try ExternalLine.find(start.line, in: reader)?.makesLeads ?? false
    }

    private static func makeLead(
        _ start: ExternalCallStart, _ phone: String, _ items: ItemStore, for viewer: Viewer, _ command: Command
    ) throws -> DocumentID {
        var draft = ItemDraft(.lead, [
            .title: .string(TelephonyTexts.newLead.with(["phone": phone])[.russian]), .source: .string(start.source ?? "CALL"),
            .responsible: .user(start.person),
        ])
        draft.communications = [Communication(.phone, phone)]
        return try items.create(draft, for: viewer, command).id
    }

    /// Ends a call: its activity stands in the timelines of the client and of the client's open leads and deals, and triggers
    /// hear of it. A call that has ended stays as it is.
    package func finish(_ end: ExternalCallEnd, in command: Command) throws -> ExternalCall {
        try command.transaction.lockCalls()
        guard let call = try ExternalCall.find(code, in: command.transaction), call.finishedAt == nil else {
            return try ExternalCall.find(code, in: command.transaction) ?? self
        }
        let status = end.status ?? (end.durationSeconds > 0 ? "200" : "304")
        var report = CallReport(kind.direction, phone: phone, outcome: ExternalCall.outcome(status, kind.direction))
        report.durationSeconds = end.durationSeconds
        report.item = try call.place(in: command.transaction)
        report.responsible = end.person
        report.note = end.record.isEmpty ? "" : TelephonyTexts.record.with(["address": end.record])[.russian]
        report.source = "telephony"
        report.origin = code
        let entered = try Activity.registerCall(report, in: command)
        try command.transaction.execute(
            """
            update telephony_calls set finished_at = $2, duration_seconds = $3, status = $4, failure = $5, cost = $6, currency = $7,
                vote = $8, activity = $9, record = $10, person = $11 where id = $1
            """,
            [
                id, command.now, end.durationSeconds, status, end.failure, end.cost, end.currency, end.vote, entered?.activity,
                end.record.isEmpty ? call.record : end.record, end.person,
            ])
        if let file = call.recordFile, let activity = entered?.activity { try ExternalCall.attach(file, to: activity, in: command) }
        return try ExternalCall.find(code, in: command.transaction) ?? self
    }

    /// The item to whose timeline alone the call goes; nil when whatever is open with the client hears of it.
    private func place(in reader: any Reader) throws -> DocumentID? {
        guard let item, lead == nil else { return nil }
        if item.entity?.hasStages ?? false { return item }
        let known = try ClientItems.find(.phone, phone, in: reader).clients
        return known.contains(item) ? nil : item
    }

    /// What the exchange's code means: 486 is busy, 304, 480 and 603-S are no answer, other failures are failures.
    private static func outcome(_ status: String, _ direction: ActivityDirection) -> CallOutcome {
        if status == "200" { return .answered }
        if direction == .incoming { return .missed }
        switch status {
        case "486": return .busy
        case "304", "480", "603", "603-S": return .noAnswer
        default: return .failed
        }
    }

    /// Attaches a recording: an address, a file, or both.
    package func attach(record: String, file: FileID?, transcript: FileID? = nil, in command: Command) throws {
        try command.transaction.execute(
            "update telephony_calls set record = $2, record_file = $3 where id = $1",
            [id, record.isEmpty ? self.record : record, file ?? recordFile])
        guard let activity else { return }
        for file in [file, transcript].compactMap(\.self) { try ExternalCall.attach(file, to: activity, in: command) }
        guard !record.isEmpty, let found = try Activity.load([activity], in: command.transaction).first else { return }
        var changes = ActivityChanges()
        let line = TelephonyTexts.record.with(["address": record])[.russian]
        changes.description = found.description.isEmpty ? line : found.description + "\n" + line
        try Activity.edit(activity, changes, in: command)
    }

    private static func attach(_ file: FileID, to activity: ActivityID, in command: Command) throws {
        guard let found = try Activity.load([activity], in: command.transaction).first else { return }
        var changes = ActivityChanges()
        changes.files = found.files + [file]
        try Activity.edit(activity, changes, in: command)
    }

    // MARK: On the screen

    /// Tells people of the call under the bell, with the client's card one press away.
    package func show(to people: [UserID], in command: Command) throws {
        let title = try item.flatMap { try ItemHeadline.find($0, in: command.transaction)?.title } ?? ""
        let text = TelephonyTexts.onScreen.with(["phone": Text(verbatim: phone), "client": Text(verbatim: title)])
        try Notice.send(NoticeDraft("external_call", text, link: item.map(Destination.item), tag: tag), to: people, in: command)
    }

    /// Takes that back as long as it was not read.
    package func hide(from people: [UserID], in command: Command) throws {
        try Notice.withdraw(tag: tag, of: people, in: command)
    }

    private var tag: String { "external_call:\(id)" }
}
