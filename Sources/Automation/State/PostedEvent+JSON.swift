import Kernel

extension PostedEvent {
    /// The stored form, kept with a token until its robot has heard of the event.
    var json: JSONValue {
        .members([
            "kind": .string(kind.rawValue), "document": .int(document.key), "payload": payload.json,
            "reason": reason.map(\.json), "user": user.map { .int($0.rawValue) },
        ])
    }

    init(json: JSONValue) throws {
        self.init(
            kind: EventKind(json["kind"]?.string ?? ""), document: DocumentID(key: json["document"]?.int ?? 0),
            payload: try [String: Value](json: json["payload"] ?? [:]), reason: Text(json: json["reason"]),
            user: json["user"]?.int.map { UserID($0) })
    }
}
