import Crypto
import CryptoExtras
import FoundationEssentials

/// What is stored of a password: `scrypt$15$8$3$salt$key`: N as a power of two, r, p, then salt and key in base64.
///
/// The parameters are part of it, so they can grow without invalidating anybody's password.
struct PasswordHash {
    /// How much work and memory a guess costs: N = 2^`power` rounds of `blockSize` × 128 bytes, `parallelism` times over.
    struct Cost: Hashable, Sendable {
        let power: Int
        let blockSize: Int
        let parallelism: Int
    }

    let cost: Cost
    private let salt: [UInt8]
    private let key: SymmetricKey

    /// Takes tens of milliseconds and 2^power × blockSize × 128 bytes by design: call it through `PasswordHasher`.
    init(of password: String, cost: Cost) throws {
        var generator = SystemRandomNumberGenerator()
        salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        self.cost = cost
        key = try PasswordHash.derive(password, salt: salt, cost: cost)
    }

    /// One that no password matches: for checking against nobody, at the same cost. Costs nothing itself.
    init(matchingNothingAt cost: Cost) {
        var generator = SystemRandomNumberGenerator()
        salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        self.cost = cost
        key = SymmetricKey(size: .bits256)
    }

    /// Reads the stored form; nil when it is none (a damaged row refuses every password).
    init?(stored: String) {
        let parts = stored.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "scrypt",
            let power = Int(parts[1]), (1...20).contains(power),
            let blockSize = Int(parts[2]), (1...32).contains(blockSize),
            let parallelism = Int(parts[3]), (1...16).contains(parallelism),
            let salt = Data(base64Encoded: parts[4]), let key = Data(base64Encoded: parts[5]), key.count == 32
        else { return nil }
        cost = Cost(power: power, blockSize: blockSize, parallelism: parallelism)
        self.salt = Array(salt)
        self.key = SymmetricKey(data: key)
    }

    var stored: String {
        let key = key.withUnsafeBytes { Data($0) }.base64EncodedString()
        return "scrypt$\(cost.power)$\(cost.blockSize)$\(cost.parallelism)$\(Data(salt).base64EncodedString())$\(key)"
    }

    /// `SymmetricKey` compares in constant time.
    func matches(_ password: String) throws -> Bool {
        try PasswordHash.derive(password, salt: salt, cost: cost) == key
    }

    private static func derive(_ password: String, salt: [UInt8], cost: Cost) throws -> SymmetricKey {
        try KDF.Scrypt.deriveKey(
            from: Array(password.utf8), salt: salt, outputByteCount: 32, rounds: 1 << cost.power,
            blockSize: cost.blockSize, parallelism: cost.parallelism)
    }
}
