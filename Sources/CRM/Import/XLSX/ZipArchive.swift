import CZip
import Kernel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A zip file that is being read; entries are unpacked piece by piece and never beyond a limit, whatever they claim.
///
/// A class because it closes itself when the last user lets go. Not to be used by two tasks at once.
final class ZipArchive {
    /// Bytes of one unpacked entry. A million rows of twenty columns stay below it.
    static let entryLimit = 1 << 30
    /// Deflate packs empty XML at most so tightly; a bomb packs a thousandfold.
    static let ratioLimit: UInt64 = 300
    /// Below this an entry may be packed as tightly as it likes.
    static let harmlessSize: UInt64 = 16 << 20

    private let archive: OpaquePointer

    /// - Throws: `Failure.invalid` for what is no whole zip file, `.notFound` for a missing file.
    init(_ source: TableSource) throws {
        switch source.place {
        case .memory(let bytes): archive = try Self.open(bytes)
        case .file(let path):
            _ = try source.open()
            var code: Int32 = 0
            guard let archive = zip_open(path, ZIP_RDONLY, &code) else { throw Failure(.invalid, TableTexts.broken) }
            self.archive = archive
        }
    }

    deinit { zip_discard(archive) }

    /// The library frees the copy when it closes.
    private static func open(_ bytes: [UInt8]) throws -> OpaquePointer {
        guard let copy = malloc(max(bytes.count, 1)) else { throw Failure(.unavailable, TableTexts.noMemory) }
        bytes.withUnsafeBytes { buffer in
            if let start = buffer.baseAddress { copy.copyMemory(from: start, byteCount: buffer.count) }
        }
        guard let source = zip_source_buffer_create(copy, zip_uint64_t(bytes.count), 1, nil) else {
            free(copy)
            throw Failure(.unavailable, TableTexts.noMemory)
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, nil) else {
            zip_source_free(source)
            throw Failure(.invalid, TableTexts.broken)
        }
        return archive
    }

    func has(_ name: String) -> Bool { zip_name_locate(archive, name, zip_flags_t(ZIP_FL_NOCASE)) >= 0 }

    /// Opens an entry; nil when there is none of this name.
    /// - Throws: `Failure.invalid` for an encrypted one, `.limited` for one that claims too much.
    func entry(_ name: String) throws -> ZipEntry? {
        let index = zip_name_locate(archive, name, zip_flags_t(ZIP_FL_NOCASE))
        if index < 0 { return nil }
        var status = zip_stat_t()
        guard zip_stat_index(archive, zip_uint64_t(index), 0, &status) == 0 else { throw Failure(.invalid, TableTexts.broken) }
        if status.encryption_method != ZIP_EM_NONE { throw Failure(.invalid, TableTexts.password) }
        let isBomb = status.size > Self.harmlessSize && status.size / max(status.comp_size, 1) > Self.ratioLimit
        if isBomb || status.size > UInt64(Self.entryLimit) { throw Failure(.limited, TableTexts.tooMuch) }
        guard let file = zip_fopen_index(archive, zip_uint64_t(index), 0) else { throw Failure(.invalid, TableTexts.broken) }
        return ZipEntry(file, of: self, size: Int(status.size))
    }
}

/// An entry that is being unpacked.
final class ZipEntry {
    private let file: OpaquePointer
    private let archive: ZipArchive
    private let size: Int
    private var taken = 0

    fileprivate init(_ file: OpaquePointer, of archive: ZipArchive, size: Int) {
        self.file = file
        self.archive = archive
        self.size = size
    }

    deinit { zip_fclose(file) }

    /// Fills the buffer and tells how many bytes came; 0 at the end.
    /// - Throws: `Failure.invalid` for damaged bytes, `.limited` for more than the entry has claimed.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = Int(zip_fread(file, buffer.baseAddress, zip_uint64_t(buffer.count)))
        if count < 0 { throw Failure(.invalid, TableTexts.broken) }
        taken += count
        if taken > size { throw Failure(.limited, TableTexts.tooMuch) }
        if count == 0, taken < size { throw Failure(.invalid, TableTexts.broken) }
        return count
    }
}
