import CRM
import Kernel
import Testing

@Suite struct PasswordHashTests {
    private let hasher: PasswordHasher

    init() { hasher = PasswordHasher(power: 4, parallelism: 1) }

    @Test func `a password matches its own hash and no other`() async throws {
        let stored = try await hasher.hash("верный пароль")

        #expect(try await hasher.verify("верный пароль", against: stored))
        #expect(try await !hasher.verify("верный пароль ", against: stored))
        #expect(try await !hasher.verify("", against: stored))
    }

    @Test func `the same password is stored differently each time`() async throws {
        let first = try await hasher.hash("correct horse")
        let second = try await hasher.hash("correct horse")

        #expect(first != second)
        #expect(!first.contains("correct"))
    }

    @Test func `parameters are part of the stored hash, so stronger ones come in gradually`() async throws {
        let stored = try await hasher.hash("correct horse")
        let stronger = PasswordHasher(power: 5, parallelism: 1)

        #expect(stored.hasPrefix("scrypt$4$8$1$"))
        #expect(try await stronger.verify("correct horse", against: stored))
        #expect(stronger.isOutdated(stored))
        #expect(!hasher.isOutdated(stored))
    }

    @Test(arguments: [nil, "", "plain text", "scrypt$4$8$1$AAAA$AAAA", "scrypt$63$8$1$AAAA$AAAA", "bcrypt$4$8$1$a$b"])
    func `nobody signs in with a missing or damaged hash`(stored: String?) async throws {
        #expect(try await !hasher.verify("correct horse", against: stored))
    }

    @Test(arguments: [nil, "damaged"]) func `an unknown login costs the same derivation as a known one`(
        unknown: String?
    ) async throws {
        let stored = try await hasher.hash("correct horse")
        let before = hasher.derivations
        _ = try await hasher.verify("wrong horse", against: stored)
        let known = hasher.derivations - before

        #expect(try await !hasher.verify("wrong horse", against: unknown))

        #expect(known == 1 && hasher.derivations - before == 2)
    }

    @Test func `what is derived for an unknown login costs what a known one does`() {
        let hasher = PasswordHasher(power: 13, parallelism: 1)

        #expect(!hasher.isOutdated(hasher.decoy))
        #expect(PasswordHasher(power: 12, parallelism: 1).isOutdated(hasher.decoy))
    }

    @Test(arguments: ["", "1234567"]) func `a short password is refused with the length to reach`(password: String)
        async
    {
        await #expect {
            try await hasher.hash(password)
        } throws: { error in
            let failure = error as? Failure
            return failure?.code == .invalid && failure?.field == "PASSWORD"
                && failure?.message.russian.contains("8") == true
        }
    }

    @Test func `a password of a megabyte is refused without hashing it`() async {
        let long = String(repeating: "x", count: 1 << 20)

        await #expect(throws: Failure.self) { try await hasher.hash(long) }
        #expect((try? await hasher.verify(long, against: nil)) == false)
    }

    @Test func `a secret token shows nothing of itself when printed`() {
        let token = SecretToken()
        var dumped = ""
        dump(token, to: &dumped)

        #expect(!"\(token)".contains(token.text))
        #expect(!dumped.contains(token.text))
        #expect(token.text.utf8.count == 43)
        #expect(SecretToken("short") == nil)
        #expect(SecretToken(token.text)?.hash == token.hash)
    }
}
