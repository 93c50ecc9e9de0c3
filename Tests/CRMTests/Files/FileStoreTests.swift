import CRM
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct FileStoreTests {
    private struct World {
        let portal: TestPortal
        let store: FileStore
        let folder: String

        /// The paths of all contents below the store's folder.
        func contents() throws -> [String] {
            let all = try FileManager.default.subpathsOfDirectory(atPath: folder)
            return all.filter { path in
                var isDirectory: ObjCBool = false
                return FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isDirectory)
                    && !isDirectory.boolValue
            }
        }

        func bytes(of file: StoredFile, range: Range<Int64>? = nil) async throws -> [UInt8] {
            try await store.content(of: file, range: range).reduce(into: []) { $0 += $1 }
        }
    }

    private func world(limit: Int64 = 1 << 20) async throws -> World {
        let portal = try await TestPortal.make()
        let folder = try TestDatabase.folder().appendingPathComponent("files").path
        return World(
            portal: portal, store: try FileStore(directory: folder, portal: portal.portal, limit: limit), folder: folder
        )
    }

    private let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]

    @Test func `a file comes out as it went in, in pieces and in parts`() async throws {
        let world = try await world()
        let content = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        let upload = try await world.store.upload(named: "КП №1.bin")
        for start in stride(from: 0, to: content.count, by: 100_000) {
            try await upload.write(Array(content[start..<min(start + 100_000, content.count)]))
        }
        let file = try await upload.finish(as: .system)

        #expect(file.size == 600_000)
        #expect(file.name == "КП №1.bin")
        #expect(try await world.bytes(of: file) == content)
        #expect(try await world.bytes(of: file, range: 262_100..<262_200) == Array(content[262_100..<262_200]))
        #expect(try await world.bytes(of: file, range: 599_990..<700_000) == Array(content[599_990...]))
        #expect(try await world.portal.read { try FileLinks.file(file.id, in: $0) } == file)
    }

    @Test func `the same content is on the disk once under two names`() async throws {
        let world = try await world()

        let first = try await world.store.add(named: "a.txt", bytes: Array("hello".utf8), as: .system)
        let second = try await world.store.add(named: "b.txt", bytes: Array("hello".utf8), as: .system)

        #expect(first.id != second.id && first.digest == second.digest)
        #expect(try world.contents().count == 1)
        #expect(first.digest == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
    }

    @Test(arguments: [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\a\\КП.pdf", "КП.pdf"), ("..", "файл"), ("", "файл"),
        (".htaccess", "htaccess"),
        ("a\u{0000}b\nc.txt", "abc.txt"), ("invoice\u{202E}fdp.exe.txt", "invoicefdp.exe.txt"),
        ("a<b>:\"|?*.txt", "a_b______.txt"),
        ("name. ", "name"), ("/", "файл"),
    ])
    func `names from outside are made harmless`(name: String, expected: String) {
        #expect(FileName.sanitised(name) == expected)
    }

    @Test func `a very long name keeps its extension`() {
        let name = FileName.sanitised(String(repeating: "ы", count: 500) + ".docx")

        #expect(name.count == 150)
        #expect(name.hasSuffix(".docx"))
    }

    @Test func `nothing is written outside the folder whatever the name`() async throws {
        let world = try await world()

        let file = try await world.store.add(named: "../../../tmp/evil.txt", bytes: [65], as: .system)

        #expect(file.name == "evil.txt")
        #expect(try world.contents() == ["\(file.digest.prefix(2))/\(file.digest.dropFirst(2))"])
    }

    @Test func `a file over the limit is refused while it comes in and leaves nothing`() async throws {
        let world = try await world(limit: 2 << 20)
        let chunks = AsyncStream<[UInt8]> { continuation in
            for _ in 0..<3 { continuation.yield([UInt8](repeating: 7, count: 1 << 20)) }
            continuation.finish()
        }

        await #expect {
            try await world.store.add(named: "big.bin", chunks, as: .system)
        } throws: { error in
            let failure = error as? Failure
            return failure?.code == .limited && failure?.message.russian.contains("2 МБ") == true
        }
        #expect(try world.contents().isEmpty)
        #expect(try await world.portal.read { try $0.count("select count(*) from files") } == 0)
    }

    @Test func `an empty file is refused`() async throws {
        let world = try await world()

        await #expect {
            try await world.store.add(named: "empty.txt", bytes: [], as: .system)
        } throws: { ($0 as? Failure)?.code == .invalid }
        #expect(try world.contents().isEmpty)
    }

    @Test(arguments: [
        ("setup.exe", Array("MZ".utf8) + [0x90, 0x00, 0x03]), ("photo.png", Array("MZ".utf8) + [0x90, 0x00, 0x03]),
        ("run", [0x7F, 0x45, 0x4C, 0x46, 2]), ("a.txt", Array("#!/bin/sh\nrm -rf /".utf8)),
        ("letter.pdf.vbs", Array("MsgBox 1".utf8)), ("КП.SCR", [1, 2, 3]),
    ])
    func `programs are refused by content and by name`(name: String, bytes: [UInt8]) async throws {
        let world = try await world()

        await #expect {
            try await world.store.add(named: name, bytes: bytes, as: .system)
        } throws: { ($0 as? Failure)?.field == "FILE" }
        #expect(try world.contents().isEmpty)
    }

    @Test func `an honest text that begins like a program is a text`() async throws {
        let world = try await world()

        let file = try await world.store.add(named: "note.txt", bytes: Array("MZ is a mark".utf8), as: .system)

        #expect(file.mediaType == "text/plain")
    }

    @Test func `only true pictures and PDF may be shown, everything else is downloaded`() async throws {
        let world = try await world()
        let picture = try await world.store.add(named: "фото\".png", bytes: png, as: .system)
        let script = try await world.store.add(
            named: "x.svg", bytes: Array("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>".utf8),
            as: .system)
        let page = try await world.store.add(named: "x.png", bytes: Array("<html><script>1</script>".utf8), as: .system)

        #expect(picture.mediaType == "image/png" && picture.isPicture)
        #expect(
            picture.disposition(inline: true)
                == "inline; filename=\"_____.png\"; filename*=UTF-8''%D1%84%D0%BE%D1%82%D0%BE_.png")
        #expect(picture.disposition(inline: false).hasPrefix("attachment;"))
        for dangerous in [script, page] {
            #expect(!dangerous.isSafeInline)
            #expect(dangerous.servedType == "application/octet-stream")
            #expect(dangerous.disposition(inline: true).hasPrefix("attachment;"))
        }
    }

    @Test func `office files are told apart by name inside their container`() async throws {
        let world = try await world()
        let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 0, 0]

        let document = try await world.store.add(named: "КП.DOCX", bytes: zip, as: .system)
        let archive = try await world.store.add(named: "КП.zip", bytes: zip + [1], as: .system)

        #expect(document.mediaType.hasSuffix("wordprocessingml.document"))
        #expect(archive.mediaType == "application/zip")
    }

    @Test func `the sweep removes orphans and unfinished uploads, and nothing that is used`() async throws {
        let world = try await world()
        let admin = try await world.portal.administrator()
        let used = try await world.store.add(named: "me.png", bytes: png, as: .system)
        let orphan = try await world.store.add(named: "orphan.txt", bytes: Array("orphan".utf8), as: .system)
        try await world.portal.perform { try UserStore.change(admin, photo: used.id, in: $0) }
        #expect(try await world.store.sweep() == 0)

        world.portal.clock.advance(by: .days(2))
        #expect(try await world.store.sweep() == 1)

        #expect(try await world.bytes(of: used) == png)
        #expect(try await world.portal.read { try FileLinks.file(orphan.id, in: $0) } == nil)
        #expect(try await world.portal.read { try FileLinks.owners(of: used.id, in: $0) } == [.photo(admin)])
        #expect(try world.contents().count == 1)
    }

    @Test func `a content that a second file still needs survives the first one's end`() async throws {
        let world = try await world()
        let admin = try await world.portal.administrator()
        let first = try await world.store.add(named: "a.png", bytes: png, as: .system)
        world.portal.clock.advance(by: .days(2))
        let second = try await world.store.add(named: "b.png", bytes: png, as: .system)
        try await world.portal.perform { try UserStore.change(admin, photo: second.id, in: $0) }

        #expect(try await world.store.sweep() == 0)

        #expect(try await world.portal.read { try FileLinks.file(first.id, in: $0) } == nil)
        #expect(try await world.bytes(of: second) == png)
    }

    @Test func `a content just written is not swept before its row is there`() async throws {
        let world = try await world()
        let file = try await world.store.add(named: "a.png", bytes: png, as: .system)
        try await world.portal.perform { try $0.transaction.execute("delete from files where id = $1", [file.id]) }

        #expect(try await world.store.sweep() == 0)
        world.portal.clock.advance(by: .hours(2))
        #expect(try await world.store.sweep() == 1)
        await #expect { try await world.store.content(of: file) } throws: { ($0 as? Failure)?.code == .notFound }
    }

    @Test func `a stored table is read from the disk as often as needed, and a missing one is not there`() async throws {
        let world = try await world()
        let file = try await world.store.add(named: "clients.csv", bytes: Array("Имя;Телефон\nАнна;1\n".utf8), as: .system)

        let table = try await world.store.table(of: file)
        for _ in 1...2 { #expect(try TableFormat.detect(table) == .text(CSVFormat(encoding: .utf8, separator: .semicolon))) }

        try FileManager.default.removeItem(atPath: world.folder + "/" + (try #require(try world.contents().first)))
        await #expect { try await world.store.table(of: file) } throws: { ($0 as? Failure)?.code == .notFound }
    }

    @Test func `an upload given up half-way leaves nothing`() async throws {
        let world = try await world()
        let upload = try await world.store.upload(named: "a.bin")
        try await upload.write([1, 2, 3])
        #expect(try world.contents().count == 1)

        await upload.discard()

        #expect(try world.contents().isEmpty)
    }

    @Test func `an avatar is a picture that its person uploaded, not any file of the portal`() async throws {
        let world = try await world()
        let (admin, nikita) = (try await world.portal.administrator(), try await world.portal.person("nikita"))
        let secret = try await world.store.add(named: "salary.png", bytes: png, as: .person(admin))
        let text = try await world.store.add(named: "me.png", bytes: Array("text".utf8), as: .person(nikita))
        let mine = try await world.store.add(named: "me.png", bytes: png, as: .person(nikita))

        for (file, code) in [(secret, Failure.Code.notFound), (text, .invalid)] {
            await #expect {
                try await world.portal.perform(as: .person(nikita)) {
                    try UserStore.change(nikita, photo: file.id, in: $0)
                }
            } throws: { ($0 as? Failure)?.code == code }
        }
        try await world.portal.perform(as: .person(nikita)) { try UserStore.change(nikita, photo: mine.id, in: $0) }

        #expect(try await world.portal.read { try UserStore.user(nikita, in: $0)?.photo } == mine.id)
        #expect(try await world.portal.read { try FileLinks.owners(of: secret.id, in: $0) }.isEmpty)
    }

    @Test func `files given to tasks survive the sweep`() async throws {
        let world = try await world()
        let file = try await world.store.add(named: "a.png", bytes: png, as: .system)
        try await world.portal.perform {
            try $0.transaction.execute("insert into task_files (task, file) values (7, $1)", [file.id])
        }
        world.portal.clock.advance(by: .days(2))

        #expect(try await world.store.sweep() == 0)
        #expect(try await world.portal.read { try FileLinks.owners(of: file.id, in: $0) } == [.task(TaskItemID(7))])
    }

    @Test func `attaching twice is once, and an unknown file is refused`() async throws {
        let world = try await world()
        let file = try await world.store.add(named: "a.png", bytes: png, as: .system)
        let deal = DocumentID(.deal, 7)

        try await world.portal.perform { command in
            try FileLinks.link(file.id, to: .item(deal), in: command)
            try FileLinks.link(file.id, to: .item(deal), in: command)
        }

        #expect(try await world.portal.read { try FileLinks.files(attachedTo: deal, in: $0) } == [file])
        await #expect {
            try await world.portal.perform { try FileLinks.link(FileID(999), to: .item(deal), in: $0) }
        } throws: { ($0 as? Failure)?.code == .notFound }
        try await world.portal.perform { try FileLinks.unlink(file.id, from: .item(deal), in: $0) }
        #expect(try await world.portal.read { try FileLinks.owners(of: file.id, in: $0) }.isEmpty)
    }
}
