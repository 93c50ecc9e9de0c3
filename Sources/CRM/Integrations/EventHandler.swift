import Kernel

package enum EventHandlerTag {}
package typealias EventHandlerID = Identifier<EventHandlerTag>

/// Where a program outside wants to hear of an event. The token by which it knows the portal is not part of it:
/// `EventHandlerStore.token` opens it for the connector only.
package struct EventHandler: Sendable, Hashable {
    package let id: EventHandlerID
    /// `ONCRMDEALADD`
    package let event: String
    /// Nil for one that comes and asks.
    package let address: String?
    /// Whether the address may lie in our own network.
    package let allowsPrivate: Bool
    package let title: String
    package let user: UserID
    /// Whose subscription it is; nil for one that a person or a key made.
    package let application: ApplicationID?
    package let createdAt: Timestamp

    package var isOffline: Bool { address == nil }
}

/// The events that programs can hear of, by their names in the REST API.
package enum EventCatalog {
    package static let names: [String] = (items + others + fields).flatMap { subject in verbs.map { subject + $0 } } + ["ONCRMDEALMOVETOCATEGORY"]

    private static let verbs = ["ADD", "UPDATE", "DELETE"]
    private static let items = EntityType.allCases.map { "ONCRM\($0.code)" }
    private static let fields = EntityType.allCases.map { "ONCRM\($0.code)USERFIELD" }
    private static let others = [
        "ONCRMACTIVITY", "ONCRMTIMELINECOMMENT", "ONTASK", "ONTASKCOMMENT", "ONCRMPRODUCT", "ONCRMPRODUCTSECTION", "ONCRMCURRENCY",
    ]
}

/// What a program is told: the event and the number of what it happened to, never its contents. Those it reads with its own
/// rights.
package struct EventNotice: Sendable {
    /// The stored name of the connector that tells it.
    package static let connector = "rest_event"

    package let handler: EventHandlerID
    package let event: String
    package let data: JSONValue
    package let at: Timestamp

    package init(handler: EventHandlerID, event: String, data: JSONValue, at: Timestamp) {
        self.handler = handler
        self.event = event
        self.data = data
        self.at = at
    }

    package init(json: JSONValue) {
        self.init(
            handler: EventHandlerID(json["handler"]?.int ?? 0), event: json["event"]?.string ?? "", data: json["data"] ?? nil,
            at: Timestamp(seconds: json["at"]?.int ?? 0))
    }

    package var json: JSONValue { ["handler": .int(handler.rawValue), "event": .string(event), "data": data, "at": .int(at.seconds)] }
}
