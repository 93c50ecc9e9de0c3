import Automation
import Crypto
import FoundationEssentials
import Glibc
import Kernel
import Schema
import Storage

/// Makes a portal's folder of an archive: beside its place, checked from end to end, and then put there by one rename. A
/// restore that fails or is interrupted leaves what was there before.
struct Restore {
    let archive: String
    /// The portal's folder.
    let folder: String
    /// What to do with a portal that is there already: it is put aside, never deleted.
    let replaces: Bool
    let clock: any WallClock

    struct Result {
        let manifest: Manifest
        /// Where the portal that was there before is now.
        let aside: String?
        /// Contents that were damaged before the backup was made.
        let damaged: [String]
    }

    /// - Throws: `Failure` that says what is wrong with the archive or the folder.
    func run() async throws -> Result {
        try refuseOccupiedFolder()
        let work = folder + ".restoring"
        try remove(work)
        do {
            try mkdirs(work)
            let contents = try explainingFullDisk { try extract(to: work) }
            try await prepare(work, contents.manifest)
            try flush(work)
            return Result(manifest: contents.manifest, aside: try place(work), damaged: contents.damaged)
        } catch {
            try remove(work)
            throw error
        }
    }

    private struct Contents {
        let manifest: Manifest
        let damaged: [String]
    }

    private func extract(to work: String) throws -> Contents {
        var tar = try TarReader(archive)
        guard let first = try tar.next(), first.name == "manifest.json" else {
            throw Failure(.invalid, BackupTexts.notABackup.with(["file": archive]))
        }
        let text = try tar.all()
        let manifest = try Manifest(json: parse(text), file: archive)
        try refuseNewer(manifest)
        var digests = ["manifest.json": hexadecimal(SHA256.hash(data: text))]
        while let entry = try tar.next() {
            if entry.name == "SHA256SUMS" {
                let sums = String(decoding: try tar.all(), as: UTF8.self)
                guard sums.split(separator: "\n").map(String.init) == lines(digests, in: sums) else { throw damaged(entry.name) }
                let bad = digests.filter { name, digest in Backup.digest(inName: name).map { $0 != digest } ?? false }
                guard digests["prom2b.sqlite"] == manifest.databaseDigest else { throw damaged("prom2b.sqlite") }
                return Contents(manifest: manifest, damaged: bad.keys.sorted())
            }
            digests[entry.name] = try write(entry, of: &tar, to: work)
        }
        throw damaged("SHA256SUMS")
    }

    /// The lines of `sums` as they must be for what was read; an entry that no line names is missing from the answer.
    private func lines(_ digests: [String: String], in sums: String) -> [String] {
        let names = sums.split(separator: "\n").map { String($0.dropFirst(66)) }
        guard Set(names) == Set(digests.keys), names.count == digests.count else { return [] }
        return names.map { "\(digests[$0] ?? "")  \($0)" }
    }

    private func write(_ entry: TarReader.Entry, of tar: inout TarReader, to work: String) throws -> String {
        let parts = entry.name.split(separator: "/", omittingEmptySubsequences: false)
        // A name may not lead out of the folder.
        guard !parts.contains(where: { $0 == ".." || $0 == "." || $0.isEmpty }) else { throw damaged(entry.name) }
        let path = work + "/" + entry.name
        try mkdirs(String(path.dropLast(parts.last!.count + 1)))
        let file = try Posix.checked("create \(path)", open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600))
        defer { close(file) }
        var hash = SHA256()
        while true {
            let piece = try tar.read(1 << 18)
            if piece.isEmpty { break }
            hash.update(data: piece)
            try Posix.write(piece, to: file)
        }
        _ = try Posix.checked("fsync \(path)", fsync(file))
        return hexadecimal(hash.finalize())
    }

    /// Checks the database, brings it up to this program's schema and closes the engine's gate.
    private func prepare(_ work: String, _ manifest: Manifest) async throws {
        let file = SQLiteFile(work + "/prom2b.sqlite")
        let damages = try file.damages()
        guard damages.isEmpty, try file.read({ try Manifest.count($0) }).elementsEqual(manifest.rows, by: ==) else {
            throw damaged("prom2b.sqlite")
        }
        let database = try SQLiteDatabase(path: file.path)
        do {
            _ = try await Migrator(migrations, clock: clock).migrate(database)
            try await Restore.mark(database, at: clock.now)
            try await database.close()
        } catch {
            try await database.close()
            throw error
        }
        try remove(file.path + ".lock")
    }

    /// Closes the gate: what is due by itself waits until an administrator has looked.
    static func mark(_ database: any Database, at now: Timestamp) async throws {
        try await database.write { try EngineHold(.restoredBackup, since: now).place(in: $0) }
    }

    /// Puts the finished folder into its place.
    /// - Returns: where the folder is that was there before.
    private func place(_ work: String) throws -> String? {
        var aside: String?
        if FileManager.default.fileExists(atPath: folder) {
            if try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty {
                _ = try Posix.checked("rmdir \(folder)", rmdir(folder))
            } else {
                let name = "\(folder).before-\(clock.now.seconds)"
                _ = try Posix.checked("rename \(folder)", rename(folder, name))
                aside = name
            }
        }
        _ = try Posix.checked("rename \(work)", rename(work, folder))
        try Posix.flushDirectory(of: folder)
        return aside
    }
}

// MARK: - Refusals
extension Restore {
    private func refuseOccupiedFolder() throws {
        guard FileManager.default.fileExists(atPath: folder) else { return }
        let database = folder + "/prom2b.sqlite"
        if FileManager.default.fileExists(atPath: database), SQLiteDatabase.isInUse(path: database) {
            throw Failure(.conflict, BackupTexts.portalRuns.with(["folder": folder]))
        }
        if try !replaces && !FileManager.default.contentsOfDirectory(atPath: folder).isEmpty {
            throw Failure(.conflict, BackupTexts.folderNotEmpty.with(["folder": folder]))
        }
    }

    private func refuseNewer(_ manifest: Manifest) throws {
        let unknown = Set(manifest.schema).subtracting(migrations.map(\.name))
        guard manifest.format <= Manifest.format, unknown.isEmpty else {
            throw Failure(.conflict, BackupTexts.newer.with(["file": archive, "what": unknown.max() ?? "\(manifest.format)"]))
        }
    }

    private func damaged(_ entry: String) -> Failure {
        Failure(.invalid, BackupTexts.damagedEntry.with(["file": archive, "entry": entry]))
    }

    private func parse(_ text: [UInt8]) throws -> JSONValue {
        do {
            return try JSONValue(parsing: String(decoding: text, as: UTF8.self))
        } catch {
            throw Failure(.invalid, BackupTexts.notABackup.with(["file": archive]))
        }
    }
}

// MARK: - Folders
extension Restore {
    private func remove(_ path: String) throws {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    }

    private func mkdirs(_ path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.unavailable, BackupTexts.diskFailed.with(["call": "mkdir \(path)", "problem": "\(error)"]))
        }
    }

    /// Flushes the folder with all folders in it; their files were flushed as they were written.
    private func flush(_ folder: String) throws {
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            var isFolder = false
            if FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder), isFolder {
                try Posix.flushDirectory(folder + "/" + name)
            }
        }
        try Posix.flushDirectory(folder)
    }
}
