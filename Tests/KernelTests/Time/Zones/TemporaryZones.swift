import Foundation
import Kernel
import Testing

/// A directory of time zones that goes away with the test.
final class TemporaryZones {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "zones-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func write(_ name: String, _ data: some Sequence<UInt8>) throws {
        try Data(data).write(to: URL(filePath: "\(path)/\(name)"))
    }

    /// The zone that a file without transitions and with this rule at its end makes.
    func rules(footer: String) throws -> TimeZoneRules {
        let counts: [UInt8] = [0, 0, 0, 0, 1, 1].flatMap { [0, 0, 0, $0] as [UInt8] }
        let block = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts + [UInt8](repeating: 0, count: 7)
        try write("Made", block + block + Array("\n\(footer)\n".utf8))
        return try ZoneDatabase(path: path).rules(of: "Made")
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: path) } catch { Issue.record(error) }
    }
}
