import Kernel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file of one request; a class, because it is deleted when the last user lets go.
package final class TemporaryFile: Sendable {
    package let path: String
    /// The folder for such files on this machine.
    package static var folder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

    /// - Throws: `Failure.unavailable` when none can be made.
    package init() throws {
        var template = Array("\(Self.folder)/prom2b-export-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Failure(.unavailable, ExportTexts.noPlace) }
        close(descriptor)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { unlink(path) }

    /// The bytes from the start, a piece at a time; nil at the end.
    package func contents() throws -> () throws -> [UInt8]? { try TableSource.file(path).open() }
}
