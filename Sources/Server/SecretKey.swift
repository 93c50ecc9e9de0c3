import CRM
import FoundationEssentials
import Glibc
import Kernel

/// The key that seals the secrets of connections: the variable `PROM2B_SECRET_KEY` (all nodes of a portal share it), or
/// the file `secret.key` in the portal's folder, made at the first start and readable by its owner only.
enum SecretKey {
    static let variable = "PROM2B_SECRET_KEY"

    /// - Throws: `Failure` when the key cannot be used, without showing it.
    static func load(beside folder: String, environment: [String: String] = ProcessInfo.processInfo.environment) throws -> SecretBox {
        if let key = environment[variable], !key.isEmpty { return try SecretBox(key: key) }
        let path = folder + "/secret.key"
        if !FileManager.default.fileExists(atPath: path) { try make(path) }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return try SecretBox(key: text.filter { !$0.isWhitespace })
    }

    /// Whole and on the disk, or not there at all: a key that is half written would lock every secret away.
    private static func make(_ path: String) throws {
        let draft = path + ".new"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else { throw Failure(.unavailable, WelcomeTexts.noSecretKey.with(["path": path])) }
        defer { close(file) }
        let bytes = Array((SecretBox.newKey() + "\n").utf8)
        guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0, rename(draft, path) == 0 else {
            throw Failure(.unavailable, WelcomeTexts.noSecretKey.with(["path": path]))
        }
    }
}
