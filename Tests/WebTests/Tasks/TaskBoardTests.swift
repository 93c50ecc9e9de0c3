import CRM
// Foundation for finding one text before another.
import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct TaskBoardTests {
    @Test func `the board puts tasks under their deadlines`() async throws {
        let world = try await WebWorld.make()
        try await world.task("Late one", deadline: "2026-11-19 12:00")
        try await world.task("Next one", deadline: "2026-11-24 12:00")
        try await world.task("Somebody else's", responsible: world.people.lawyer)

        let board = try await world.browser(of: world.people.manager).get("/tasks")

        #expect(board.status == 200)
        #expect(board.count("class=\"column\"") == 7)
        #expect(board.shows("Late one"))
        #expect(board.shows("Next one"))
        #expect(!board.shows("Somebody else's"))
    }

    @Test func `a drop on another column moves the deadline`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump", deadline: "2026-11-20 18:00") { $0.mayChangeDeadline = true }
        let manager = try await world.browser(of: world.people.manager)

        let answer = try await manager.post("/tasks/\(id)/move", ["stage": "next_week"], asScript: true)
        let moved = try await world.found(id).deadline
        _ = try await manager.post("/tasks/\(id)/move", ["stage": "without_deadline"], asScript: true)

        #expect(answer.status == 200)
        #expect(answer.count("hx-swap-oob=\"true\"") == 7)
        #expect(try moved == world.company.moment("2026-11-27 18:00"))
        #expect(try await world.found(id).deadline == nil)
    }

    @Test func `a drop among the completed ones completes, and out of them reopens`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump") { $0.mayChangeDeadline = true }
        let manager = try await world.browser(of: world.people.manager)

        _ = try await manager.post("/tasks/\(id)/move", ["stage": "completed"], asScript: true)
        let completed = try await world.found(id).state
        _ = try await manager.post("/tasks/\(id)/move", ["stage": "today"], asScript: true)

        #expect(completed == .completed)
        let task = try await world.found(id)
        #expect(task.state == .waiting)
        #expect(task.deadline != nil)
    }

    @Test(arguments: ["overdue", "yesterday", ""])
    func `nothing can be dropped into the past or nowhere`(column: String) async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump", deadline: "2026-11-24 12:00") { $0.mayChangeDeadline = true }

        let answer = try await world.browser(of: world.people.manager).post("/tasks/\(id)/move", ["stage": column], asScript: true)

        #expect(answer.status == 422)
        #expect(try await world.found(id).deadline == world.company.moment("2026-11-24 12:00"))
    }

    @Test func `whoever may not move the deadline cannot drop`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump", deadline: "2026-11-24 12:00")

        let answer = try await world.browser(of: world.people.manager).post("/tasks/\(id)/move", ["stage": "later"], asScript: true)

        #expect(answer.status == 403)
        #expect(answer.text.contains("data-toast"))
    }

    @Test func `a column brings its further cards and its head`() async throws {
        let world = try await WebWorld.make()
        for number in 1...33 { try await world.task("Task number \(number)") }
        let manager = try await world.browser(of: world.people.manager)

        let board = try await manager.get("/tasks")
        let rest = try await manager.get("/tasks/columns/without_deadline?offset=30", asScript: true)
        let anew = try await manager.get("/tasks/columns/without_deadline?limit=33", asScript: true)

        #expect(board.count("data-card=") == 30)
        #expect(board.text.contains("/tasks/columns/without_deadline?offset=30"))
        #expect(rest.count("data-card=") == 3)
        #expect(anew.count("data-card=") == 33)
        #expect(anew.text.contains("id=\"column-head-without_deadline\" hx-swap-oob=\"true\""))
        #expect(try await manager.get("/tasks/columns/nonsense", asScript: true).status == 404)
    }

    @Test func `the list searches, sorts and shows a role`() async throws {
        let world = try await WebWorld.make()
        try await world.task("Zebra")
        try await world.task("Antelope")
        let manager = try await world.browser(of: world.people.manager)

        let sorted = try await manager.get("/tasks?view=list&sort=title")
        let found = try await manager.get("/tasks?view=list&q=ZEB")
        let given = try await manager.get("/tasks?view=list&role=given")
        let odd = try await manager.get("/tasks?view=nonsense&role=boss&state=lost&sort=colour&page=-3")

        let first = try #require(sorted.text.range(of: "Antelope")), second = try #require(sorted.text.range(of: "Zebra"))
        #expect(first.lowerBound < second.lowerBound)
        #expect(found.shows("Zebra") && !found.shows("Antelope"))
        #expect(!given.shows("Zebra"))
        #expect(odd.status == 200)
    }

    @Test(arguments: ["/tasks", "/tasks?view=list", "/"])
    func `a page takes as many queries with forty tasks as with two`(address: String) async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let browser = try await world.browser(of: world.people.manager)
        @Sendable func fill(_ draft: inout TaskDraft) {
            draft.checkList = ["One"]
            draft.items = [deal]
        }
        for day in ["2026-11-19", "2026-11-20"] { try await world.task("First", deadline: "\(day) 18:00", fill) }
        _ = try await browser.get(address)

        let few = try await QueryCounter.count { try await browser.get(address) }
        for number in 1...19 {
            for day in ["2026-11-19", "2026-11-20"] { try await world.task("Task \(number)", deadline: "\(day) 18:00", fill) }
        }
        let many = try await QueryCounter.count { try await browser.get(address) }

        #expect(many.result.shows("Task 1"))
        #expect(few.statements.count == many.statements.count)
        #expect(many.statements.count < 60)
    }
}
