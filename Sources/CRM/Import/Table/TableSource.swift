import Kernel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where the bytes of a table come from; can be read several times from the start.
package struct TableSource: Sendable {
    /// Gives the next bytes, nil at the end.
    typealias Chunks = () throws -> [UInt8]?

    /// Where the whole of it lies, for formats that are not read from front to back.
    enum Place: Sendable {
        case memory([UInt8])
        case file(String)
    }

    let place: Place
    let open: @Sendable () throws -> Chunks

    private init(_ place: Place, _ open: @escaping @Sendable () throws -> Chunks) {
        self.place = place
        self.open = open
    }

    /// Bytes in memory, `chunkSize` at a time.
    package static func bytes(_ bytes: [UInt8], chunkSize: Int = 65_536) -> TableSource {
        TableSource(.memory(bytes)) {
            var place = 0
            return {
                guard place < bytes.count else { return nil }
                let end = min(place + chunkSize, bytes.count)
                defer { place = end }
                return Array(bytes[place..<end])
            }
        }
    }

    /// A file on this machine, read piece by piece: its size does not matter.
    /// - Throws on opening: `Failure.notFound` naming the path.
    package static func file(_ path: String, chunkSize: Int = 262_144) -> TableSource {
        TableSource(.file(path)) {
            let file = try OpenFile(path)
            return { try file.read(chunkSize) }
        }
    }
}

/// A file that is being read; a class, because it closes itself when the last user lets go.
private final class OpenFile {
    private let descriptor: Int32
    private let path: String

    init(_ path: String) throws {
        descriptor = Self.open(path)
        self.path = path
        if descriptor < 0 { throw Failure(.notFound, ImportTexts.noFile.with(["path": path])) }
    }

    deinit { close(descriptor) }

    func read(_ count: Int) throws -> [UInt8]? {
        let bytes = try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = try fill(buffer)
        }
        return bytes.isEmpty ? nil : bytes
    }

    private func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>) throws -> Int {
        while true {
            let read = Self.read(descriptor, buffer.baseAddress, buffer.count)
            if read >= 0 { return read }
            if errno != EINTR { throw Failure(.unavailable, ImportTexts.unreadable.with(["path": path])) }
        }
    }

    private static func open(_ path: String) -> Int32 {
        #if canImport(Glibc)
        Glibc.open(path, O_RDONLY | O_CLOEXEC)
        #else
        Darwin.open(path, O_RDONLY | O_CLOEXEC)
        #endif
    }

    private static func read(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
        #if canImport(Glibc)
        Glibc.read(descriptor, buffer, count)
        #else
        Darwin.read(descriptor, buffer, count)
        #endif
    }
}
