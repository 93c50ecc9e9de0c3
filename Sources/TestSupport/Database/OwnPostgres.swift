// Foundation for processes, folders and threads.
import Foundation
import Kernel
import StoragePostgres
import Synchronization

/// A PostgreSQL server that a test starts for itself, kills and starts again: with durability on, on a socket in a folder of
/// its own. It needs the installed programs and no server that runs. It ends with the process of the tests at the latest.
///
/// A killed process loses what it had not written, whatever the files are on; so the short form keeps them in memory where
/// there is room, and the long form on the disk.
package final class OwnPostgres: Sendable {
    /// Where the socket is, `.s.PGSQL.5432`.
    package let folder: String
    private let programs: String
    private let settings: [String]
    private let process = Mutex<ChildProcess?>(nil)

    /// Lays and starts a server.
    /// - Parameter settings: of `postgresql.conf`, besides those that all have.
    /// - Throws: a `Failure` when PostgreSQL is not installed or does not start.
    package static func start(_ settings: [String: String] = [:]) async throws -> OwnPostgres {
        let programs = try installed()
        let made = try await require(asItsUser("/usr/bin/env", ["mktemp", "-d", place + "/prom2b-own-pg.XXXXXX"]).ending())
        let folder = made.output.first ?? ""
        let server = OwnPostgres(folder, programs, settings)
        running.withLock { $0.append(server) }
        let laying = try asItsUser(
            programs + "/initdb",
            [
                "-D", server.data, "-U", "prom2b", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
                "--locale-provider=icu", "--icu-locale=ru", "--no-sync",
            ])
        _ = try await require(laying.ending())
        try await server.start()
        return server
    }

    private init(_ folder: String, _ programs: String, _ settings: [String: String]) {
        self.folder = folder
        self.programs = programs
        let all = [
            "listen_addresses": "", "unix_socket_directories": folder, "fsync": "on", "synchronous_commit": "on",
            "full_page_writes": "on", "max_connections": "60", "shared_buffers": "32MB",
        ].merging(settings) { $1 }
        self.settings = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }

    private var data: String { folder + "/data" }

    /// A new empty database.
    package func makeDatabase(_ name: String) async throws -> PostgresURL {
        let server = PostgresServer(try url("postgres"))
        try await TestServer.inThread { try server.create(name) }
        return try url(name)
    }

    /// The address of a database, through the server's own socket or one in another folder.
    package func url(_ name: String, through folder: String? = nil) throws -> PostgresURL {
        try PostgresURL("postgres://prom2b@/\(name)?host=\(folder ?? self.folder)")
    }

    /// Returns when the server answers.
    package func start() async throws {
        let arguments = ["-D", data] + settings.flatMap { ["-c", $0] }
        let process = try Self.asItsUser(programs + "/postgres", arguments)
        self.process.withLock { $0 = process }
        let server = PostgresServer(try url("postgres"))
        try await TestServer.inThread {
            while true {
                do {
                    return try server.command("select 1")
                } catch where !process.isOver {
                    Thread.sleep(forTimeInterval: 0.01)
                }
            }
        }
    }

    /// As `pg_ctl restart -m immediate` does: everybody is thrown out, the server recovers from its log.
    package func restartAtOnce() async throws {
        if let postmaster { _ = Foundation.kill(postmaster, SIGQUIT) }
        _ = await process.withLock { $0 }?.ending()
        try await start()
    }

    /// `kill -9` of the server with all its processes.
    package func kill() async throws {
        strike()
        _ = await process.withLock { $0 }?.ending()
    }

    /// Ends the server and removes its folder.
    package func remove() async throws {
        try await kill()
        try FileManager.default.removeItem(atPath: folder)
        Self.running.withLock { $0.removeAll { $0 === self } }
    }

    private func strike() {
        guard let postmaster else { return }
        for process in [postmaster] + Self.children(of: postmaster) { _ = Foundation.kill(process, SIGKILL) }
    }

    private var postmaster: Int32? {
        let text = try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8)
        return text?.split(separator: "\n").first.flatMap { Int32($0) }
    }

    private static func require(_ ending: ChildProcess.Ending) throws -> ChildProcess.Ending {
        if ending.status == 0 { return ending }
        throw Failure(.unavailable, Text(verbatim: "PostgreSQL for a test: \(ending.errors)"))
    }

    /// All that run; what is left of them goes with the process.
    private static let running: Mutex<[OwnPostgres]> = {
        atexit { OwnPostgres.endAll() }
        return Mutex([])
    }()

    private static func endAll() {
        for server in running.withLock({ $0 }) {
            do {
                server.strike()
                try FileManager.default.removeItem(atPath: server.folder)
            } catch {
                FileHandle.standardError.write(Data("cannot remove \(server.folder): \(error)\n".utf8))
            }
        }
    }
}

// MARK: - The programs and their processes
extension OwnPostgres {
    /// The folder of the newest installed version, 15 or later.
    private static func installed() throws -> String {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let folders =
            versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map { "/usr/lib/postgresql/\($0)/bin" }
            + (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        guard let folder = folders.first(where: { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }) else {
            throw Failure(.unavailable, Text(verbatim: "PostgreSQL is not installed: bin/test installs it"))
        }
        return folder
    }

    private static var place: String {
        let isSoak = ProcessInfo.processInfo.environment["PROM2B_SOAK"] != nil
        var memory = statvfs()
        let isRoomy = statvfs("/dev/shm", &memory) == 0 && UInt64(memory.f_bavail) * UInt64(memory.f_frsize) > 2 << 30
        return !isSoak && isRoomy ? "/dev/shm" : "/tmp"
    }

    /// PostgreSQL refuses to run as root: there its own user runs it.
    private static func asItsUser(_ program: String, _ arguments: [String]) throws -> ChildProcess {
        guard geteuid() == 0 else { return try ChildProcess(URL(fileURLWithPath: program), arguments) }
        return try ChildProcess(
            URL(fileURLWithPath: "/usr/sbin/runuser"), ["-u", "postgres", "--", program] + arguments)
    }

    private static func children(of parent: Int32) -> [Int32] {
        let numbers = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }
        return numbers.filter { Self.parent(of: $0) == parent }
    }

    private static func parent(of process: Int32) -> Int32? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        return text[text.index(after: end)...].split(separator: " ").dropFirst().first.flatMap { Int32($0) }
    }
}
