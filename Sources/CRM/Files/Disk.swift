import Dispatch
import Kernel

// Glibc for what FoundationEssentials has not: exclusive creation, fsync and setting times.
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A system call on a file failed.
struct DiskError: Error, CustomStringConvertible {
    let call: String
    let number: Int32

    var description: String { "\(call): \(String(cString: strerror(number)))" }
}

/// Blocking file operations, on threads outside the Swift pool. Errors are `DiskError`, a full disk is a `Failure`.
struct Disk: Sendable {
    private let queue = DispatchQueue(label: "files", attributes: .concurrent)

    func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }

    /// A new file for writing; never an existing one.
    static func create(_ path: String) throws -> Int32 {
        try checked("create", open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600))
    }

    static func openForReading(_ path: String) throws -> Int32 {
        try checked("open", open(path, O_RDONLY | O_CLOEXEC))
    }

    static func write(_ bytes: [UInt8], to file: Int32) throws {
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                #if canImport(Glibc)
                let written = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                #else
                let written = Darwin.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                #endif
                if written < 0, errno == EINTR { continue }
                _ = try checked("write", Int32(clamping: written))
                rest = rest.dropFirst(written)
            }
        }
    }

    /// Up to `count` bytes from `offset` on; fewer at the end, none after it.
    static func read(_ count: Int, from file: Int32, at offset: Int64) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var result = pread(file, buffer.baseAddress, count, off_t(offset))
            while result < 0, errno == EINTR { result = pread(file, buffer.baseAddress, count, off_t(offset)) }
            filled = Int(try checked("read", Int32(clamping: result)))
        }
    }

    static func flush(_ file: Int32) throws { _ = try checked("fsync", fsync(file)) }

    /// Makes a rename in this directory survive a loss of power.
    static func flushDirectory(_ path: String) throws {
        let directory = try checked("open", open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        defer { _ = close(directory) }
        try flush(directory)
    }

    /// Moves atomically, replacing what is there.
    static func move(_ path: String, to target: String) throws { _ = try checked("rename", rename(path, target)) }

    static func setTime(of path: String, to moment: Timestamp) throws {
        let time = timespec(tv_sec: Int(moment.seconds), tv_nsec: 0)
        _ = try checked("utimensat", utimensat(AT_FDCWD, path, [time, time], 0))
    }

    /// When it was last changed; nil when there is no such file.
    static func time(of path: String) throws -> Timestamp? {
        var status = stat()
        if lstat(path, &status) != 0, errno == ENOENT { return nil }
        #if canImport(Glibc)
        return Timestamp(seconds: Int64(status.st_mtim.tv_sec))
        #else
        return Timestamp(seconds: Int64(status.st_mtimespec.tv_sec))
        #endif
    }

    /// Removes a file; it is no error when it is gone already.
    static func remove(_ path: String) throws {
        if unlink(path) != 0, errno != ENOENT { throw DiskError(call: "unlink", number: errno) }
    }

    static func closeFile(_ file: Int32) { _ = close(file) }

    private static func checked(_ call: String, _ result: Int32) throws -> Int32 {
        guard result < 0 else { return result }
        if errno == ENOSPC || errno == EDQUOT { throw Failure(.unavailable, FileTexts.diskFull) }
        throw DiskError(call: call, number: errno)
    }
}
