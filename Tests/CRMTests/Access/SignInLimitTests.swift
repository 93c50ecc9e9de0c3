import CRM
import Kernel
import TestSupport
import Testing

@Suite struct SignInLimitTests {
    @Test func `the eleventh try of a login within a quarter of an hour is told how long to wait`() async throws {
        let world = try await TestPortal.make()
        _ = try await world.administrator()
        let signIn = world.signIn
        for number in 1...10 {
            await #expect(throws: Failure(.unauthenticated, AccessTexts.wrongLogin, field: "PASSWORD")) {
                try await signIn.signIn(
                    login: "admin@prom2b.test", password: "guess \(number)", address: "10.0.0.\(number)", agent: "test")
            }
        }
        world.clock.advance(by: .minutes(5))

        await #expect {
            try await signIn.signIn(
                login: "ADMIN@prom2b.test", password: "correct horse", address: "10.0.1.1", agent: "test")
        } throws: { error in
            let failure = error as? Failure
            return failure?.code == .limited && failure?.message.russian.contains("10 мин") == true
        }
        world.clock.advance(by: .minutes(10))
        _ = try await signIn.signIn(
            login: "admin@prom2b.test", password: "correct horse", address: "10.0.1.1", agent: "test")
    }

    @Test func `unknown login and wrong password give the same answer`() async throws {
        let world = try await TestPortal.make()
        _ = try await world.administrator()
        let expected = Failure(.unauthenticated, AccessTexts.wrongLogin, field: "PASSWORD")

        for login in ["admin@prom2b.test", "nobody@prom2b.test", ""] {
            await #expect(throws: expected) {
                try await world.signIn.signIn(login: login, password: "wrong horse", address: "1", agent: "test")
            }
        }
    }

    @Test func `signing in forgives the login's earlier mistakes`() async throws {
        let world = try await TestPortal.make()
        _ = try await world.administrator()
        let signIn = world.signIn
        for round in 1...3 {
            for attempt in 1...9 {
                await #expect(throws: Failure.self) {
                    try await signIn.signIn(
                        login: "admin@prom2b.test", password: "wrong", address: "\(round).\(attempt)", agent: "test")
                }
            }
            _ = try await signIn.signIn(
                login: "admin@prom2b.test", password: "correct horse", address: "\(round)", agent: "test")
        }
    }

    @Test func `an office behind one address signs in as often as it likes`() async throws {
        let world = try await TestPortal.make()
        _ = try await world.administrator()
        for _ in 1...51 {
            _ = try await world.signIn.signIn(
                login: "admin@prom2b.test", password: "correct horse", address: "10.0.0.1", agent: "test")
        }
    }

    @Test func `signing in buys an address no new guesses`() async throws {
        let world = try await TestPortal.make()
        _ = try await world.administrator()
        let signIn = world.signIn
        for number in 1...50 {
            await #expect(throws: Failure(.unauthenticated, AccessTexts.wrongLogin, field: "PASSWORD")) {
                try await signIn.signIn(
                    login: "guess\(number)@prom2b.test", password: "guess", address: "10.0.0.1", agent: "test")
            }
            if number.isMultiple(of: 10), number < 50 {
                _ = try await signIn.signIn(
                    login: "admin@prom2b.test", password: "correct horse", address: "10.0.0.1", agent: "test")
            }
        }

        await #expect {
            try await signIn.signIn(
                login: "guess@prom2b.test", password: "guess", address: "10.0.0.1", agent: "test")
        } throws: { error in (error as? Failure)?.code == .limited }
    }

    @Test func `one address is stopped whichever logins it tries`() {
        let clock = ManualClock(TestPortal.monday)
        let limiter = AttemptLimiter(limit: 3, window: .minutes(15), clock: clock)
        for _ in 1...3 {
            #expect(limiter.attempt("10.0.0.1") == nil)
            clock.advance(by: .minutes(1))
        }

        #expect(limiter.attempt("10.0.0.1") == .minutes(12))
        #expect(limiter.attempt("10.0.0.2") == nil)
        clock.advance(by: .minutes(12))
        #expect(limiter.attempt("10.0.0.1") == nil)
    }

    @Test func `a clock set back does not lock anybody out`() {
        let clock = ManualClock(TestPortal.monday)
        let limiter = AttemptLimiter(limit: 1, window: .minutes(15), clock: clock)
        #expect(limiter.attempt("a") == nil)

        clock.advance(by: .days(-30))

        #expect(limiter.attempt("a") == nil)
    }

    @Test func `a flood of keys does not fill the memory or free the one that is limited`() {
        let clock = ManualClock(TestPortal.monday)
        let limiter = AttemptLimiter(limit: 1, window: .minutes(15), clock: clock, capacity: 100)
        for number in 0..<1000 {
            clock.advance(by: .seconds(1))
            #expect(limiter.attempt("key \(number)") == nil)
        }

        #expect(limiter.attempt("key 999") != nil)
    }
}
