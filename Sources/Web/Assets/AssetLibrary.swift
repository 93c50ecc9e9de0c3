import FoundationEssentials
import Kernel

/// Every file that browsers load, read once at start and kept in memory, plain and compressed.
///
/// The addresses carry a hash of the whole content (`/assets/3f2a…/app.css`), so browsers may keep the files forever and
/// a new release is seen at once. A plain folder instead of SwiftPM resources: `Bundle.module` remembers the absolute
/// path of the build folder and needs all of Foundation.
package struct AssetLibrary: Sendable {
    /// Changes whenever any file does.
    package let version: String
    private let assets: [String: Asset]

    /// Reads the style sheets and scripts of the project and what `bin/assets` fetched.
    /// Throws `Failure(.unavailable)` when something that every page needs is missing.
    package init(folders: AssetFolders) throws {
        var files: [(name: String, body: [UInt8])] = []
        files.append(("app.css", try StyleSheet.compose(folders)))
        for path in try folders.list(folders.own + "/js", ending: ".js") {
            files.append(("js/" + path, try folders.read(folders.own + "/js/" + path)))
        }
        for name in ["htmx.js", "sortable.js"] {
            files.append((name, try folders.read(folders.fetched + "/" + name)))
        }
        version = AssetLibrary.hash(of: files.flatMap { Array($0.name.utf8) + $0.body })
        assets = Dictionary(
            uniqueKeysWithValues: try files.map { ($0.name, try Asset(name: $0.name, body: $0.body)) })
    }

    package subscript(name: String) -> Asset? { assets[name] }

    package var names: [String] { assets.keys.sorted() }

    /// Where a page finds the file.
    package func address(of name: String) -> String { "/assets/\(version)/\(name)" }

    /// What the head of every page refers to.
    package var pageAssets: PageAssets {
        PageAssets(
            styleSheet: address(of: "app.css"), scripts: [address(of: "htmx.js")], module: address(of: "js/main.js"),
            preloaded: names.filter { $0.hasPrefix("js/") && $0 != "js/main.js" }.map(address(of:)))
    }

    /// Bytes that a first visit loads when the browser accepts gzip.
    package var gzippedSize: Int { assets.values.reduce(0) { $0 + ($1.gzipped ?? $1.body).count } }

    /// FNV-1a, 64 bits: tells one release from another, protects nothing.
    private static func hash(of bytes: [UInt8]) -> String {
        let hash = bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }
}

/// The addresses that the head of a page refers to.
package struct PageAssets: Sendable {
    let styleSheet: String
    let scripts: [String]
    let module: String
    /// Modules that `module` imports: named early, they load side by side.
    let preloaded: [String]
}
