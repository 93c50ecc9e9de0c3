import Automation
import CRM
import Foundation
import Kernel
import Schema
import Storage
import TestSupport
import Testing

/// `prom2b backup` and `prom2b restore` as people run them: the program itself, on a portal that is at work.
struct BackupTests {
    @Test func `a backup under load holds whole transactions, with every file that it names`() async throws {
        let portal = try await LoadedPortal.make()
        try await portal.addFile("before.txt")
        let load = Task { try await portal.work() }
        try await eventually { portal.count >= 20 }
        // On a loaded machine it may happen that nobody gets to write meanwhile: such a backup proves nothing.
        var archive = portal.archive
        var before = portal.count
        var made = try await portal.run("backup", "--data", portal.folder, "--to", archive)
        for attempt in 1...20 where portal.count == before {
            archive = "\(portal.archive).\(attempt)"
            before = portal.count
            made = try await portal.run("backup", "--data", portal.folder, "--to", archive)
        }
        #expect(portal.count > before, "nobody wrote while the backup was made")
        portal.stop()
        try await load.value
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.first?.contains("prom2b.tar") == true)

        let restored = try await portal.run("restore", archive, "--data", portal.target)
        #expect(restored.status == 0, "\(restored.errors)")
        let database = try SQLiteDatabase(path: portal.target + "/prom2b.sqlite")
        let (left, right, digests, hold) = try await database.read { reader in
            (
                try reader.count("select count(*) from left_hand"), try reader.count("select count(*) from right_hand"),
                try reader.query("select digest from files") { $0.text(0) }, try EngineHold.current(in: reader)
            )
        }
        try await database.close()
        #expect(left == right)
        #expect(digests.count >= 1)
        for digest in digests {
            let path = "\(portal.target)/files/\(digest.prefix(2))/\(digest.dropFirst(2))"
            #expect(FileManager.default.fileExists(atPath: path), "\(digest)")
        }
        #expect(hold?.cause == .restoredBackup, "automation would send again what was sent since the backup")
        try await portal.close()
    }

    @Test func `the portal at work is not stopped, checkpointed or written to by a backup`() async throws {
        let portal = try await LoadedPortal.make()
        try await portal.write(3)
        let log = try Data(contentsOf: URL(fileURLWithPath: portal.folder + "/prom2b.sqlite-wal"))
        let file = try Data(contentsOf: URL(fileURLWithPath: portal.folder + "/prom2b.sqlite"))

        #expect(try await portal.run("backup", "--data", portal.folder, "--to", portal.archive).status == 0)

        #expect(try Data(contentsOf: URL(fileURLWithPath: portal.folder + "/prom2b.sqlite-wal")) == log)
        #expect(try Data(contentsOf: URL(fileURLWithPath: portal.folder + "/prom2b.sqlite")) == file)
        try await portal.write(1)
        try await portal.close()
    }

    @Test func `the archive is a plain tar whose sums agree`() async throws {
        let portal = try await LoadedPortal.make()
        try await portal.addFile("letter.txt")
        _ = try await portal.run("backup", "--data", portal.folder, "--to", portal.archive)
        let unpacked = portal.scratch + "/unpacked"
        try FileManager.default.createDirectory(atPath: unpacked, withIntermediateDirectories: true)

        let tar = try await portal.shell("tar xf \(portal.archive) -C \(unpacked) && cd \(unpacked) && sha256sum -c --quiet SHA256SUMS")

        #expect(tar.status == 0, "\(tar.errors)")
        try await portal.close()
    }

    @Test func `a damaged, cut or foreign archive is refused, and the place stays as it was`() async throws {
        let portal = try await LoadedPortal.make()
        try await portal.addFile("letter.txt")
        _ = try await portal.run("backup", "--data", portal.folder, "--to", portal.archive)
        try await portal.close()
        let whole = try Data(contentsOf: URL(fileURLWithPath: portal.archive))
        var attempts: [(name: String, bytes: Data)] = [
            ("half", whole.prefix(whole.count / 2)), ("nothing", Data()), ("foreign", Data("not a backup at all".utf8)),
        ]
        // A bit anywhere: in the manifest, in the database, in a file, in the sums.
        for place in stride(from: 520, to: whole.count - 1024, by: whole.count / 9) {
            var bytes = whole
            bytes[place] ^= 0x40
            attempts.append(("bit at \(place)", bytes))
        }

        let content = try #require(whole.range(of: Data("content of letter.txt".utf8)))
        var changed = whole
        changed[content.lowerBound] ^= 0x01
        attempts.append(("a letter of a file", changed))

        for (name, bytes) in attempts {
            try bytes.write(to: URL(fileURLWithPath: portal.archive + ".bad"))
            let ending = try await portal.run("restore", portal.archive + ".bad", "--data", portal.target)
            #expect(ending.status == 1, "\(name)")
            #expect(ending.errors.contains("опи"), "\(name): \(ending.errors)")
            #expect(!FileManager.default.fileExists(atPath: portal.target), "\(name)")
            #expect(!FileManager.default.fileExists(atPath: portal.target + ".restoring"), "\(name)")
        }
    }

    @Test func `a backup of a newer program is refused before anything is unpacked`() async throws {
        let portal = try await LoadedPortal.make()
        try await portal.database.write { try $0.execute("insert into schema_migrations (name, applied_at) values ('2999-01-01-999-future', 0)") }
        _ = try await portal.run("backup", "--data", portal.folder, "--to", portal.archive)

        let ending = try await portal.run("restore", portal.archive, "--data", portal.target)

        #expect(ending.status == 1)
        #expect(ending.errors.contains("2999-01-01-999-future"), "\(ending.errors)")
        try await portal.close()
    }

    @Test func `a folder with a portal is refused, or put aside when asked, and a running one is left alone`() async throws {
        let portal = try await LoadedPortal.make()
        _ = try await portal.run("backup", "--data", portal.folder, "--to", portal.archive)
        let running = try await portal.run("restore", portal.archive, "--data", portal.folder, "--replace")
        #expect(running.status == 1)
        #expect(running.errors.contains("работает"), "\(running.errors)")
        try await portal.close()

        let occupied = try await portal.run("restore", portal.archive, "--data", portal.folder)
        #expect(occupied.status == 1)
        #expect(occupied.errors.contains("не пуста"), "\(occupied.errors)")
        let replaced = try await portal.run("restore", portal.archive, "--data", portal.folder, "--replace")
        #expect(replaced.status == 0, "\(replaced.errors)")

        let names = try FileManager.default.contentsOfDirectory(atPath: portal.scratch)
        #expect(names.filter { $0.hasPrefix("portal.before-") }.count == 1, "\(names)")
    }

    /// A limit on the size of files is the full disk that every account may have.
    @Test func `a disk that is full says so, leaves no archive and no half portal`() async throws {
        let portal = try await LoadedPortal.make()
        _ = try await portal.run("backup", "--data", portal.folder, "--to", portal.archive)
        let program = ChildProcess.program("prom2b").path
        try await portal.close()

        let backup = try await portal.shell(
            "trap '' XFSZ; ulimit -f 100; \(program) backup --data \(portal.folder) --to \(portal.scratch)/second.tar")
        #expect(backup.status == 1)
        #expect(backup.errors.contains("нет места"), "\(backup.errors)")
        let restore = try await portal.shell(
            "trap '' XFSZ; ulimit -f 100; \(program) restore \(portal.archive) --data \(portal.target)")
        #expect(restore.status == 1)
        #expect(restore.errors.contains("нет места"), "\(restore.errors)")

        let names = try FileManager.default.contentsOfDirectory(atPath: portal.scratch).sorted()
        #expect(names == ["portal", "prom2b.tar"], "\(names)")
    }

    @Test func `a database restored by other means is marked by a command`() async throws {
        let portal = try await LoadedPortal.make()
        try await portal.close()

        #expect(try await portal.run("hold-after-restore", "--data", portal.folder).status == 0)

        let database = try SQLiteDatabase(path: portal.folder + "/prom2b.sqlite")
        #expect(try await database.read { try EngineHold.current(in: $0) }?.cause == .restoredBackup)
        try await database.close()
    }
}
