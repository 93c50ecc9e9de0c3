import Kernel
import Storage
import Synchronization

/// The portal's working calendar and the version of the settings it was made from.
package struct PortalCalendar: Sendable {
    package let calendar: WorkingCalendar
    /// Grows whenever working time changes; timers remember with which they were computed. 0 until it is first set.
    package let version: Int
    /// How the portal writes dates, in its own time zone.
    package let dates: DateSetting
    package let settings: PortalSettings
}

/// Hands out the current working calendar, built once per change.
///
/// Asking costs one query by key and compares the stored text, so it is right inside the transaction that changes the
/// settings, after a rollback, and on every node. A class because the calendar is shared.
package final class WorkingCalendarSource: Sendable {
    private struct Kept {
        /// The rows of the settings by code, as they are stored.
        let rows: [String: String]
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
        let rows = try storedRows(in: reader)
        if let kept = kept.withLock(\.self), kept.rows == rows { return kept.current }
        let settings = try PortalSettings(stored: rows.mapValues { try JSONValue(parsing: $0) })
        let calendar = try WorkingCalendar(settings.workingHours, around: clock.now)
        let current = PortalCalendar(
            calendar: calendar, version: rows[SettingsStore.calendarVersionCode].flatMap { Int($0) } ?? 0,
            dates: DateSetting(zone: calendar.zone, style: settings.dateStyle), settings: settings)
        kept.withLock { $0 = Kept(rows: rows, current: current) }
        return current
    }

    /// The calendar as it is now.
    package func current() async throws -> PortalCalendar {
        try await database.read { [self] reader in try current(in: reader) }
    }

    /// How the portal writes dates, as last read, without a query; UTC before the first reading.
    package var lastKnownDates: DateSetting { kept.withLock { $0?.current.dates } ?? DateSetting() }

    private func storedRows(in reader: any Reader) throws -> [String: String] {
        let rows = try reader.query("select code, value from settings") { ($0.text(0), $0.text(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}
