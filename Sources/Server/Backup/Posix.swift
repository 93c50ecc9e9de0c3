import Glibc
import Kernel

/// The calls that a backup needs to be sure that it is on the disk. Errors say which file and why; a full disk says so.
enum Posix {
    static func checked(_ call: String, _ result: Int32) throws -> Int32 {
        guard result < 0 else { return result }
        throw failure(call)
    }

    static func failure(_ call: String) -> Failure {
        if errno == ENOSPC || errno == EDQUOT || errno == EFBIG { return Failure(.unavailable, BackupTexts.diskFull) }
        let problem = String(cString: strerror(errno))
        return Failure(.unavailable, BackupTexts.diskFailed.with(["call": call, "problem": problem]))
    }

    static func write(_ bytes: [UInt8], to file: Int32) throws {
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let written = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written < 0, errno == EINTR { continue }
                if written < 0 { throw failure("write") }
                rest = rest.dropFirst(written)
            }
        }
    }

    static func read(_ count: Int, from file: Int32) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var result = Glibc.read(file, buffer.baseAddress, count)
            while result < 0, errno == EINTR { result = Glibc.read(file, buffer.baseAddress, count) }
            if result < 0 { throw failure("read") }
            filled = result
        }
    }

    static func size(of file: Int32) throws -> Int {
        var status = stat()
        _ = try checked("stat", fstat(file, &status))
        return Int(status.st_size)
    }

    /// Makes what was created or renamed in the folder of `path` survive a loss of power.
    static func flushDirectory(of path: String) throws {
        let slash = path.lastIndex(of: "/")
        try flushDirectory(slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
    }

    static func flushDirectory(_ folder: String) throws {
        let directory = try checked("open \(folder)", open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        defer { close(directory) }
        _ = try checked("fsync \(folder)", fsync(directory))
    }
}
