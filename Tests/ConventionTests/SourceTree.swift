// Foundation for walking the tree of sources.
import Foundation

/// The sources as the rules of the house see them.
enum SourceTree {
    static let root: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        return folder
    }()

    struct File {
        /// From the root: `Sources/CRM/Items/Item.swift`.
        let path: String
        let text: String
        var name: String { String(path.split(separator: "/").last ?? "") }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    }

    static func swiftFiles(under folder: String) throws -> [File] {
        let start = root.appendingPathComponent(folder)
        let paths = FileManager.default.subpaths(atPath: start.path) ?? []
        return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            File(path: folder + "/" + path, text: try String(contentsOf: start.appendingPathComponent(path), encoding: .utf8))
        }
    }
}
