import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

/// The counters of the rail: red what is overdue, green what has come in.
@Suite struct RailTests {
    @Test func `the rail counts a person's own overdue and incoming work, as the filters find it`() async throws {
        let world = try await WebWorld.make()
        let (manager, head) = (world.people.manager, world.people.head)
        let late = try await world.deal("Late")
        let calling = try await world.deal("Calling")
        try await world.deal("Quiet")
        let foreign = try await world.deal("Foreign", of: world.people.lawyer)
        try await world.plan(on: [late, foreign], at: "2026-11-20 10:00")
        try await world.plan(on: [calling], at: "2026-11-23 10:00")
        try await world.call(from: calling)
        try await world.task("Overdue", deadline: "2026-11-20 12:00")
        try await world.task("Later", deadline: "2026-11-27 12:00")

        let page = try await world.browser(of: manager).get("/contacts")

        #expect(page.counters("deals") == ["Просрочено: 1", "Ждут ответа: 1"])
        #expect(page.counters("tasks") == ["Просрочено: 1"])
        #expect(page.counters("leads") == [])
        #expect(try await world.browser(of: head).get("/contacts").counters("tasks") == [])
        let browser = try await world.browser(of: manager)
        #expect(try await browser.get("/deals?view=list&preset=mine&activity=overdue").count("data-row") == 1)
        #expect(try await browser.get("/deals?view=list&preset=mine&activity=incoming").count("data-row") == 1)
    }

    @Test func `an open page fetches its counters alone, each knowing its place`() async throws {
        let world = try await WebWorld.make()
        let task = try await world.task("Overdue", deadline: "2026-11-20 12:00")
        let browser = try await world.browser(of: world.people.manager)
        let page = try await browser.get("/contacts")
        #expect(page.text.contains("data-live-topic=\"bell\" hx-get=\"/counters\""))

        let before = try await browser.get("/counters", asScript: true)
        _ = try await browser.post("/tasks/\(task)/actions/complete")
        let after = try await browser.get("/counters", asScript: true)

        #expect(before.counters("tasks") == ["Просрочено: 1"])
        #expect(after.counters("tasks") == [])
        #expect(after.count("hx-swap-oob=\"true\"") == 5)
        #expect(try await world.stranger.get("/counters", asScript: true).status == 401)
    }
}

extension Answer {
    /// The labels of the counters beside an entry of the rail.
    fileprivate func counters(_ name: String) -> [String] {
        guard let start = text.firstRange(of: "id=\"rail-\(name)\"") else { return ["no place"] }
        let place = text[start.upperBound...]
        let end = place.firstRange(of: "</a>")?.lowerBound ?? place.firstRange(of: "rail-counters")?.lowerBound ?? place.endIndex
        return place[..<end].matches(of: #/ title="([^"]*)"/#).map { String($0.output.1) }
    }
}

extension WebWorld {
    fileprivate func plan(on deals: [DocumentID], at moment: String) async throws {
        let deadline = try company.moment(moment)
        let owner = people.manager
        try await company.portal.perform(as: .system) { command in
            for deal in deals {
                var draft = ActivityDraft(.todo, subject: "Call back", responsible: owner, items: [deal])
                draft.deadline = deadline
                try Activity.plan(draft, in: command)
            }
        }
    }

    fileprivate func call(from deal: DocumentID) async throws {
        try await company.portal.perform(as: .system) { command in
            var report = CallReport(.incoming, phone: "+7 495 123-45-67", outcome: .missed)
            report.item = deal
            _ = try Activity.registerCall(report, in: command)
        }
    }
}
