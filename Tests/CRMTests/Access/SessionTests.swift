import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct SessionTests {
    @Test func `a session lives thirty days from its last use`() async throws {
        let world = try await TestPortal.make()
        let opened = try await world.signIn.open(for: try await world.administrator(), address: "1", agent: "test")
        let cookie = opened.token.text

        world.clock.advance(by: .days(29))
        #expect(try await world.signIn.session(cookie: cookie) != nil)
        world.clock.advance(by: .days(29))
        #expect(try await world.signIn.session(cookie: cookie) != nil)
        world.clock.advance(by: .days(30))
        #expect(try await world.signIn.session(cookie: cookie) == nil)
    }

    @Test func `a session ends after half a year however much it is used`() async throws {
        let world = try await TestPortal.make()
        let opened = try await world.signIn.open(for: try await world.administrator(), address: "1", agent: "test")

        for _ in 1...8 {
            world.clock.advance(by: .days(22))
            #expect(try await world.signIn.session(cookie: opened.token.text) != nil)
        }

        world.clock.advance(by: .days(4))
        #expect(try await world.signIn.session(cookie: opened.token.text) == nil)
    }

    @Test func `signing out ends this session and no other`() async throws {
        let world = try await TestPortal.make()
        let user = try await world.administrator()
        let first = try await world.signIn.open(for: user, address: "1", agent: "first")
        let second = try await world.signIn.open(for: user, address: "2", agent: "second")

        try await world.signIn.signOut(cookie: first.token.text)

        #expect(try await world.signIn.session(cookie: first.token.text) == nil)
        let now = world.clock.now
        #expect(
            try await world.read { try SessionStore.sessions(of: user, at: now, in: $0) }.map(\.agent) == ["second"])
        try await world.perform { try SessionStore.endAll(of: user, except: nil, in: $0) }
        #expect(try await world.signIn.session(cookie: second.token.text) == nil)
    }

    @Test func `nobody ends another person's session from their list`() async throws {
        let world = try await TestPortal.make()
        let opened = try await world.signIn.open(for: try await world.administrator(), address: "1", agent: "test")
        let stranger = try await world.person("stranger")

        try await world.perform { try SessionStore.end(opened.session.id, of: stranger, in: $0) }

        #expect(try await world.signIn.session(cookie: opened.token.text) != nil)
    }

    @Test(arguments: ["", "x", String(repeating: "A", count: 43), String(repeating: "я", count: 43), "' or 1=1 --"])
    func `an invented cookie opens nothing`(cookie: String) async throws {
        let world = try await TestPortal.make()
        _ = try await world.signIn.open(for: try await world.administrator(), address: "1", agent: "test")

        #expect(try await world.signIn.session(cookie: cookie) == nil)
    }

    @Test func `each session has a form token of its own`() async throws {
        let world = try await TestPortal.make()
        let user = try await world.administrator()
        let first = try await world.signIn.open(for: user, address: "1", agent: "a").session
        let second = try await world.signIn.open(for: user, address: "1", agent: "b").session

        #expect(first.accepts(csrfToken: first.csrfToken))
        #expect(!first.accepts(csrfToken: second.csrfToken))
        #expect(!first.accepts(csrfToken: ""))
    }

    @Test func `neither the secret nor the password is in the database`() async throws {
        let world = try await TestPortal.make()
        let opened = try await world.signIn.open(for: try await world.administrator(), address: "1", agent: "test")

        let hash: String? = try await world.read { try $0.first("select token_hash from sessions") { $0.text(0) } }
        let password: String? = try await world.read { try $0.first("select password_hash from users") { $0.text(0) } }

        #expect(hash == opened.token.hash && hash != opened.token.text)
        #expect(password?.contains("horse") == false)
    }

    @Test func `clean-up removes what has ended and keeps the rest`() async throws {
        let world = try await TestPortal.make()
        let user = try await world.administrator()
        _ = try await world.signIn.open(for: user, address: "1", agent: "old")
        world.clock.advance(by: .days(20))
        let kept = try await world.signIn.open(for: user, address: "1", agent: "new")
        world.clock.advance(by: .days(15))

        #expect(try await world.perform { try SessionStore.removeEnded(in: $0) } == 1)
        #expect(try await world.signIn.session(cookie: kept.token.text) != nil)
    }
}
