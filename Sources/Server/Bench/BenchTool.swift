import Foundation  // NSLock
import Glibc
import Kernel
import StoragePostgres

/// A program beside the measurement, as a process of its own with its output in a pipe.
struct BenchTool {
    let pid: pid_t
    /// The end of the pipe to read from; whoever has it closes it.
    let output: Int32

    /// - Parameter path: a file, or a name that is looked for where commands are.
    init(_ path: String, _ arguments: [String], takesErrors: Bool) throws {
        var ends: [Int32] = [0, 0]
        Self.starting.lock()
        defer { Self.starting.unlock() }
        guard pipe(&ends) == 0 else { throw Self.problem("no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        do {
            pid = try Self.spawn(path, arguments, ends, takesErrors)
            output = ends[0]
        } catch {
            close(ends[0])
            throw error
        }
    }

    /// One at a time: a child that got the pipe of another and outlived it would keep it open.
    private static let starting = NSLock()

    private static func spawn(_ path: String, _ arguments: [String], _ ends: [Int32], _ takesErrors: Bool) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        if takesErrors { posix_spawn_file_actions_adddup2(&actions, ends[1], 2) }
        // The threads of Swift's tasks hear no signals, and a child would inherit that: pgbench counts time by one.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var argv = arguments.map { strdup($0) } + [nil]
        var environment = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + environment).forEach { free($0) } }
        var pid = pid_t()
        let result = posix_spawnp(&pid, path, &actions, &attributes, &argv, &environment)
        if result != 0 { throw problem("cannot start \(path): \(String(cString: strerror(result)))") }
        return pid
    }

    /// Reads to the end and waits for the process.
    /// - Returns: what it printed, and its exit code; -1 when a signal ended it.
    func finish() -> (text: String, status: Int32) {
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(output, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            text += chunk[..<count]
        }
        close(output)
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        return (String(decoding: text, as: UTF8.self), status & 0x7F == 0 ? status >> 8 & 0xFF : -1)
    }

    // MARK: The programs of PostgreSQL

    /// The first column of what a statement answers.
    static func psql(_ sql: String, _ url: PostgresURL) throws -> String {
        try run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql, url.text])
    }

    /// Runs a program to its end; what it printed, without the last line break.
    static func run(_ words: [String]) throws -> String {
        let (printed, status) = try BenchTool(words[0], words, takesErrors: true).finish()
        let text = String(printed.reversed().drop(while: \.isWhitespace).reversed())
        guard status == 0 else { throw problem("\(words[0]) ended with \(status): \(text)") }
        return text
    }

    static func problem(_ text: String) -> Failure {
        Failure(.unavailable, Text(verbatim: "bench: \(text)"))
    }
}
