import Kernel
import Testing

struct ServerClockTests {
    private let own = ManualClock(Timestamp(seconds: 1_000_000))
    private let boot = ManualClock(Timestamp(seconds: 50))

    @Test func `it shows the server's time, whatever becomes of the node's own clock`() async {
        let clock = ServerClock(own) { [boot] in boot.now }
        #expect(clock.now == own.now)

        await clock.ask { Timestamp(seconds: 2_000_000) }
        own.advance(by: .hours(-7))
        boot.advance(by: .seconds(10))

        #expect(clock.now == Timestamp(seconds: 2_000_010))
        #expect(clock.ownLead == own.now - Timestamp(seconds: 2_000_010))
    }

    @Test func `half of the way there and back is counted, and an answer that took too long is passed over`() async {
        let clock = ServerClock(own) { [boot] in boot.now }
        await clock.ask {
            boot.advance(by: TimeSpan(milliseconds: 200))
            return Timestamp(seconds: 2_000_000)
        }
        #expect(clock.now == Timestamp(seconds: 2_000_000) + TimeSpan(milliseconds: 100))

        await clock.ask {
            boot.advance(by: .seconds(3))
            return Timestamp(seconds: 9_000_000)
        }

        #expect(clock.now == Timestamp(seconds: 2_000_003) + TimeSpan(milliseconds: 100))
    }
}
