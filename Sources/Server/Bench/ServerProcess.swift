import FoundationEssentials
import Glibc
import Kernel

/// `prom2b serve` as a process of its own, as users run it: its memory is its own, and so is the time it takes to start.
final class ServerProcess {
    let port: Int
    private let pid: pid_t
    private let output: Int32
    private var isRunning = true

    /// Starts this very program on a portal and waits until it says where it listens, a minute at most.
    init(data: String, preset: String) throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Self.problem("no pipe") }
        let program = ProcessInfo.processInfo.arguments.first ?? "prom2b"
        let arguments = [program, "serve", "--data", data, "--port", "0", "--preset", preset]
        do {
            pid = try Self.spawn(arguments, output: ends[1], closing: ends[0])
        } catch {
            Glibc.close(ends[0])
            Glibc.close(ends[1])
            throw error
        }
        Glibc.close(ends[1])
        output = ends[0]
        do {
            port = try Self.readPort(output)
        } catch {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
            Glibc.close(output)
            throw error
        }
    }

    deinit { stop() }

    /// Asks the process to end and waits until it has.
    func stop() {
        guard isRunning else { return }
        isRunning = false
        kill(pid, SIGTERM)
        waitpid(pid, nil, 0)
        Glibc.close(output)
    }

    /// Memory of the process in MB: `VmRSS` now, `VmHWM` at its highest.
    func memory(_ name: String) throws -> Double {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/status") else { throw Self.problem("no /proc") }
        let line = String(decoding: data, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(name + ":") }
        let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
        return (kilobytes ?? .nan) / 1024
    }

    private static func spawn(_ arguments: [String], output: Int32, closing other: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addclose(&actions, output)
        posix_spawn_file_actions_addclose(&actions, other)
        var argv = arguments.map { strdup($0) } + [nil]
        var environment = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + environment).forEach { free($0) } }
        var pid = pid_t()
        let result = posix_spawn(&pid, "/proc/self/exe", &actions, nil, &argv, &environment)
        if result != 0 { throw problem("cannot start the server: \(String(cString: strerror(result)))") }
        return pid
    }

    private static func readPort(_ descriptor: Int32) throws -> Int {
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while text.count < 65_536 {
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 60_000) == 1 else { throw problem("the server did not start within a minute") }
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { throw problem("the server ended at once") }
            text += chunk[..<count]
            if let port = port(in: String(decoding: text, as: UTF8.self)) { return port }
        }
        throw problem("the server does not say where it listens")
    }

    /// The digits after `http://127.0.0.1:`, once something else follows them.
    private static func port(in text: String) -> Int? {
        guard let start = text.firstRange(of: "http://127.0.0.1:")?.upperBound else { return nil }
        let digits = text[start...].prefix { $0.isNumber }
        return digits.endIndex == text.endIndex ? nil : Int(digits)
    }

    private static func problem(_ text: String) -> Failure {
        Failure(.unavailable, Text(verbatim: "bench: \(text)"))
    }
}
