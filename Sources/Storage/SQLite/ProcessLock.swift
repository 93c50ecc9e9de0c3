#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A lock on `<database>.lock` that keeps a second process away from the same database. The system releases it when the
/// process ends, however it ends; the file stays, because removing it would let two processes lock two files.
struct ProcessLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `StorageError.inUse` when somebody else holds it, `.cannotOpen` when the file cannot be written.
    init(onDatabase path: String) throws {
        let file = path + ".lock"
        descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StorageError.cannotOpen(
                "Cannot open \(file): \(String(cString: strerror(errno))). The folder must exist and be writable.")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = ProcessLock.text(of: descriptor)
            close(descriptor)
            throw StorageError.inUse(
                "The database \(path) is in use by another process\(holder.isEmpty ? "" : " (\(holder))"). Stop it first."
            )
        }
        ProcessLock.replaceText(of: descriptor, by: "pid \(getpid())")
    }

    /// Unlocks before it closes: a child that is just being started still has the descriptor, and would keep the lock.
    func release() {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func text(of descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    /// The text only helps people: that it could not be written is no reason not to start.
    private static func replaceText(of descriptor: Int32, by text: String) {
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.utf8.count, 0) }
    }
}

extension SQLiteDatabase {
    /// Whether a process has the database open, this one included.
    package static func isInUse(path: String) -> Bool {
        do {
            try ProcessLock(onDatabase: path).release()
            return false
        } catch StorageError.inUse {
            return true
        } catch {
            return false
        }
    }
}
