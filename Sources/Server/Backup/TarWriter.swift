import Crypto
import Glibc
import Kernel

/// Writes a tar archive (POSIX.1-1988 ustar, the sizes of large files in base 256 as GNU tar does) entry by entry and
/// notes the SHA-256 of each. The archive exists under its name only when it is complete and flushed.
struct TarWriter: ~Copyable {
    private let target: String
    private let partial: String
    private let file: Int32
    private let time: Timestamp
    private(set) var digests: [(name: String, digest: String)] = []
    private var isFinished = false

    /// - Parameter time: the time of change that all entries carry.
    init(_ target: String, at time: Timestamp) throws {
        self.target = target
        self.time = time
        partial = target + ".partial"
        // A partial archive of an earlier try that was interrupted is of no use.
        unlink(partial)
        file = try Posix.checked("create \(partial)", open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600))
    }

    deinit {
        close(file)
        if !isFinished { unlink(partial) }
    }

    mutating func add(_ name: String, _ bytes: [UInt8]) throws {
        try write(header(name, bytes.count))
        try write(bytes + padding(after: bytes.count))
        digests.append((name, hexadecimal(SHA256.hash(data: bytes))))
    }

    /// Adds a file of the disk, piece by piece.
    /// - Returns: the SHA-256 of what was read; nil when there is no such file.
    @discardableResult
    mutating func add(_ name: String, contentsOf path: String) throws -> String? {
        let source = open(path, O_RDONLY | O_CLOEXEC)
        if source < 0, errno == ENOENT { return nil }
        _ = try Posix.checked("open \(path)", source)
        defer { close(source) }
        let size = try Posix.size(of: source)
        try write(header(name, size))
        var hash = SHA256()
        var rest = size
        while rest > 0 {
            let piece = try Posix.read(min(rest, 1 << 18), from: source)
            guard !piece.isEmpty else { throw Failure(.unavailable, BackupTexts.fileChanged.with(["file": path])) }
            hash.update(data: piece)
            try write(piece)
            rest -= piece.count
        }
        try write(padding(after: size))
        let digest = hexadecimal(hash.finalize())
        digests.append((name, digest))
        return digest
    }

    /// Ends the archive, flushes it and gives it its name.
    mutating func finish() throws {
        try write([UInt8](repeating: 0, count: 1024))
        _ = try Posix.checked("fsync \(partial)", fsync(file))
        _ = try Posix.checked("rename \(partial)", rename(partial, target))
        isFinished = true
        try Posix.flushDirectory(of: target)
    }

    private func write(_ bytes: [UInt8]) throws { try Posix.write(bytes, to: file) }

    private func padding(after size: Int) -> [UInt8] { [UInt8](repeating: 0, count: (512 - size % 512) % 512) }

    private func header(_ name: String, _ size: Int) throws -> [UInt8] {
        guard name.utf8.count <= 100 else { throw Failure(.invalid, BackupTexts.longName.with(["file": name])) }
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) { header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8) }
        func octal(_ number: Int, _ digits: Int) -> String {
            let text = String(number, radix: 8)
            return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
        }
        put(name, at: 0)
        put(octal(0o600, 7), at: 100)
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        if size < 1 << 33 {
            put(octal(size, 11), at: 124)
        } else {
            header[124] = 0x80
            for index in 0..<8 { header[135 - index] = UInt8(truncatingIfNeeded: size >> (8 * index)) }
        }
        put(octal(Int(time.seconds), 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar\u{0}00", at: 257)
        put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ", at: 148)
        return header
    }
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
