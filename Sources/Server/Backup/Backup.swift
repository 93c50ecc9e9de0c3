import Crypto
import FoundationEssentials
import Glibc
import Kernel
import Storage

/// Makes an archive of a portal that may be at work: database and files as one consistent whole.
///
/// The database is copied on one snapshot by a reading connection of its own; the program that works on it is neither
/// asked nor disturbed. Files come after it: their content is on the disk before the row that names it is committed.
struct Backup {
    struct Result {
        let archive: String
        let bytes: Int
        let files: Int
        /// Contents that the portal itself has lost or damaged already.
        let damaged: [String]
    }

    /// The portal's folder.
    let folder: String
    let target: String
    let now: Timestamp

    /// - Throws: `Failure` that says what to do; then there is no archive, and the target is as it was before.
    func make() throws -> Result {
        let database = folder + "/prom2b.sqlite"
        guard FileManager.default.fileExists(atPath: database) else {
            throw Failure(.notFound, ImportCommandTexts.noPortal.with(["folder": folder]))
        }
        guard !FileManager.default.fileExists(atPath: target) else {
            throw Failure(.conflict, BackupTexts.targetExists.with(["file": target]))
        }
        let copy = SQLiteFile(target + ".database")
        let leftovers = [copy.path, copy.path + "-journal"]
        leftovers.forEach { unlink($0) }
        defer { leftovers.forEach { unlink($0) } }
        return try explainingFullDisk {
            // Made first, because SQLite would let everybody read it.
            close(try Posix.checked("create \(copy.path)", open(copy.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)))
            try SQLiteFile(database).copy(to: copy.path)
            let damages = try copy.damages()
            guard damages.isEmpty else {
                throw Failure(.conflict, BackupTexts.portalDamaged.with(["problem": damages.prefix(3).joined(separator: "; ")]))
            }
            return try archive(copy)
        }
    }

    private func archive(_ copy: SQLiteFile) throws -> Result {
        var tar = try TarWriter(target, at: now)
        let manifest = try Manifest(of: copy, digest: Backup.digest(of: copy.path), at: now)
        try tar.add("manifest.json", Array(manifest.json.text.utf8))
        try tar.add("prom2b.sqlite", contentsOf: copy.path)
        var damaged: [String] = []
        var files = 0
        for name in try names() {
            // Nil: removed since the folder was looked at.
            guard let digest = try tar.add(name, contentsOf: folder + "/" + name) else { continue }
            if let expected = Backup.digest(inName: name), expected != digest { damaged.append(name) }
            files += 1
        }
        damaged += try missing(copy, besides: Set(tar.digests.map(\.name)))
        let sums = tar.digests.map { "\($0.digest)  \($0.name)\n" }.joined()
        try tar.add("SHA256SUMS", Array(sums.utf8))
        try tar.finish()
        return Result(archive: target, bytes: try Backup.size(of: target), files: files, damaged: damaged)
    }

    /// Everything in the folder but the database itself, which is copied, and uploads that are under way.
    private func names() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { name in
            var isFolder = false
            let isThere = FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
            return isThere && !isFolder && !name.hasPrefix("prom2b.sqlite") && !name.hasPrefix("files/tmp/")
        }.sorted()
    }

    /// Contents that rows of the copy name but the archive has not.
    private func missing(_ copy: SQLiteFile, besides names: Set<String>) throws -> [String] {
        let digests = try copy.read { reader in try reader.query("select distinct digest from files order by digest") { $0.text(0) } }
        return digests.map { "files/\($0.prefix(2))/\($0.dropFirst(2))" }.filter { !names.contains($0) }
    }

    /// The digest that the name of a content promises.
    static func digest(inName name: String) -> String? {
        let parts = name.split(separator: "/")
        guard parts.count == 3, parts[0] == "files", parts[1].count == 2, parts[2].count == 62 else { return nil }
        return String(parts[1] + parts[2])
    }

    static func digest(of path: String) throws -> String {
        let file = try Posix.checked("open \(path)", open(path, O_RDONLY | O_CLOEXEC))
        defer { close(file) }
        var hash = SHA256()
        while true {
            let piece = try Posix.read(1 << 18, from: file)
            if piece.isEmpty { return hexadecimal(hash.finalize()) }
            hash.update(data: piece)
        }
    }

    static func size(of path: String) throws -> Int {
        let file = try Posix.checked("open \(path)", open(path, O_RDONLY | O_CLOEXEC))
        defer { close(file) }
        return try Posix.size(of: file)
    }
}

/// SQLite's own word for a full disk becomes ours.
func explainingFullDisk<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch StorageError.diskFull {
        throw Failure(.unavailable, BackupTexts.diskFull)
    }
}
