import Automation
import CRM
import Kernel
import Robots
import TestSupport
import Testing

/// Administrators hear every working morning of what stopped.
@Suite struct FailureDigestTests {
    @Test func `once each working morning, while something is open`() async throws {
        let world = try await Prom2BWorld.make()
        let digest = FailureDigest(world.assembly)
        #expect(try await digest.give() == 0)
        _ = try await world.run(RobotSetting("add_product", ["name": "Unheard of"]))

        // Saturday and Sunday are days off; on Monday nobody is woken before nine.
        world.clock.advance(by: .hours(24))
        #expect(try await digest.give() == 0)
        world.clock.advance(to: try world.moment("2026-11-23 08:59"))
        #expect(try await digest.give() == 0)
        world.clock.advance(to: try world.moment("2026-11-23 09:00"))
        #expect(try await digest.give() == 1)
        #expect(try await digest.give() == 0)

        let notices = try await world.portal.read { [people = world.people] in try Notice.list(of: people.administrator, in: $0) }
        #expect(notices.first?.text.english == "Automation waits for you: 1 stopped, 0 of them since yesterday.")
        world.clock.advance(to: try world.moment("2026-11-24 12:00"))
        #expect(try await digest.give() == 1)
    }
}
