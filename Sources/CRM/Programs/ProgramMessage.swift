import Kernel

/// What a program is told when it is the turn of a robot of its own, as it waits in the outbox. The address, the `event_token` and
/// what the program knows the portal by are added when it is sent.
package struct ProgramMessage: Sendable {
    /// The stored name of the connector that tells it.
    package static let connector = "rest_robot"

    /// The robot's stored kind.
    package let robot: String
    /// All else, in the order in which it is sent.
    package let fields: JSONValue

    package init(
        robot: String, code: String, workflow: String, document: DocumentID, properties: JSONValue, waits: Bool, timeout: TimeSpan?,
        user: UserID, at now: Timestamp
    ) {
        self.robot = robot
        let type = document.entity?.documentType ?? []
        let id = type.isEmpty ? [] : type.dropLast() + ["\(type[2])_\(document.id)"]
        fields = [
            "workflow_id": .string(workflow), "code": .string(code), "document_id": .array(id.map { .string($0) }),
            "document_type": .array(type.map { .string($0) }), "properties": properties, "use_subscription": waits ? "Y" : "N",
            "timeout_duration": .int((timeout?.milliseconds ?? 0) / 1000), "ts": .int(now.seconds), "user_id": .int(user.rawValue),
        ]
    }

    package init(json: JSONValue) {
        robot = json["robot"]?.string ?? ""
        fields = json["fields"] ?? [:]
    }

    package var json: JSONValue { ["robot": .string(robot), "fields": fields] }
}
