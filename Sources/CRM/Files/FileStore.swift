import FoundationEssentials
import Kernel
import Storage
import Synchronization

/// The contents of files, each stored once under its SHA-256 in a directory beside the database: `ab/cdef…`.
///
/// Content is written and flushed first, the row is committed after it: a crash in between leaves an orphan that `sweep`
/// removes, never a row without content. A class because uploads and the sweep must know of each other.
package final class FileStore: Sendable {
    /// The largest file, in bytes.
    package let limit: Int64
    let portal: Portal
    let disk = Disk()
    private let directory: String
    /// Contents that are being added right now: the sweep keeps its hands off them.
    private let busy = Mutex<[String: Int]>([:])

    /// Uses (and makes when missing) `directory`.
    package init(directory: String, portal: Portal, limit: Int64 = 100 << 20) throws {
        self.directory = directory
        self.portal = portal
        self.limit = limit
        try FileManager.default.createDirectory(atPath: directory + "/tmp", withIntermediateDirectories: true)
    }

    /// Starts an upload to be fed piece by piece, as a form's parser hands them over.
    package func upload(named name: String) async throws -> FileUpload {
        let path = directory + "/tmp/" + SecretToken().text
        let handle = try await disk.run { try Disk.create(path) }
        return FileUpload(store: self, name: FileName.sanitised(name), path: path, handle: handle)
    }

    /// Stores a whole stream.
    /// - Throws: `Failure` `.limited` when it is larger than `limit`, `.invalid` when it is empty or a program.
    package func add<Chunks: AsyncSequence>(
        named name: String, _ chunks: Chunks, as actor: Actor
    ) async throws -> StoredFile where Chunks.Element == [UInt8] {
        let upload = try await upload(named: name)
        do {
            for try await chunk in chunks { try await upload.write(chunk) }
        } catch {
            await upload.discard()
            throw error
        }
        return try await upload.finish(as: actor)
    }

    /// Stores bytes that are in memory already.
    package func add(named name: String, bytes: [UInt8], as actor: Actor) async throws -> StoredFile {
        let upload = try await upload(named: name)
        try await upload.write(bytes)
        return try await upload.finish(as: actor)
    }

    /// The content in pieces of 256 KB, or a part of it for a ranged request.
    /// - Throws: `Failure` `.notFound` when the content is missing on the disk.
    package func content(of file: StoredFile, range: Range<Int64>? = nil) async throws -> FileChunks {
        let path = try await existing(file)
        let handle = try await disk.run { try Disk.openForReading(path) }
        return FileChunks(disk: disk, handle: handle, range: (range ?? 0..<file.size).clamped(to: 0..<file.size))
    }

    /// The content as a table, to be read from the disk piece by piece and as often as needed: its size does not matter.
    /// - Throws: `Failure` `.notFound` when the content is missing on the disk.
    package func table(of file: StoredFile) async throws -> TableSource { .file(try await existing(file)) }

    private func existing(_ file: StoredFile) async throws -> String {
        let path = path(of: file.digest)
        guard try await disk.run({ try Disk.time(of: path) }) != nil else {
            throw Failure(.notFound, FileTexts.contentMissing.with(["name": file.name]))
        }
        return path
    }

    /// Puts a finished upload into its place; the same content from before is simply replaced by itself.
    func place(_ temporary: String, digest: String) async throws {
        let target = path(of: digest)
        let folder = directory + "/" + digest.prefix(2)
        let now = portal.clock.now
        try await disk.run {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Disk.setTime(of: temporary, to: now)
            try Disk.move(temporary, to: target)
            try Disk.flushDirectory(folder)
        }
    }

    func beginAdding(_ digest: String) { busy.withLock { $0[digest, default: 0] += 1 } }

    func endAdding(_ digest: String) {
        busy.withLock { busy in
            let count = (busy[digest] ?? 1) - 1
            busy[digest] = count > 0 ? count : nil
        }
    }

    func path(of digest: String) -> String { "\(directory)/\(digest.prefix(2))/\(digest.dropFirst(2))" }

    /// Removes what nobody needs any more: rows that nothing has linked to for a day, contents that have no row, uploads
    /// that never finished.
    /// - Returns: how many contents were removed from the disk.
    @discardableResult
    package func sweep() async throws -> Int {
        try await portal.perform(as: .system, .bulk) { command in
            try FileLinks.removeUnlinked(before: command.now - .days(1), in: command)
        }
        let kept = try await portal.read { reader in try FileLinks.digests(in: reader) }
        let deadline = portal.clock.now - .hours(1)
        return try await disk.run { [self] in
            let unfinished = try remove(before: deadline, in: "tmp", keeping: [])
            let folders = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.utf8.count == 2 }
            return try folders.reduce(unfinished) { try $0 + remove(before: deadline, in: $1, keeping: kept) }
        }
    }

    /// Looks at the age and removes under the lock: an upload of the same content has either announced itself by then or
    /// already made the file young.
    private func remove(before deadline: Timestamp, in folder: String, keeping kept: Set<String>) throws -> Int {
        var removed = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(folder)") {
            let digest = folder + name
            guard !kept.contains(digest) else { continue }
            try busy.withLock { busy in
                let path = "\(directory)/\(folder)/\(name)"
                guard busy[digest] == nil, let time = try Disk.time(of: path), time <= deadline else { return }
                try Disk.remove(path)
                removed += 1
            }
        }
        return removed
    }
}
