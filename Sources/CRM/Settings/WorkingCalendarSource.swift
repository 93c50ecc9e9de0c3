import Kernel
import Storage
import Synchronization

/// The portal's working calendar and the version of the settings it was made from.
package struct PortalCalendar: Sendable {
    package let calendar: WorkingCalendar
    /// Grows whenever working time changes; timers remember with which they were computed. 0 until it is first set.
    package let version: Int
}

/// Hands out the current working calendar, built once per change.
///
/// Asking costs one query by key and compares the stored text, so it is right inside the transaction that changes the
/// settings, after a rollback, and on every node. A class because the calendar is shared.
package final class WorkingCalendarSource: Sendable {
    private struct Kept {
        let hours: String
        let current: PortalCalendar
    }

    private let database: any Database
    private let clock: any WallClock
    private let kept = Mutex<Kept?>(nil)

    package init(database: any Database, clock: any WallClock) {
        self.database = database
        self.clock = clock
    }

    /// The calendar as this reader sees it; also inside a transaction.
    package func current(in reader: any Reader) throws -> PortalCalendar {
        let stored = try storedHours(in: reader)
        if let kept = kept.withLock(\.self), kept.hours == stored.hours, kept.current.version == stored.version {
            return kept.current
        }
        let hours =
            try stored.hours.isEmpty
            ? WorkingHours() : WorkingHours(form: WorkingHoursForm(json: JSONValue(parsing: stored.hours)))
        let current = PortalCalendar(calendar: try WorkingCalendar(hours, around: clock.now), version: stored.version)
        kept.withLock { $0 = Kept(hours: stored.hours, current: current) }
        return current
    }

    /// The calendar as it is now.
    package func current() async throws -> PortalCalendar {
        try await database.read { [self] reader in try current(in: reader) }
    }

    /// The portal's time zone as it was last read, without a query; UTC before the first reading.
    package var lastKnownZone: TimeZoneRules { kept.withLock { $0?.current.calendar.zone } ?? .utc }

    private func storedHours(in reader: any Reader) throws -> (hours: String, version: Int) {
        let rows = try reader.query(
            "select code, value from settings where code in ($1, $2)",
            [PortalSettings.workingHoursCode, SettingsStore.calendarVersionCode]
        ) { ($0.text(0), $0.text(1)) }
        let values = Dictionary(uniqueKeysWithValues: rows)
        let version = values[SettingsStore.calendarVersionCode].flatMap { Int($0) }
        return (values[PortalSettings.workingHoursCode] ?? "", version ?? 0)
    }
}
