import Foundation
import Kernel
import Testing
import Web

/// The folders of the working tree, found from this file.
enum TestFolders {
    static var root: String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path(percentEncoded: false)
    }

    static var project: AssetFolders {
        AssetFolders(root: ProcessInfo.processInfo.environment["PROM2B_ASSETS"] ?? root)
    }
}

@Suite struct AssetLibraryTests {
    @Test func `everything a first visit loads stays below 150 KB`() throws {
        let library = try AssetLibrary(folders: TestFolders.project)

        #expect(library.gzippedSize < 150 * 1024)
        #expect(library["app.css"] != nil)
        #expect(library["js/main.js"]?.contentType == "text/javascript; charset=utf-8")
        #expect(library["js/tsconfig.json"] == nil)
    }

    @Test func `the style sheet keeps the order of layers and forbids shouting`() throws {
        let library = try AssetLibrary(folders: TestFolders.project)

        let sheet = String(decoding: try #require(library["app.css"]).body, as: UTF8.self)

        #expect(sheet.hasPrefix("@layer reset, tokens, base, layout, components, pages, states;\n"))
        #expect(!sheet.contains("!important"))
        #expect(sheet.filter { $0 == "{" }.count == sheet.filter { $0 == "}" }.count)
    }

    @Test func `every icon has its drawing`() throws {
        let sheet = String(decoding: try #require(try AssetLibrary(folders: TestFolders.project)["app.css"]).body, as: UTF8.self)

        #expect(Icon.allCases.filter { !sheet.contains(".icon-\($0.rawValue){") } == [])
    }

    @Test func `every module that is imported exists`() throws {
        let library = try AssetLibrary(folders: TestFolders.project)

        for name in library.names where name.hasPrefix("js/") {
            let source = String(decoding: library[name]?.body ?? [], as: UTF8.self)
            for line in source.split(separator: "\n") where line.contains("import") && line.contains("\"./") {
                let imported = line.split(separator: "\"").first { $0.hasPrefix("./") }.map { "js/" + $0.dropFirst(2) }
                #expect(library[imported ?? ""] != nil, "\(name): \(line)")
            }
        }
    }

    @Test func `the version changes with any file`() throws {
        let root = NSTemporaryDirectory() + "prom2b-assets-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: root) }
        for (path, content) in [
            (".assets/htmx.js", "1"), (".assets/sortable.js", "2"), (".assets/icons.css", ""),
            ("Sources/Web/Assets/css/base/a.css", "a{}"), ("Sources/Web/Assets/js/main.js", "3"),
        ] {
            try write(content, to: root + "/" + path)
        }
        let before = try AssetLibrary(folders: AssetFolders(root: root))

        try write("a{color:red}", to: root + "/Sources/Web/Assets/css/base/a.css")
        let after = try AssetLibrary(folders: AssetFolders(root: root))

        #expect(before.version != after.version)
        #expect(after.address(of: "app.css") == "/assets/\(after.version)/app.css")
    }

    @Test func `only a file of this release may be kept and a known one is not sent again`() throws {
        let library = try AssetLibrary(folders: TestFolders.project)
        func answer(_ name: String, _ version: String, _ encoding: String?, _ known: String? = nil) -> AssetAnswer {
            library.answer(name: name, version: version, acceptEncoding: encoding, ifNoneMatch: known)
        }

        #expect(answer("app.css", library.version, "br, gzip") == .found(isCompressed: true, isPermanent: true))
        #expect(answer("app.css", "old", "gzip;q=0") == .found(isCompressed: false, isPermanent: false))
        #expect(answer("app.css", library.version, nil) == .found(isCompressed: false, isPermanent: true))
        #expect(answer("app.css", library.version, nil, library.entityTag) == .notModified)
        #expect(answer("../Package.swift", library.version, nil) == .notFound)
    }

    @Test func `a missing folder is named with what to do`() throws {
        #expect {
            try AssetFolders.locate(environment: ["PROM2B_ASSETS": "/nowhere"], workingDirectory: "/", executable: "/a/b")
        } throws: { error in
            let failure = error as? Failure
            return failure?.code == .unavailable && failure?.message.russian.contains("/nowhere") == true
                && failure?.message.russian.contains("bin/assets") == true
        }
    }

    @Test func `the project is found from its executable`() throws {
        let root = TestFolders.project
        guard FileManager.default.fileExists(atPath: TestFolders.root + "/.assets/htmx.js") else { return }

        let found = try AssetFolders.locate(
            environment: [:], workingDirectory: "/", executable: TestFolders.root + "/.build/release/prom2b")

        #expect(try AssetLibrary(folders: found).version == AssetLibrary(folders: root).version)
    }

    @Test(arguments: [[], Array("a".utf8), Array(String(repeating: "слово ", count: 20_000).utf8)] as [[UInt8]])
    func `gzip makes a stream with header and length`(input: [UInt8]) throws {
        let packed = try Gzip.compress(input)

        #expect(packed.prefix(3) == [0x1f, 0x8b, 8])
        let length = packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(length == input.count)
    }

    private func write(_ content: String, to path: String) throws {
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(content.utf8).write(to: URL(filePath: path))
    }
}
