import FoundationEssentials
import Kernel

/// Where the files for the browser lie.
package struct AssetFolders: Sendable {
    /// `css/` and `js/` of the project.
    let own: String
    /// What `bin/assets` fetched.
    let fetched: String

    /// The folders below the root of the project.
    package init(root: String) {
        own = root + "/Sources/Web/Assets"
        fetched = root + "/.assets"
    }

    /// Looks for the project's root: the folder named by `PROM2B_ASSETS`, the working directory, the folders above the
    /// executable (`.build/release/prom2b` lies below it). Throws `Failure(.unavailable)` naming the places when none is it.
    package static func locate(
        environment: [String: String], workingDirectory: String, executable: String
    ) throws(Failure) -> AssetFolders {
        let candidates = environment["PROM2B_ASSETS"].map { [$0] } ?? [workingDirectory] + parents(of: executable)
        for candidate in candidates {
            let folders = AssetFolders(root: candidate)
            let isComplete = FileManager.default.fileExists(atPath: folders.own + "/css")
                && FileManager.default.fileExists(atPath: folders.fetched + "/htmx.js")
            if isComplete { return folders }
        }
        throw Failure(.unavailable, AssetTexts.notFound.with(["place": candidates.first ?? workingDirectory]))
    }

    private static func parents(of path: String) -> [String] {
        var folders: [String] = []
        var rest = path[...]
        while let slash = rest.lastIndex(of: "/"), slash > rest.startIndex {
            rest = rest[..<slash]
            folders.append(String(rest))
        }
        return folders
    }

    func read(_ path: String) throws -> [UInt8] {
        guard FileManager.default.fileExists(atPath: path) else {
            throw Failure(.unavailable, AssetTexts.notFound.with(["place": path]))
        }
        return Array(try Data(contentsOf: URL(filePath: path)))
    }

    /// The files of a folder by name, in a fixed order.
    func list(_ folder: String, ending suffix: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(suffix) }.sorted()
    }
}
