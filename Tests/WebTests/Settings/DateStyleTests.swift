import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

/// The portal's formats and a person's time zone, wherever dates are shown or typed.
@Suite struct DateStyleTests {
    @Test func `dates are written in the portal's format on every page`() async throws {
        let world = try await WebWorld.make()
        let field = FieldCode("UF_CRM_SHIP_DATE")
        let deal = try await world.deal("Pump", [field: .date(try #require(LocalDate(year: 2026, month: 12, day: 3)))])
        let task = try await world.task("Weigh", deadline: "2026-12-03 17:30")
        let browser = try await world.browser(of: world.people.manager)
        let list = "/deals?view=list&c=UF_CRM_SHIP_DATE"
        #expect(try await browser.get(list).shows("title=\"03.12.2026\""))
        _ = try await world.company.act(world.people.manager) { [items = world.company.items] command in
            try items.update(deal, [field: .date(try #require(LocalDate(year: 2026, month: 12, day: 4)))], command)
        }

        try await world.style(DateStyle(order: .monthDayYear, clock: .hours12))

        #expect(try await browser.get(list).shows("title=\"12/04/2026\""))
        let history = try await browser.get("/deals/\(deal.id)")
        #expect(history.shows("12/03/2026") && history.shows("12/04/2026") && !history.shows("03.12.2026"))
        #expect(try await browser.get("/tasks/\(task)").shows("5:30 PM"))
        #expect(try await browser.get("/").text.contains("data-clock-hours=\"12\""))
    }

    @Test func `a person in another zone sees and types their own hours, working time stays the portal's`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let task = try await world.task("Weigh", deadline: "2026-11-24 17:30")
        try await world.move(world.people.manager, to: "Asia/Vladivostok")
        let browser = try await world.browser(of: world.people.manager)

        // Moscow is seven hours behind Vladivostok.
        #expect(try await browser.get("/tasks/\(task)").shows("00:30"))
        _ = try await browser.post(
            "/deals/\(deal.id)/activities", ["kind": "todo", "subject": "Call the plant", "deadline": "2026-11-25T10:00"])
        let planned = try await world.services.portal.read { try Activity.planned(on: deal, in: $0) }

        #expect(planned.first?.deadline == (try world.company.moment("2026-11-25 03:00")))
        // The clock in the bar is the portal's: Friday, 17:40.
        #expect(try await browser.get("/").shows("17:40"))
        #expect(try await world.browser(of: world.people.head).get("/tasks/\(task)").shows("17:30"))
    }

    @Test func `a moment typed into a field is that of the person's zone`() async throws {
        let world = try await WebWorld.make()
        let field = FieldCode("UF_CRM_VISIT")
        try await world.services.portal.perform(as: .system) { [catalog = world.services.items.catalog] command in
            _ = try FieldStore(catalog).create(FieldDraft(.deal, field, type: "datetime", title: Text(verbatim: "Visit")), command)
        }
        let deal = try await world.deal("Pump")
        try await world.move(world.people.manager, to: "Asia/Vladivostok")
        let browser = try await world.browser(of: world.people.manager)

        _ = try await browser.post("/deals/\(deal.id)/fields/UF_CRM_VISIT", ["f.UF_CRM_VISIT": "2026-11-25T10:00"])

        #expect(try await world.company.item(deal).value(field) == .dateTime(try world.company.moment("2026-11-25 03:00")))
        #expect(try await browser.get("/deals/\(deal.id)").shows("25.11.2026 10:00"))
        #expect(try await world.browser(of: world.people.administrator).get("/deals/\(deal.id)").shows("25.11.2026 03:00"))
    }
}

extension WebWorld {
    fileprivate func style(_ style: DateStyle) async throws {
        try await services.portal.perform(as: .system) { try SettingsStore.change(in: $0) { $0.dateStyle = style } }
    }

    fileprivate func move(_ person: UserID, to zone: String) async throws {
        try await services.portal.perform(as: .system) { command in
            var profile = try UserStore.requireUser(person, in: command.transaction).profile
            profile.timeZone = zone
            try UserStore.change(person, to: profile, in: command)
        }
    }
}
