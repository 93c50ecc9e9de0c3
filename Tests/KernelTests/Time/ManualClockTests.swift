import Kernel
import Testing

@Suite struct ManualClockTests {
    private let start = Timestamp(seconds: 1_000_000)

    @Test func `time stands still until it is moved`() {
        let clock = ManualClock(start)

        #expect(clock.now == start)
        clock.advance(by: .minutes(5))
        #expect(clock.now == start + .minutes(5))
        clock.advance(to: start + .hours(2))
        #expect(clock.now == start + .hours(2))
    }

    @Test func `sleeping until the past does not sleep`() async {
        let clock = ManualClock(start)

        await clock.sleep(until: start)
        await clock.sleep(until: start - .hours(1))

        #expect(clock.nextWake == nil)
    }

    @Test func `sleepers wake when their time comes and not before`() async {
        let clock = ManualClock(start)
        let early = Task { [start] in await clock.sleep(until: start + .minutes(1)) }
        let late = Task { [start] in
            await clock.sleep(until: start + .minutes(10))
            return clock.now
        }
        await expectNextWake(clock, start + .minutes(1))

        clock.advance(by: .minutes(1))
        await early.value
        await expectNextWake(clock, start + .minutes(10))
        clock.advance(by: .minutes(8))
        #expect(clock.nextWake == start + .minutes(10))
        clock.advance(by: .minutes(1))

        #expect(await late.value == start + .minutes(10))
        #expect(clock.nextWake == nil)
    }

    @Test func `a cancelled sleeper wakes at once`() async {
        let clock = ManualClock(start)
        let sleepers = (0..<50).map { _ in Task { await clock.sleep(until: .distantFuture) } }

        for sleeper in sleepers { sleeper.cancel() }
        for sleeper in sleepers { await sleeper.value }

        #expect(clock.nextWake == nil)
    }

    @Test func `many tasks may move and read the clock at once`() async {
        let clock = ManualClock(start)

        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<100 { group.addTask { clock.advance(by: .seconds(1)) } }
        }

        #expect(clock.now == start + .seconds(100))
    }

    private func expectNextWake(_ clock: ManualClock, _ moment: Timestamp) async {
        while clock.nextWake != moment { await Task.yield() }
    }
}
