import Crypto
import Glibc
import Kernel

/// Reads an archive written by `TarWriter` from its beginning.
struct TarReader: ~Copyable {
    struct Entry {
        let name: String
        let size: Int
    }

    private let file: Int32
    private let path: String
    private var rest = 0
    private var padding = 0

    init(_ path: String) throws {
        self.path = path
        file = open(path, O_RDONLY | O_CLOEXEC)
        if file < 0 {
            let problem = String(cString: strerror(errno))
            throw Failure(.notFound, BackupTexts.cannotRead.with(["file": path, "problem": problem]))
        }
    }

    deinit { close(file) }

    /// The next entry; nil at the archive's end.
    /// - Throws: `Failure` when the file is no archive or ends too early.
    mutating func next() throws -> Entry? {
        while rest > 0 { _ = try read(1 << 18) }
        guard try bytes(padding).allSatisfy({ $0 == 0 }) else { throw damaged }
        let header = try bytes(512)
        if header.allSatisfy({ $0 == 0 }) { return nil }
        let sum = header.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
        guard number(header[148..<156]) == sum, header[257..<262].elementsEqual("ustar".utf8) else { throw damaged }
        let size = header[124] == 0x80 ? header[128..<136].reduce(0) { $0 << 8 | Int($1) } : number(header[124..<136])
        guard let size, size >= 0 else { throw damaged }
        rest = size
        padding = (512 - size % 512) % 512
        return Entry(name: String(decoding: header[0..<100].prefix { $0 != 0 }, as: UTF8.self), size: size)
    }

    /// The next piece of the entry, at most `count` bytes; empty at its end.
    mutating func read(_ count: Int) throws -> [UInt8] {
        let piece = try bytes(min(count, rest))
        rest -= piece.count
        return piece
    }

    /// The whole of a small entry.
    mutating func all() throws -> [UInt8] {
        guard rest <= 64 << 20 else { throw damaged }
        return try read(rest)
    }

    private func bytes(_ count: Int) throws -> [UInt8] {
        var result: [UInt8] = []
        while result.count < count {
            let piece = try Posix.read(count - result.count, from: file)
            if piece.isEmpty { throw damaged }
            result += piece
        }
        return result
    }

    private func number(_ field: ArraySlice<UInt8>) -> Int? {
        Int(String(decoding: field.drop { $0 == 32 }.prefix { (48...55).contains($0) }, as: UTF8.self), radix: 8)
    }

    private var damaged: Failure { Failure(.invalid, BackupTexts.damaged.with(["file": path])) }
}
