import Kernel
import Storage

/// The portal's settings in the table `settings`.
package enum SettingsStore {
    static let calendarVersionCode = "calendar_version"

    /// The settings as they are; standard ones for what nobody has set. One query.
    package static func settings(in reader: any Reader) throws -> PortalSettings {
        try PortalSettings(stored: try storedValues(in: reader))
    }

    /// Saves the settings that differ from the stored ones. Changed working time gets a new calendar version and raises
    /// `settings.calendar_changed`, so that timers are planned anew.
    /// - Throws: `Failure` `.invalid` naming the field.
    package static func change(to settings: PortalSettings, in command: Command) throws {
        try command.require(.configurePortal)
        let settings = try settings.checked(at: command.now)
        let current = try storedValues(in: command.transaction)
        for (code, value) in settings.stored.sorted(by: { $0.key < $1.key }) where current[code] != value {
            try store(value, code: code, in: command)
            if code == PortalSettings.workingHoursCode {
                let version = (current[calendarVersionCode]?.int ?? 0) + 1
                try store(.int(version), code: calendarVersionCode, in: command)
                command.raise(CalendarChanged(version: Int(version)))
            }
        }
        command.raise(SettingsChanged())
    }

    /// Changes single settings: `SettingsStore.change(in: command) { $0.companyName = "…" }`.
    package static func change(in command: Command, _ body: (inout PortalSettings) throws -> Void) throws {
        try command.transaction.actAlone()
        var settings = try settings(in: command.transaction)
        try body(&settings)
        try change(to: settings, in: command)
    }

    static func storedValues(in reader: any Reader) throws -> [String: JSONValue] {
        let rows = try reader.query("select code, value from settings") { row in
            (row.text(0), try JSONValue(parsing: row.text(1)))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private static func store(_ value: JSONValue, code: String, in command: Command) throws {
        try command.transaction.execute(
            """
            insert into settings (code, value, changed_by, changed_at) values ($1, $2, $3, $4)
            on conflict (code) do update set value = $2, changed_by = $3, changed_at = $4
            """, [code, value.text, command.actor.user, command.now])
    }
}

/// Working hours, days off, holidays or the time zone changed: what was planned in working time is planned anew.
package struct CalendarChanged: CRMEvent {
    package static let kind: EventKind = "settings.calendar_changed"
    package let version: Int

    package var document: DocumentID { .portal }
    package var payload: [String: Value] { ["VERSION": .int(Int64(version))] }
    package var timeline: TimelineLine? { nil }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .nobody }
}

/// Some setting of the portal changed.
package struct SettingsChanged: CRMEvent {
    package static let kind: EventKind = "settings.changed"

    package var document: DocumentID { .portal }
    package var payload: [String: Value] { [:] }
    package var timeline: TimelineLine? { nil }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .nobody }
}
