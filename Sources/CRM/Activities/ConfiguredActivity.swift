import Kernel
import Storage

/// What a program has laid out for an activity of its own.
package struct ConfiguredActivity: Sendable, Equatable {
    package let activity: ActivityID
    /// As it was sent.
    package var layout: JSONValue
    /// The code of the badge; nil for none.
    package var badge: String?
    package var originator: String?
    package var origin: String?

    package init(activity: ActivityID, layout: JSONValue, badge: String? = nil, originator: String? = nil, origin: String? = nil) {
        self.activity = activity
        self.layout = layout
        self.badge = badge
        self.originator = originator
        self.origin = origin
    }

    /// Those of the activities that have a layout, in one query.
    package static func of(_ ids: [ActivityID], in reader: any Reader) throws -> [ActivityID: ConfiguredActivity] {
        if ids.isEmpty { return [:] }
        let found = try reader.query(
            """
            select activity, layout, badge, originator, origin from activity_layouts
            where \(reader.dialect.isOneOf("activity", parameter: "$1"))
            """, [ids.jsonList()]
        ) { row in
            ConfiguredActivity(
                activity: row.id(0), layout: try JSONValue(parsing: row.text(1)), badge: row.optionalText(2), originator: row.optionalText(3),
                origin: row.optionalText(4))
        }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.activity, $0) })
    }

    /// Stores it beside its activity.
    package func save(_ command: Command) throws {
        try command.transaction.execute(
            """
            insert into activity_layouts (activity, layout, badge, originator, origin) values ($1, $2, $3, $4, $5)
            on conflict (activity) do update set layout = excluded.layout, badge = excluded.badge, originator = excluded.originator,
                origin = excluded.origin
            """, [activity, layout.text, badge, originator, origin])
        let live = LiveChanges.of(command.transaction)
        for item in try Activity.find(activity, in: command.transaction).items { live.add(item: item) }
    }
}
