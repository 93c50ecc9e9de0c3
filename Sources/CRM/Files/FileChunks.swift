import Kernel

/// The content of a file as a stream of pieces; memory holds one of them at a time. To be read once.
package struct FileChunks: AsyncSequence, Sendable {
    package typealias Element = [UInt8]
    private static let pieceLength: Int64 = 256 << 10

    private let disk: Disk
    private let file: OpenFile
    private let range: Range<Int64>

    init(disk: Disk, handle: Int32, range: Range<Int64>) {
        self.disk = disk
        file = OpenFile(handle: handle)
        self.range = range
    }

    /// How many bytes come.
    package var length: Int64 { Int64(range.count) }

    package func makeAsyncIterator() -> Iterator {
        Iterator(disk: disk, file: file, position: range.lowerBound, end: range.upperBound)
    }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let disk: Disk
        fileprivate let file: OpenFile
        fileprivate var position: Int64
        fileprivate let end: Int64

        package mutating func next() async throws -> [UInt8]? {
            let count = Swift.min(FileChunks.pieceLength, end - position)
            guard count > 0 else { return nil }
            let piece = try await disk.run { [file, position] in
                try Disk.read(Int(count), from: file.handle, at: position)
            }
            position += Int64(piece.count)
            return piece.isEmpty ? nil : piece
        }
    }
}

/// Closes the file when nobody reads it any more; therefore a class.
private final class OpenFile: Sendable {
    let handle: Int32
    init(handle: Int32) { self.handle = handle }
    deinit { Disk.closeFile(handle) }
}
