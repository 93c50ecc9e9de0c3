import CRM
import Kernel
import Testing
import TestSupport

/// process.md, section 8, first half: nobody answers five times. The working day is 9–18; the lead arrives on Friday at 17:40.
@Suite struct FiveCallAttemptsTests {
    @Test func `a lead that nobody answers is called five times at the right working moments and closed as unreachable`() async throws {
        let world = try await Prom2BWorld.make()
        let lead = try await world.receiveRequest("Compressor")

        try await distribute(lead, at: "2026-11-20 17:45", world)
        try await noAnswer(lead, at: "2026-11-20 17:50", world)
        try await noAnswer(lead, at: "2026-11-23 09:05", world)
        try await noAnswer(lead, at: "2026-11-23 09:20", world)
        try await noAnswer(lead, at: "2026-11-23 09:40", world)
        try await noAnswer(lead, at: "2026-11-23 17:50", world)

        let stages = try await world.stages(lead)
        #expect(stages == [
            "NEW 2026-11-20 17:40", "IN_PROCESS 2026-11-20 17:45",
            // 30 minutes after receipt is 18:10, after the working day: Monday at nine.
            "NO_ANSWER 2026-11-20 17:50", "IN_PROCESS 2026-11-23 09:00",
            // An hour and a day after receipt have passed by now: at once.
            "NO_ANSWER 2026-11-23 09:05", "IN_PROCESS 2026-11-23 09:05",
            "NO_ANSWER 2026-11-23 09:20", "IN_PROCESS 2026-11-23 09:20",
            // Three days after receipt is Monday, 17:40.
            "NO_ANSWER 2026-11-23 09:40", "IN_PROCESS 2026-11-23 17:40",
            "NO_ANSWER 2026-11-23 17:50", "UNREACHABLE 2026-11-23 17:50",
        ])
        let deadlines = try await world.calls(lead).map { $0.suffix(16) }
        #expect(deadlines == ["2026-11-20 17:45", "2026-11-23 09:00", "2026-11-23 09:05", "2026-11-23 09:20", "2026-11-23 17:40"])
        #expect(try await world.item(lead).value("UF_CRM_CALL_ATTEMPT") == .int(5))
        #expect(try await world.item(lead).isClosed)
    }

    @Test func `a lead put back into work starts its attempts again`() async throws {
        let world = try await Prom2BWorld.make()
        let lead = try await world.receiveRequest("Compressor")
        try await distribute(lead, at: "2026-11-20 17:45", world)
        try await noAnswer(lead, at: "2026-11-20 17:50", world)
        try await world.pass(until: world.moment("2026-11-23 10:00"))
        try await world.move(lead, to: "UNREACHABLE")

        try await distribute(lead, at: "2026-11-24 11:00", world)
        try await noAnswer(lead, at: "2026-11-24 11:10", world)
        try await world.pass(until: world.moment("2026-11-24 12:00"))

        #expect(try await world.item(lead).value("UF_CRM_CALL_ATTEMPT") == .int(1))
        let last = try await world.stages(lead).suffix(3)
        #expect(Array(last) == ["IN_PROCESS 2026-11-24 11:00", "NO_ANSWER 2026-11-24 11:10", "IN_PROCESS 2026-11-24 11:30"])
    }

    @Test func `an undistributed lead reminds the responsible after thirty working minutes and the head after two working hours`() async throws {
        let world = try await Prom2BWorld.make()
        _ = try await world.receiveRequest("Compressor")

        try await world.pass(until: world.moment("2026-11-24 09:00"))

        #expect(try await world.notices(of: world.people.manager).contains("robot 2026-11-23 09:10"))
        #expect(try await world.notices(of: world.people.head) == ["control 2026-11-23 10:40"])
    }

    private func distribute(_ lead: DocumentID, at moment: String, _ world: Prom2BWorld) async throws {
        try await world.pass(until: world.moment(moment))
        try await world.move(lead, to: "IN_PROCESS")
    }

    private func noAnswer(_ lead: DocumentID, at moment: String, _ world: Prom2BWorld) async throws {
        try await world.pass(until: world.moment(moment))
        try await world.move(lead, to: "NO_ANSWER", by: world.people.administrator)
    }
}
