import FoundationEssentials
import Synchronization

/// A directory of compiled time zones, each read once.
///
/// A class because the cache is shared by all who hold the directory.
package final class ZoneDatabase: Sendable {
    /// `/usr/share/zoneinfo`
    package let path: String
    /// The release of the data (`2025b`); nil when the directory does not tell.
    package let version: String?
    private let cache = Mutex<[String: TimeZoneRules]>([:])

    /// The machine's data: `TZDIR`, else `/usr/share/zoneinfo`.
    package static let standard = ZoneDatabase(
        path: ProcessInfo.processInfo.environment["TZDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/usr/share/zoneinfo")

    package init(path: String) {
        self.path = path
        version = Self.version(in: path)
    }

    /// The rules of a zone. Throws `Failure.invalid` for a name that is no zone or leads out of the directory.
    package func rules(of identifier: String) throws -> TimeZoneRules {
        if identifier == TimeZoneRules.utc.identifier { return .utc }
        if let known = cache.withLock({ $0[identifier] }) { return known }
        guard Self.isZoneName(identifier) else { throw Self.unknown(identifier) }
        let file = "\(path)/\(identifier)"
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory), !isDirectory else {
            throw Self.unknown(identifier)
        }
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
        guard let rules = TZif.rules(identifier: identifier, bytes: bytes) else { throw Self.unknown(identifier) }
        cache.withLock { $0[identifier] = rules }
        return rules
    }

    /// Names to offer to people: `UTC`, then a city or more of every country (`zone.tab`), by name. Only `UTC` when the
    /// machine has no tz data.
    package func identifiers() throws -> [String] {
        let table = "\(path)/zone.tab"
        guard FileManager.default.fileExists(atPath: table) else { return try listedNames() }
        let names = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .compactMap { line -> String? in
                let columns = line.split(separator: "\t")
                return columns.count >= 3 ? String(columns[2]) : nil
            }
        return ["UTC"] + names.sorted()
    }

    /// Zones and links of `tzdata.zi`, for data without `zone.tab`.
    private func listedNames() throws -> [String] {
        let source = "\(path)/tzdata.zi"
        guard FileManager.default.fileExists(atPath: source) else { return ["UTC"] }
        let names = try String(contentsOfFile: source, encoding: .utf8).split(separator: "\n").compactMap {
            line -> String? in
            let words = line.split(separator: " ")
            return switch words.first {
            case "Z" where words.count > 1: String(words[1])
            case "L" where words.count > 2: String(words[2])
            default: nil
            }
        }
        return ["UTC"] + names.filter { $0.contains("/") && !$0.hasPrefix("Etc/") }.sorted()
    }

    /// Letters, digits, `_ + -` in parts joined by `/`; so there is no way up or out. `posix/` and `right/` repeat all
    /// zones, the latter with leap seconds; the others are not places.
    private static func isZoneName(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let plain = parts.allSatisfy { part in
            !part.isEmpty
                && part.allSatisfy { byte in
                    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                        || "_+-".utf8.contains(byte)
                }
        }
        let refused = ["posix", "right", "localtime", "posixrules", "Factory"]
        return plain && name.utf8.count <= 64 && !refused.contains(String(name.prefix { $0 != "/" }))
    }

    private static func unknown(_ identifier: String) -> Failure {
        Failure(.invalid, ZoneTexts.unknownZone.with(["zone": String(identifier.prefix(64))]), field: "zone")
    }

    /// `+VERSION` (BSD, macOS), else the first line of `tzdata.zi`: `# version 2025b`. An unreadable file is the same as
    /// none: the version is only for showing.
    private static func version(in path: String) -> String? {
        if let data = FileManager.default.contents(atPath: "\(path)/+VERSION") {
            return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace).first.map(String.init)
        }
        guard let data = FileManager.default.contents(atPath: "\(path)/tzdata.zi") else { return nil }
        let words = String(decoding: data.prefix(100), as: UTF8.self).prefix { $0 != "\n" }.split(separator: " ")
        return words.count == 3 && words[1] == "version" ? String(words[2]) : nil
    }
}
