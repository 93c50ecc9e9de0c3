import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct AccountsTests {
    @Test func `the first user becomes the administrator and can sign in`() async throws {
        let world = try await TestPortal.make()

        let id = try await world.accounts.createFirstAdministrator(
            login: " Boss@Company.RU ", password: "long enough", profile: UserProfile(firstName: "Ольга", lastName: ""))

        let user = try await world.read { try UserStore.requireUser(id, in: $0) }
        #expect(user.isAdministrator)
        #expect(user.login == "boss@company.ru")
        let opened = try await world.signIn.signIn(
            login: "BOSS@company.ru", password: "long enough", address: "10.0.0.1", agent: "test")
        #expect(opened.session.user == id)
    }

    @Test func `several people are read in one query, those who are not there left out`() async throws {
        let world = try await TestPortal.make()
        let (one, other) = (try await world.person("one"), try await world.person("other"))
        _ = try await world.person("third")

        let found = try await world.read { reader in
            let counting = CountingReader(reader)
            let users = try UserStore.users([other, one, other, 99_999], in: counting)
            #expect(counting.queries == 1)
            return users
        }

        #expect(Set(found.keys) == [one, other] && found[one]?.id == one)
        #expect(try await world.read { try UserStore.users([], in: $0) }.isEmpty)
    }

    @Test func `of two administrators racing for the first run one wins and the other is told so`() async throws {
        let world = try await TestPortal.make()

        let outcomes = await withTaskGroup(of: Result<UserID, any Error>.self) { group in
            for number in 1...8 {
                group.addTask {
                    do {
                        return .success(
                            try await world.accounts.createFirstAdministrator(
                                login: "admin\(number)@company.ru", password: "long enough",
                                profile: UserProfile(firstName: "A", lastName: "B")))
                    } catch { return .failure(error) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }

        let failures = outcomes.compactMap { if case .failure(let error) = $0 { error as? Failure } else { nil } }
        #expect(failures.count == 7)
        #expect(failures.allSatisfy { $0.code == .conflict })
        #expect(try await world.read { try UserStore.everybody(in: $0).count } == 1)
    }

    @Test func `nothing is created when the first administrator's address is none`() async throws {
        let world = try await TestPortal.make()

        await #expect {
            try await world.accounts.createFirstAdministrator(
                login: "boss", password: "long enough", profile: UserProfile(firstName: "A", lastName: "B"))
        } throws: { ($0 as? Failure)?.field == "EMAIL" }

        #expect(try await world.read { try UserStore.isEmpty(in: $0) })
        _ = try await world.administrator()
    }

    @Test func `an invitation sets the password once and dies with its week`() async throws {
        let world = try await TestPortal.make()
        let admin = Actor.person(try await world.administrator())
        let new = NewUser(login: "nikita@prom2b.test", profile: UserProfile(firstName: "Никита", lastName: "Орлов"))
        let (user, token) = try await world.accounts.invite(new, as: admin)
        #expect(try await world.accounts.invited(by: token)?.id == user)

        #expect(try await world.accounts.accept(token, password: "my own secret") == user)

        await #expect(throws: Failure.self) { try await world.accounts.accept(token, password: "another one") }
        let again = try await world.accounts.inviteAgain(user, as: admin)
        world.clock.advance(by: .days(7))
        #expect(try await world.accounts.invited(by: again) == nil)
        await #expect(throws: Failure.self) { try await world.accounts.accept(again, password: "another one") }
        _ = try await world.signIn.signIn(
            login: "nikita@prom2b.test", password: "my own secret", address: "1", agent: "test")
    }

    @Test func `invitation secrets are not in the database`() async throws {
        let world = try await TestPortal.make()
        let admin = Actor.person(try await world.administrator())
        let (_, token) = try await world.accounts.invite(
            NewUser(login: "a@b.cd", profile: UserProfile(firstName: "A", lastName: "")), as: admin)

        let stored: String? = try await world.read { try $0.first("select token_hash from invitations") { $0.text(0) } }

        #expect(stored == token.hash)
        #expect(stored != token.text)
    }

    @Test func `changing the password asks for the old one and ends all other sessions`() async throws {
        let world = try await TestPortal.make()
        let id = try await world.administrator()
        let kept = try await world.signIn.open(for: id, address: "1", agent: "kept")
        let other = try await world.signIn.open(for: id, address: "2", agent: "other")

        await #expect {
            try await world.accounts.changePassword(of: id, from: "wrong", to: "new password", keeping: nil)
        } throws: { ($0 as? Failure)?.field == "CURRENT_PASSWORD" }
        try await world.accounts.changePassword(
            of: id, from: "correct horse", to: "new password", keeping: kept.session.id)

        #expect(try await world.signIn.session(cookie: kept.token.text) != nil)
        #expect(try await world.signIn.session(cookie: other.token.text) == nil)
    }

    @Test func `an address belongs to one person only`() async throws {
        let world = try await TestPortal.make()
        _ = try await world.administrator()

        await #expect {
            try await world.accounts.create(
                NewUser(login: "ADMIN@prom2b.test", profile: UserProfile(firstName: "A", lastName: "B")),
                password: "long enough", as: .system)
        } throws: { ($0 as? Failure)?.code == .conflict }
    }

    @Test func `people without the permission add nobody and change only themselves`() async throws {
        let world = try await TestPortal.make()
        let admin = try await world.administrator()
        let nikita = try await world.person("nikita")
        let new = NewUser(login: "x@y.zz", profile: UserProfile(firstName: "X", lastName: "Y"))

        await #expect(throws: Failure.self) {
            try await world.accounts.create(new, password: "long enough", as: .person(nikita))
        }
        await #expect(throws: Failure.self) {
            try await world.perform(as: .person(nikita)) { try UserStore.change(admin, to: new.profile, in: $0) }
        }
        try await world.perform(as: .person(nikita)) { try UserStore.change(nikita, to: new.profile, in: $0) }
        #expect(try await world.read { try UserStore.names(of: [nikita, admin], in: $0) }[nikita] == "X Y")
    }

    @Test func `a portal configurer cannot take over an administrator's account`() async throws {
        let world = try await TestPortal.make()
        let admin = try await world.administrator()
        let helper = try await world.person("helper")
        var rights = RoleRights()
        rights.permissions = [.configurePortal]
        try await world.perform { [rights] command in
            let role = try RoleStore.create(name: Text(verbatim: "Кадры"), rights: rights, in: command)
            try RoleStore.setMembers(of: role, to: [.user(helper)], in: command)
        }

        await #expect(throws: Failure.self) {
            try await world.accounts.setPassword(of: admin, to: "taken over", as: .person(helper))
        }
        await #expect(throws: Failure.self) { try await world.accounts.inviteAgain(admin, as: .person(helper)) }
        await #expect(throws: Failure.self) {
            try await world.perform(as: .person(helper)) { try UserStore.change(helper, isAdministrator: true, in: $0) }
        }
        await #expect(throws: Failure.self) {
            try await world.perform(as: .person(helper)) { try UserStore.change(admin, login: "x@y.zz", in: $0) }
        }
    }

    @Test func `a profile with a wrong time zone or without a name is refused at that field`() async throws {
        let world = try await TestPortal.make()
        let id = try await world.administrator()
        let nameless = UserProfile(firstName: "  ", lastName: "")
        let nowhere = UserProfile(firstName: "A", lastName: "B", timeZone: "../../etc/passwd")

        for (profile, field) in [(nameless, "NAME"), (nowhere, "TIME_ZONE")] {
            await #expect {
                try await world.perform { try UserStore.change(id, to: profile, in: $0) }
            } throws: { ($0 as? Failure)?.field == field }
        }
    }
}
