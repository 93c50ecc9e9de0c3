import Crypto
import Kernel
import Storage
import Synchronization

/// One file on its way in: `write` its pieces in order, then `finish` or `discard`.
///
/// A class because it owns an open file; one that is simply dropped removes what it wrote.
package final class FileUpload: Sendable {
    private struct State {
        var digest = SHA256()
        var head: [UInt8] = []
        var size: Int64 = 0
        /// Nil once closed.
        var handle: Int32?
    }

    /// The name it will be shown under.
    package let name: String
    private let store: FileStore
    private let path: String
    private let state: Mutex<State>

    init(store: FileStore, name: String, path: String, handle: Int32) {
        self.store = store
        self.name = name
        self.path = path
        state = Mutex(State(handle: handle))
    }

    deinit {
        // Dropped half-way (the browser went away): nothing can be thrown here, and the sweep takes what stays.
        if close() { _ = Result { try Disk.remove(path) } }
    }

    /// Appends a piece.
    /// - Throws: `Failure` `.limited` naming the limit as soon as it is passed; the upload is then over.
    package func write(_ chunk: [UInt8]) async throws {
        try await store.disk.run { [self] in
            try state.withLock { state in
                guard let handle = state.handle else { return }
                state.size += Int64(chunk.count)
                guard state.size <= store.limit else {
                    let limit = String(store.limit >> 20)
                    throw Failure(.limited, FileTexts.tooLarge.with(["name": name, "limit": limit]), field: "FILE")
                }
                state.digest.update(data: chunk)
                state.head += chunk.prefix(FileType.headLength - state.head.count)
                try Disk.write(chunk, to: handle)
            }
        }
    }

    /// Checks the content, makes it durable and commits its row.
    /// - Throws: `Failure` `.invalid` when it is empty or a program.
    package func finish(as actor: Actor) async throws -> StoredFile {
        let draft: Draft
        do { draft = try await seal() } catch {
            await discard()
            throw error
        }
        store.beginAdding(draft.digest)
        defer { store.endAdding(draft.digest) }
        try await store.place(path, digest: draft.digest)
        return try await store.portal.perform(as: actor) { command in
            try FileLinks.insert(
                digest: draft.digest, name: draft.name, size: draft.size, mediaType: draft.mediaType, in: command)
        }
    }

    /// Gives up; nothing of it stays.
    package func discard() async {
        _ = close()
        do { try await store.disk.run { [path] in try Disk.remove(path) } } catch {
            // What could not be removed now is removed by the next sweep.
        }
    }

    private struct Draft: Sendable {
        let digest: String
        let name: String
        let size: Int64
        let mediaType: String
    }

    private func seal() async throws -> Draft {
        try await store.disk.run { [self] in
            let draft = try state.withLock { state in
                guard state.size > 0 else {
                    throw Failure(.invalid, FileTexts.empty.with(["name": name]), field: "FILE")
                }
                guard !FileType.isProgram(head: state.head, name: name) else {
                    throw Failure(.invalid, FileTexts.program.with(["name": name]), field: "FILE")
                }
                if let handle = state.handle { try Disk.flush(handle) }
                return Draft(
                    digest: hexadecimal(state.digest.finalize()), name: name, size: state.size,
                    mediaType: FileType.mediaType(head: state.head, name: name))
            }
            _ = close()
            return draft
        }
    }

    /// Whether it was still open.
    private func close() -> Bool {
        state.withLock { state in
            guard let handle = state.handle else { return false }
            Disk.closeFile(handle)
            state.handle = nil
            return true
        }
    }
}
