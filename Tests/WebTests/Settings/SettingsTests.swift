import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct SettingsTests {
    @Test(arguments: [
        "/settings/readiness", "/settings/portal", "/settings/working-time", "/settings/roles", "/settings/constants", "/settings/fields",
        "/settings/pipelines", "/settings/forms", "/settings/roles/new", "/settings/fields/deal/new", "/settings/pipelines/new",
        "/settings/forms/new", "/settings/constants/new", "/settings/structure/new", "/settings/webhooks", "/settings/webhooks/new", "/settings/mail", "/settings/mail/new", "/people/invite", "/people/new",
    ])
    func `only those who configure the portal open its settings`(address: String) async throws {
        let world = try await WebWorld.make()

        #expect(try await world.browser(of: world.people.manager).get(address).status == 403)
        #expect(try await world.browser(of: world.people.administrator).get(address).status == 200)
    }

    @Test func `the index shows everybody only what they may open`() async throws {
        let world = try await WebWorld.make()

        let manager = try await world.browser(of: world.people.manager).get("/settings")
        let administrator = try await world.browser(of: world.people.administrator).get("/settings")

        #expect(manager.status == 200)
        #expect(manager.count("href=\"/settings/roles\"") == 0)
        #expect(manager.count("href=\"/profile\"") > 0)
        #expect(administrator.count("class=\"settings-card\"") == 16)
    }

    @Test func `readiness names what is missing and where to set it`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        try await world.company.act(world.people.administrator) { try ConstantStore.setValue(of: "Clerk", to: .null, in: $0) }

        let page = try await browser.get("/settings/readiness")

        #expect(page.count("icon-circle-alert") > 0)
        #expect(page.count("href=\"/settings/constants\"") == 5)
        #expect(page.count("href=\"/settings/working-time\"") == 3)
    }

    @Test func `portal settings are saved and a wrong e-mail stays in its field`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        func save(_ email: String) async throws -> Answer {
            try await browser.post(
                "/settings/portal",
                [
                    "companyName": "Prom & Co", "logoText": "P2B", "administratorEmail": email, "country": "RU", "organisation": "community",
                    "language": "en", "dateFormat": "YYYY-MM-DD", "timeFormat": "H:MM AM", "firstDayOfWeek": "7",
                    "workingHours.zone": "Asia/Omsk",
                ])
        }

        let refused = try await save("no address")
        let saved = try await save("boss@prom2b.test")

        #expect(refused.status == 422)
        #expect(refused.shows("value=\"no address\""))
        #expect(refused.count("id=\"field-administratorEmail-error\"") == 1)
        #expect(saved.location == "/settings/portal")
        let settings = try await world.services.portal.read { try SettingsStore.settings(in: $0) }
        #expect(settings.companyName == "Prom & Co")
        #expect(settings.timeZone == "Asia/Omsk")
        #expect(settings.organisation == .community)
        #expect(settings.dateStyle == DateStyle(order: .yearMonthDay, clock: .hours12))
        #expect(settings.firstDayOfWeek == 7)
    }

    @Test func `an impossible holiday is refused beside its field and what was typed stays`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let answer = try await browser.post("/settings/working-time", week("1.01,32.13", lunch: true))

        #expect(answer.status == 422)
        #expect(answer.count("id=\"field-workingHours.holidays-error\"") == 1)
        #expect(answer.shows("1.01,32.13"))
        #expect(answer.count("value=\"08:30\"") == 5)
        let settings = try await world.services.portal.read { try SettingsStore.settings(in: $0) }
        #expect(settings.workingHours.week[0].text == "09:00–18:00")
    }

    @Test func `working time with lunch and holidays becomes the calendar`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let answer = try await browser.post("/settings/working-time", week("1.01, 23.11.2026", lunch: true))

        #expect(answer.location == "/settings/working-time")
        let calendar = try await world.services.calendar.current().calendar
        #expect(calendar.hours.week[0].text == "08:30–12:00, 13:00–17:30")
        #expect(calendar.hours.daysOff == [6, 7])
        #expect(!calendar.isWorkingDay(try #require(LocalDate(year: 2026, month: 11, day: 23))))
    }

    @Test func `the preview follows the form without saving it`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let good = try await browser.post("/settings/working-time/preview", week("23.11.2026", lunch: false), asScript: true)
        let bad = try await browser.post("/settings/working-time/preview", week("32.13", lunch: false), asScript: true)

        #expect(good.status == 200)
        #expect(good.count("class=\"next-weekday\"") == 10)
        #expect(bad.shows("32.13"))
        #expect(bad.count("class=\"next-weekday\"") == 0)
        let settings = try await world.services.portal.read { try SettingsStore.settings(in: $0) }
        #expect(settings.workingHours.holidays.text.isEmpty || !settings.workingHours.holidays.text.contains("23.11"))
    }

    @Test func `lunch outside the working day is refused at that day`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let answer = try await browser.post(
            "/settings/working-time", ["on.1": "1", "open.1": "09:00", "close.1": "18:00", "lunchFrom.1": "19:00", "lunchTo.1": "20:00"])

        #expect(answer.status == 422)
        #expect(answer.count("week-error") == 1)
        #expect(answer.shows("value=\"19:00\""))
    }

    private func week(_ holidays: String, lunch: Bool) -> KeyValuePairs<String, String> {
        lunch
            ? [
                "on.1": "1", "open.1": "08:30", "close.1": "17:30", "lunchFrom.1": "12:00", "lunchTo.1": "13:00", "on.2": "1",
                "open.2": "08:30", "close.2": "17:30", "on.3": "1", "open.3": "08:30", "close.3": "17:30", "on.4": "1", "open.4": "08:30",
                "close.4": "17:30", "on.5": "1", "open.5": "08:30", "close.5": "17:30", "workingHours.holidays": holidays,
            ]
            : [
                "on.1": "1", "open.1": "09:00", "close.1": "18:00", "on.2": "1", "open.2": "09:00", "close.2": "18:00", "on.3": "1",
                "open.3": "09:00", "close.3": "18:00", "workingHours.holidays": holidays,
            ]
    }
}
