import CRM
import Kernel
import Storage

/// What happened to an item and what is planned, with what the entries speak of. Thirteen queries for any page.
struct CardTimeline: Sendable {
    static let pageSize = 40

    /// Newest first.
    let entries: [TimelineEntry]
    let pinned: [TimelineEntry]
    /// Nearest deadline first; unanswered contacts before everything.
    let planned: [Activity]
    let comments: [CommentID: Comment]
    let files: [FileID: StoredFile]
    /// The activities that the entries tell of.
    let activities: [ActivityID: Activity]
    let notes: [TimelineNote.Place: TimelineNote]
    /// What programs have laid out, and the badges and kinds that they have brought along.
    let layouts: [ActivityID: ConfiguredActivity]
    let badges: [String: ActivityBadge]
    let types: [String: ActivityType]
    let hasMore: Bool

    /// - Parameter before: the id of the last entry seen; nil loads the first page with pins and plans.
    static func load(_ item: DocumentID, before: Int64? = nil, in reader: any Reader) throws -> CardTimeline {
        let read = try TimelineStore.page(of: item, before: before, limit: pageSize + 1, in: reader)
        let entries = Array(read.prefix(pageSize))
        let pinned = before == nil ? try TimelineStore.pinned(of: item, in: reader) : []
        let planned = before == nil ? try Activity.planned(on: item, in: reader) : []
        let comments = try Comment.load((entries + pinned).compactMap(\.comment), in: reader)
        let told = try Activity.load(Array(Set((entries + pinned).compactMap(\.activity))), in: reader)
        let fileIDs = comments.flatMap(\.files) + (told + planned).flatMap(\.files)
        let files = fileIDs.isEmpty ? [] : try FileLinks.files(fileIDs, in: reader)
        let places = (entries + pinned).map { TimelineNote.Place.entry($0.id) } + (told + planned).map { .activity($0.id) }
        let layouts = try ConfiguredActivity.of((told + planned).map(\.id), in: reader)
        // Few portals have programs that bring badges and kinds.
        let badges = layouts.values.contains { $0.badge != nil } ? try ActivityBadge.all(in: reader) : []
        let types = planned.contains { $0.typeCode != nil } ? try ActivityType.all(in: reader) : []
        return CardTimeline(
            entries: entries, pinned: pinned, planned: planned,
            comments: Dictionary(uniqueKeysWithValues: comments.map { ($0.id, $0) }),
            files: Dictionary(uniqueKeysWithValues: files.map { ($0.id, $0) }),
            activities: Dictionary(uniqueKeysWithValues: told.map { ($0.id, $0) }),
            notes: try TimelineNote.of(places, in: reader),
            layouts: layouts, badges: Dictionary(uniqueKeysWithValues: badges.map { ($0.code, $0) }),
            types: Dictionary(uniqueKeysWithValues: types.map { ($0.code, $0) }), hasMore: read.count > pageSize)
    }

    /// The note on a line, or on the activity that a line in a frame tells of.
    func note(of entry: TimelineEntry) -> String? {
        let own = notes[.entry(entry.id)]
        return (own ?? entry.activity.flatMap { entry.isFramed ? notes[.activity($0)] : nil })?.text
    }

    /// Everything whose name the entries need.
    var references: [Reference] { (entries + pinned).flatMap(\.references) }
}

extension TimelineEntry {
    /// The comment that the entry stands for.
    var comment: CommentID? {
        guard line.kind == "comment", case .int(let id) = line.data["comment"] else { return nil }
        return CommentID(id)
    }

    /// The activity it tells of, when it says more about it than the line itself.
    var activity: ActivityID? {
        guard let reference = line.data["activity"]?.references.first, reference.kind == .activity else { return nil }
        return ActivityID(reference.id)
    }

    var task: TaskItemID? {
        guard let reference = line.data["task"]?.references.first, reference.kind == .task else { return nil }
        return TaskItemID(reference.id)
    }

    var icon: Icon {
        switch line.kind {
        case "comment": .messageSquare
        case "stage_changed", "pipeline_changed": .arrowRight
        case "fields_changed": .pencil
        case "responsible_changed": .userPlus
        case "incoming_call": .phoneIncoming
        case "missed_call": .phoneMissed
        case "outgoing_call": .phoneOutgoing
        case "incoming_mail": .mail
        case "outgoing_mail", "mail_queued", "mail_sent": .send
        case "mail_unaddressed", "sms_unaddressed", "sms_undelivered", "sms_failed": .circleAlert
        case "sms_queued", "sms_sent", "sms_delivered": .messageSquare
        case "form_submitted": .fileText
        case "activity_planned", "activity_rescheduled", "activity_reopened": .calendarClock
        case "activity_completed", "task_completed", "request_answered": .circleCheck
        case "task_created", "task_status_changed", "task_deadline_changed", "task_reopened": .squareCheckBig
        case "payment_registered": .wallet
        case "products_changed": .package
        case "converted", "created_from_lead": .target
        case "copied", "created_as_copy": .copy
        case "deleted", "activity_deleted", "task_deleted": .trash2
        case "restored": .rotateCcw
        case "file_added": .paperclip
        case "created": .plus
        default: .info
        }
    }

    var tone: Tone {
        switch line.kind {
        case "incoming_call", "incoming_mail", "payment_registered", "activity_completed", "task_completed",
            "converted", "request_answered":
            .success
        case "missed_call", "deleted": .danger
        case "stage_changed", "pipeline_changed", "created", "created_as_copy", "created_from_lead": .accent
        default: .neutral
        }
    }

    /// Whether it says enough to stand in a frame of its own.
    var isFramed: Bool {
        switch line.kind {
        case "comment", "incoming_call", "missed_call", "outgoing_call", "incoming_mail", "outgoing_mail",
            "form_submitted",
            "activity_completed", "task_completed", "payment_registered", "converted":
            true
        default: false
        }
    }
}
