import ArgumentParser
import FoundationEssentials
import Kernel
import Storage

/// Makes a backup while the portal works.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Writes database and files of a portal into one archive; the portal may be running.")

    @OptionGroup var folder: PortalFolder
    @Option(help: "The archive to write; by default prom2b-DATE.tar in the working directory.") var to: String?

    func run() async throws {
        do {
            try folder.requireSQLite()
            let now = SystemClock().now
            let name = "prom2b-\(now.iso8601.filter { $0 != ":" && $0 != "-" }).tar"
            let result = try Backup(folder: folder.data, target: to ?? name, now: now).make()
            FileHandleOutput.standardOutput.say(
                BackupTexts.made.with([
                    "file": result.archive, "megabytes": String((result.bytes + 999_999) / 1_000_000),
                    "files": String(result.files),
                ]))
            if let example = result.damaged.first {
                FileHandleOutput.standardError.say(
                    BackupTexts.damagedContents.with(["count": String(result.damaged.count), "example": example]))
            }
        } catch {
            throw explain(error)
        }
    }
}

/// Makes a portal of a backup.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Makes a portal of an archive that `prom2b backup` has written.",
        discussion: "The automation of the restored portal waits until an administrator has looked: the world has gone on since.")

    @Argument(help: "The archive.") var file: String
    @OptionGroup var folder: PortalFolder
    @Flag(help: "Puts a portal that is in the folder aside and takes its place.") var replace = false

    func run() async throws {
        do {
            try folder.requireSQLite()
            let restore = Restore(archive: file, folder: folder.data.withoutFinalSlash, replaces: replace, clock: SystemClock())
            let result = try await restore.run()
            let created = result.manifest.createdAt.iso8601
            FileHandleOutput.standardOutput.say(BackupTexts.restored.with(["folder": folder.data, "created": created]))
            if let aside = result.aside { FileHandleOutput.standardOutput.say(BackupTexts.putAside.with(["folder": aside])) }
            if let example = result.damaged.first {
                FileHandleOutput.standardError.say(
                    BackupTexts.damagedContents.with(["count": String(result.damaged.count), "example": example]))
            }
        } catch {
            throw explain(error)
        }
    }
}

/// Tells a portal that its database was restored by other means (pg_restore, a snapshot of the disk).
struct HoldAfterRestore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold-after-restore",
        abstract: "Lets automation wait for an administrator: for databases restored by other means than `prom2b restore`.")

    @OptionGroup var folder: PortalFolder

    func run() async throws {
        do {
            let clock = SystemClock()
            let database = try await folder.open(clock: clock)
            try await Restore.mark(database, at: clock.now)
            try await database.close()
            FileHandleOutput.standardOutput.say(BackupTexts.marked)
        } catch {
            throw explain(error)
        }
    }
}

extension PortalFolder {
    /// - Throws: a `Failure` that says how to copy a PostgreSQL database.
    fileprivate func requireSQLite() throws {
        if address != nil { throw Failure(.invalid, BackupTexts.wrongDatabase) }
    }
}

extension String {
    /// `data` of `data/`: the folder beside it has its name with something added.
    fileprivate var withoutFinalSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()).withoutFinalSlash : self }
}
