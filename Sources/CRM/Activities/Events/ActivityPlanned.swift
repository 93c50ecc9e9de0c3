import Kernel

/// Something to do was planned on an item.
package struct ActivityPlanned: CRMEvent {
    package static let kind: EventKind = "activity.planned"
    package let document: DocumentID
    package let activity: Activity

    package var payload: [String: Value] { activity.eventPayload }
    package var timeline: TimelineLine? { TimelineLine("activity_planned", activity.timelineData) }
    package var webhook: WebhookName? { "ONCRMACTIVITYADD" }
    package var audience: Audience { .item }
}

extension Activity {
    /// What triggers and waits see of an activity in each of its events; `activity` is what a waiting robot goes by.
    var eventPayload: [String: Value] {
        [
            "activity": .int(id.rawValue), "type": .string(kind.rawValue), "direction": .string(direction.rawValue),
            "subject": .string(subject), "status": .string(status.rawValue), "responsible": .user(responsible),
            "deadline": deadline.map(Value.dateTime) ?? .null, "address": .string(address),
        ]
    }

    var timelineData: [String: Value] {
        [
            "activity": .reference(Reference(.activity, id.rawValue)), "type": .string(kind.rawValue),
            "subject": .string(subject), "responsible": .user(responsible),
            "deadline": deadline.map(Value.dateTime) ?? .null,
        ]
    }
}
