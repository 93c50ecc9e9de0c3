import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct PortalSettingsTests {
    @Test func `a new portal works five days from nine to six in Moscow`() async throws {
        let world = try await TestPortal.make()

        let settings = try await world.read { try SettingsStore.settings(in: $0) }

        #expect(settings == (try PortalSettings.standard()))
        #expect(settings.timeZone == "Europe/Moscow")
        #expect(settings.workingHours.daysOff == [6, 7])
    }

    @Test func `what is saved is read back`() async throws {
        let world = try await TestPortal.make()
        var settings = try PortalSettings.standard()
        settings.companyName = "  Пром2Б  "
        settings.administratorEmail = "Admin@Prom2B.ru"
        settings.country = "KZ"
        settings.organisation = .community
        settings.dateStyle.order = .yearMonthDay
        settings.dateStyle.clock = .hours12
        settings.firstDayOfWeek = 7
        settings.workingHours = try WorkingHours(
            "9:00–13:00, 14:00–18:00", daysOff: [7], holidays: "1.01,2.01", movedWorkdays: "28.12.2026",
            shortened: "31.12 16:00", zone: "Asia/Almaty")
        try await world.perform { [settings] in try SettingsStore.change(to: settings, in: $0) }

        let stored = try await world.read { try SettingsStore.settings(in: $0) }

        settings.companyName = "Пром2Б"
        settings.administratorEmail = "admin@prom2b.ru"
        #expect(stored == settings)
    }

    @Test func `a holiday 32.13 is refused by name and nothing is saved`() async throws {
        let world = try await TestPortal.make()
        let form = WorkingHoursForm(
            week: Array(repeating: "9–18", count: 7), daysOff: [6, 7], holidays: "1.01,32.13", zone: "Europe/Moscow")

        await #expect {
            try await world.perform { command in
                try SettingsStore.change(in: command) { settings in
                    settings.companyName = "Half"
                    settings.workingHours = try WorkingHours.checked(form)
                }
            }
        } throws: { error in
            let failure = error as? Failure
            return failure?.code == .invalid && failure?.field == "workingHours.holidays"
                && failure?.message.russian.contains("32.13") == true
        }
        #expect(try await world.read { try SettingsStore.settings(in: $0).companyName } == "")
    }

    @Test(arguments: [
        ("administratorEmail", "somebody"), ("country", "XX"), ("firstDayOfWeek", "8"), ("companyName", "long"),
        ("workingHours.zone", "Mars/Olympus"),
    ])
    func `a wrong setting is refused at its field`(field: String, value: String) async throws {
        let world = try await TestPortal.make()

        await #expect {
            try await world.perform { command in
                try SettingsStore.change(in: command) { settings in
                    switch field {
                    case "administratorEmail": settings.administratorEmail = value
                    case "country": settings.country = value
                    case "firstDayOfWeek": settings.firstDayOfWeek = 8
                    case "companyName": settings.companyName = String(repeating: "x", count: 201)
                    default: settings.timeZone = value
                    }
                }
            }
        } throws: { ($0 as? Failure)?.field == field }
    }

    @Test func `hours without any work are refused`() async throws {
        let world = try await TestPortal.make()
        let hours = try WorkingHours(daysOff: [1, 2, 3, 4, 5, 6, 7])

        await #expect {
            try await world.perform { try SettingsStore.change(in: $0) { $0.workingHours = hours } }
        } throws: { ($0 as? Failure)?.field?.hasPrefix("workingHours") == true }
    }

    @Test func `people without the permission change nothing`() async throws {
        let world = try await TestPortal.make()
        let nikita = try await world.person("nikita")

        await #expect {
            try await world.perform(as: .person(nikita)) {
                try SettingsStore.change(in: $0) { $0.companyName = "Mine" }
            }
        } throws: { ($0 as? Failure)?.code == .forbidden }
    }

    @Test(arguments: [
        (0, "00:00", "12:00 AM"), (9 * 60 + 5, "09:05", "9:05 AM"), (720, "12:00", "12:00 PM"),
        (17 * 60 + 40, "17:40", "5:40 PM"),
    ])
    func `times are written in both formats`(minute: Int, day: String, half: String) {
        let time = LocalTime(secondOfDay: minute * 60)

        #expect(DateStyle(clock: .hours24).time(time) == day)
        #expect(DateStyle(clock: .hours12).time(time) == half)
    }
}

@Suite struct WorkingCalendarSourceTests {
    private final class Listener: EventListener {
        let versions = Collected()
        func handle(_ event: any CRMEvent, in command: Command) throws {
            if let changed = event as? CalendarChanged { versions.add(changed.version) }
        }
    }

    @Test func `changed working time gets a new version, a new calendar and an event`() async throws {
        let world = try await TestPortal.make()
        let listener = Listener()
        world.portal.listen(listener)
        let source = WorkingCalendarSource(database: world.database, clock: world.clock)
        let before = try await source.current()
        let evening = Timestamp(seconds: TestPortal.monday.seconds + 9 * 3600)  // 19:00 in Moscow
        #expect(before.version == 0 && !before.calendar.isWorking(evening))

        try await world.perform { command in
            try SettingsStore.change(in: command) { $0.workingHours = try WorkingHours("9–20") }
        }

        let after = try await source.current()
        #expect(after.version == 1)
        #expect(after.calendar.isWorking(evening))
        #expect(listener.versions.all == [1])
    }

    @Test func `other settings leave the calendar alone`() async throws {
        let world = try await TestPortal.make()
        let listener = Listener()
        world.portal.listen(listener)
        let source = WorkingCalendarSource(database: world.database, clock: world.clock)

        try await world.perform { try SettingsStore.change(in: $0) { $0.companyName = "A" } }
        try await world.perform { try SettingsStore.change(in: $0) { $0.companyName = "B" } }

        // The first save writes every setting down, working time too.
        #expect(listener.versions.all == [1])
        #expect(try await source.current().version == 1)
    }

    @Test func `a change that is rolled back does not stay in the cache`() async throws {
        let world = try await TestPortal.make()
        let source = WorkingCalendarSource(database: world.database, clock: world.clock)
        struct Undone: Error {}
        _ = try? await world.perform { command in
            try SettingsStore.change(in: command) { $0.workingHours = try WorkingHours("0:00–24:00", daysOff: []) }
            #expect(try source.current(in: command.transaction).calendar.isWorking(TestPortal.monday + .hours(12)))
            throw Undone()
        }

        #expect(try await !source.current().calendar.isWorking(TestPortal.monday + .hours(12)))
        try await world.perform { try SettingsStore.change(in: $0) { $0.workingHours = try WorkingHours("9–20") } }

        let current = try await source.current()
        #expect(current.version == 1)
        #expect(!current.calendar.isWorking(TestPortal.monday + .hours(12)))
        #expect(current.calendar.isWorking(TestPortal.monday + .hours(9)))
    }
}
