import CRM
import Kernel
import Storage

/// What a program writes into an activity, checked.
struct ActivityInput {
    private let call: Call
    private let reader: any Reader
    private let fields: JSONObject
    private let files: SentFiles?

    init(_ fields: JSONObject, files: SentFiles?, _ call: Call, _ reader: any Reader) {
        self.fields = JSONObject(fields.map { JSONObject.Member($0.key.uppercased(), $0.value) })
        self.files = files
        self.call = call
        self.reader = reader
    }

    private static let badType = RESTFailure("The field TYPE_ID is not defined or invalid")
    private static let badBinding = RESTFailure(
        "Could not build binding. Please ensure that owner info and communications are defined correctly")

    // MARK: A new one

    func draft() throws -> ActivityDraft {
        let kind = try kind()
        guard let subject = fields["SUBJECT"]?.scalarText, !subject.allSatisfy(\.isWhitespace) else {
            throw RESTFailure("The field SUBJECT is not defined or empty")
        }
        guard let responsible = try responsible() else { throw RESTFailure("The field RESPONSIBLE_ID is not defined or invalid") }
        var draft = ActivityDraft(kind, subject: subject, responsible: responsible, items: try owners())
        draft.direction = fields["DIRECTION"]?.number == 1 ? .incoming : .outgoing
        draft.description = fields["DESCRIPTION"]?.scalarText ?? ""
        let times = try times(kind)
        draft.deadline = times.deadline
        draft.start = times.start
        draft.end = times.end
        draft.isImportant = fields["PRIORITY"]?.number == 3
        // Who asks to be reminded of something without a time is not reminded.
        draft.reminderMinutes = draft.deadline == nil && draft.start == nil ? nil : try reminder() ?? nil
        draft.address = try address(kind)
        draft.files = try files?.all(call, reader) ?? []
        if fields["PROVIDER_ID"]?.scalarText == ActivityFields.program { draft.typeCode = try programType() }
        return draft
    }

    /// The kind that a program has brought along before.
    private func programType() throws -> String {
        guard let type = try ActivityType.find(fields["PROVIDER_TYPE_ID"]?.scalarText ?? "", in: reader) else {
            throw RESTFailure("The custom activity type PROVIDER_TYPE_ID is unknown: add it by crm.activity.type.add")
        }
        if type.isConfigurable { throw RESTFailure("Use crm.activity.configurable.add for this activity provider") }
        return type.code
    }

    /// A letter is only entered: nothing is sent.
    func mail(_ draft: ActivityDraft) -> MailReport {
        var report = MailReport(draft.direction, address: draft.address, subject: draft.subject, text: draft.description)
        report.files = draft.files
        report.item = draft.items.first
        report.responsible = draft.responsible
        return report
    }

    private func kind() throws -> ActivityKind {
        switch fields["TYPE_ID"]?.number {
        case 1: return .meeting
        case 2: return .call
        case 4: return .mail
        case 6:
            guard let provider = fields["PROVIDER_ID"]?.scalarText, [ActivityKind.todo.provider, ActivityFields.program].contains(provider) else {
                throw RESTFailure("The custom activity without provider is not supported in current context")
            }
            return .todo
        default: throw ActivityInput.badType
        }
    }

    private func owners() throws -> [DocumentID] {
        var named = fields["BINDINGS"]?.elements ?? []
        if let id = fields["OWNER_ID"] { named.insert(["OWNER_ID": id, "OWNER_TYPE_ID": fields["OWNER_TYPE_ID"] ?? .null], at: 0) }
        guard !named.isEmpty else { throw ActivityInput.badBinding }
        let ids = try named.map { binding in
            guard let object = binding.object, let entity = EntityType(object.value("OWNER_TYPE_ID")), let id = object.value("OWNER_ID")?.number
            else { throw ActivityInput.badBinding }
            return try WorkOwner.changeable(entity, id, call, reader).id
        }
        return ids.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func address(_ kind: ActivityKind) throws -> String {
        let values = (fields["COMMUNICATIONS"]?.elements ?? []).compactMap { $0.object?.value("VALUE")?.scalarText }.filter { !$0.isEmpty }
        guard kind == .call || kind == .mail else { return values.first ?? "" }
        guard let value = values.first else { throw RESTFailure("The field COMMUNICATIONS is not defined or invalid") }
        guard values.count == 1 else { throw RESTFailure("The only one communication is allowed for activity of specified type") }
        return kind == .call ? PhoneNumber(value)?.normalized ?? value : value
    }

    // MARK: Changes

    func changes(of activity: Activity) throws -> ActivityChanges {
        var changes = ActivityChanges()
        changes.subject = fields["SUBJECT"]?.scalarText
        changes.description = fields["DESCRIPTION"].map { $0.scalarText ?? "" }
        if fields["RESPONSIBLE_ID"] != nil {
            guard let person = try responsible() else { throw RESTFailure("The field RESPONSIBLE_ID is not defined or invalid") }
            changes.responsible = person
        }
        if ["DEADLINE", "START_TIME", "END_TIME"].contains(where: { fields[$0] != nil }) {
            let times = try times(activity.kind)
            if times.deadline != nil || fields["DEADLINE"] != nil { changes.deadline = .some(times.deadline) }
            if fields["START_TIME"] != nil { changes.start = .some(times.start) }
            if fields["END_TIME"] != nil { changes.end = .some(times.end) }
        }
        if let priority = fields["PRIORITY"]?.number { changes.isImportant = priority == 3 }
        changes.reminderMinutes = try reminder()
        changes.files = try files?.all(besides: activity.files, call, reader)
        return changes
    }

    /// Whether it shall be done; nil when nothing is said.
    var isCompleted: Bool? { fields["COMPLETED"]?.flag ?? fields["STATUS"]?.number.map { $0 != 1 } }

    // MARK: Parts

    /// The deadline of calls and meetings is their beginning; other activities have nothing but a deadline.
    private func times(_ kind: ActivityKind) throws -> (deadline: Timestamp?, start: Timestamp?, end: Timestamp?) {
        let deadline = try call.moment(fields["DEADLINE"], "DEADLINE")
        let start = try call.moment(fields["START_TIME"], "START_TIME")
        let end = try call.moment(fields["END_TIME"], "END_TIME")
        guard kind == .call || kind == .meeting else { return (deadline ?? end ?? start, nil, nil) }
        return (start ?? deadline, start, end)
    }

    /// Minutes before; `.some(nil)` takes the reminder away, nil when nothing is said.
    private func reminder() throws -> Int?? {
        guard let value = fields["NOTIFY_VALUE"]?.number else { return nil }
        let minutes: Int64 =
            switch fields["NOTIFY_TYPE"]?.number ?? 0 {
            case 1: 1
            case 2: 60
            case 3: 1440
            default: 0
            }
        if minutes == 0 || value == 0 { return .some(nil) }
        guard (0...43_200).contains(value) else { throw RESTFailure("The field NOTIFY_VALUE is invalid") }
        return .some(Int(min(value * minutes, 43_200)))
    }

    private func responsible() throws -> UserID? {
        guard let id = fields["RESPONSIBLE_ID"]?.number else { return nil }
        return try UserStore.active([UserID(id)], in: reader).first
    }
}
