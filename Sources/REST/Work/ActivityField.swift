import CRM
import Kernel

/// The fields of an activity as `crm.activity.*` name, describe and give them.
enum ActivityFields {
    static let described = [
        PlainField("ID", "integer", .readOnly), PlainField("OWNER_ID", "integer", .immutable),
        PlainField("OWNER_TYPE_ID", "crm_enum_ownertype", .immutable), PlainField("TYPE_ID", "crm_enum_activitytype", .required, .immutable),
        PlainField("PROVIDER_ID", "string"), PlainField("PROVIDER_TYPE_ID", "string"), PlainField("PROVIDER_GROUP_ID", "string"),
        PlainField("ASSOCIATED_ENTITY_ID", "integer", .readOnly), PlainField("SUBJECT", "string", .required),
        PlainField("START_TIME", "datetime"), PlainField("END_TIME", "datetime"), PlainField("DEADLINE", "datetime"),
        PlainField("COMPLETED", "char"), PlainField("STATUS", "crm_enum_activitystatus"), PlainField("RESPONSIBLE_ID", "user", .required),
        PlainField("PRIORITY", "crm_enum_activitypriority"), PlainField("NOTIFY_TYPE", "crm_enum_activitynotifytype"),
        PlainField("NOTIFY_VALUE", "integer"), PlainField("DESCRIPTION", "string"), PlainField("DESCRIPTION_TYPE", "crm_enum_contenttype"),
        PlainField("DIRECTION", "crm_enum_activitydirection"), PlainField("CREATED", "datetime", .readOnly),
        PlainField("AUTHOR_ID", "user", .readOnly), PlainField("LAST_UPDATED", "datetime", .readOnly),
        PlainField("BINDINGS", "crm_activity_binding", .readOnly, .multiple),
        PlainField("COMMUNICATIONS", "crm_activity_communication", .required, .multiple), PlainField("FILES", "diskfile", .multiple),
    ]

    static let communications = [
        PlainField("ID", "integer", .readOnly), PlainField("ACTIVITY_ID", "integer", .readOnly), PlainField("ENTITY_ID", "integer"),
        PlainField("ENTITY_TYPE_ID", "integer"), PlainField("TYPE", "string"), PlainField("VALUE", "string"),
    ]

    /// The provider of activities whose kind a program has brought along.
    static let program = "REST_APP"

    /// An activity with all its fields; what the portal does not know is null, as the original has it.
    /// - Parameter owners: of its items the first of these is named as its owner.
    static func json(_ activity: Activity, owners: Set<DocumentID> = [], _ call: Call) -> JSONObject {
        let owner = activity.items.first(where: owners.contains) ?? activity.items.first
        let (notifyType, notifyValue) = notification(activity.reminderMinutes)
        func moment(_ moment: Timestamp?) -> JSONValue { moment.map { .string($0.contractText(in: call.zone)) } ?? "" }
        return JSONObject.of([
            "ID": .id(activity.id), "OWNER_ID": .id(owner?.id ?? 0), "OWNER_TYPE_ID": .id(Int64(owner?.type ?? 0)),
            "TYPE_ID": .id(Int64(activity.kind.code)), "PROVIDER_ID": .string(activity.typeCode == nil ? activity.kind.provider : ActivityFields.program),
            "PROVIDER_TYPE_ID": .string(activity.typeCode ?? providerType(activity.kind)), "PROVIDER_GROUP_ID": .null, "ASSOCIATED_ENTITY_ID": "0",
            "SUBJECT": .string(activity.subject), "CREATED": moment(activity.createdAt), "LAST_UPDATED": moment(activity.changedAt),
            "START_TIME": moment(activity.start ?? activity.deadline), "END_TIME": moment(activity.end ?? activity.deadline),
            "DEADLINE": moment(activity.deadline), "COMPLETED": .yesNo(!activity.isPlanned), "STATUS": .id(status(activity.status)),
            "RESPONSIBLE_ID": .id(activity.responsible), "PRIORITY": activity.isImportant ? "3" : "2", "NOTIFY_TYPE": .id(notifyType),
            "NOTIFY_VALUE": .id(notifyValue), "DESCRIPTION": .string(activity.description), "DESCRIPTION_TYPE": "1",
            "DIRECTION": activity.direction == .incoming ? "1" : "2", "LOCATION": "", "SETTINGS": .array([]), "ORIGINATOR_ID": .null,
            "ORIGIN_ID": .null, "AUTHOR_ID": .id(activity.author), "PROVIDER_PARAMS": .array([]), "PROVIDER_DATA": .null,
            "RESULT_MARK": "0", "RESULT_VALUE": .null, "RESULT_SUM": .null, "RESULT_CURRENCY_ID": .null, "RESULT_STATUS": "0",
            "RESULT_STREAM": "0", "RESULT_SOURCE_ID": .null, "AUTOCOMPLETE_RULE": activity.completesOnStageChange ? "1" : "0",
            "FILES": activity.files.isEmpty ? nil : .array(activity.files.map { file($0, call) }),
        ])
    }

    static func communications(of activity: Activity) -> JSONValue {
        if activity.address.isEmpty { return .array([]) }
        let client = activity.items.first { $0.entity == .contact || $0.entity == .company } ?? activity.items.first
        return [
            [
                "ID": .id(activity.id), "TYPE": activity.kind == .mail ? "EMAIL" : "PHONE", "VALUE": .string(activity.address),
                "ENTITY_ID": .id(client?.id ?? 0), "ENTITY_TYPE_ID": .id(Int64(client?.type ?? 0)),
            ]
        ]
    }

    private static func file(_ id: FileID, _ call: Call) -> JSONValue { ["id": .int(id.rawValue), "url": .string(FileValue.download(id, call))] }

    private static func status(_ status: ActivityStatus) -> Int64 {
        switch status {
        case .planned: 1
        case .done: 2
        case .autoDone: 3
        }
    }

    private static func providerType(_ kind: ActivityKind) -> String {
        switch kind {
        case .call: "CALL"
        case .meeting: "MEETING"
        case .mail: "EMAIL"
        case .todo: "TODO"
        case .request: "REQUEST"
        case .form: "WEBFORM"
        }
    }

    /// Minutes, hours or days before, in the largest unit that says it exactly.
    private static func notification(_ minutes: Int?) -> (type: Int64, value: Int64) {
        guard let minutes, minutes > 0 else { return (0, 0) }
        if minutes % 1440 == 0 { return (3, Int64(minutes / 1440)) }
        return minutes % 60 == 0 ? (2, Int64(minutes / 60)) : (1, Int64(minutes))
    }
}
