import FoundationEssentials
import Glibc
import Kernel
import Processes

/// `prom2b serve` as a process of its own, as users run it: its memory is its own, and so is the time it takes to start.
final class ServerProcess {
    let port: Int
    private let process: SpawnedProcess
    private var isRunning = true
    private var pid: pid_t { process.pid }

    /// Starts this very program on a portal and waits until it says where it listens, a minute at most.
    convenience init(data: String, preset: String) throws {
        try self.init(serving: ["--data", data], preset: preset)
    }

    /// - Parameter portal: where the portal is, as the command line says it.
    init(serving portal: [String], preset: String) throws {
        let arguments = ["serve", "--port", "0", "--preset", preset] + portal
        process = try BenchTool.spawn("/proc/self/exe", arguments, errors: .inherited)
        do {
            port = try Self.readPort(process.output)
        } catch {
            process.signal(SIGKILL)
            process.wait()
            Glibc.close(process.output)
            throw error
        }
    }

    deinit { stop() }

    /// Asks the process to end and waits until it has.
    func stop() { end(SIGTERM) }

    /// Ends the process as a loss of power does: it is not asked.
    func kill() { end(SIGKILL) }

    private func end(_ signal: Int32) {
        guard isRunning else { return }
        isRunning = false
        process.signal(signal)
        process.wait()
        Glibc.close(process.output)
    }

    /// Memory of the process in MB: `VmRSS` now, `VmHWM` at its highest.
    func memory(_ name: String) throws -> Double {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/status") else { throw BenchTool.problem("no /proc") }
        let line = String(decoding: data, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(name + ":") }
        let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
        return (kilobytes ?? .nan) / 1024
    }

    /// Seconds of a processor that the process has used since it was started.
    func processorTime() throws -> Double {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { throw BenchTool.problem("no /proc") }
        // Behind the name in brackets, which may hold anything: the state is the first field, user and system time 12th and 13th.
        let fields = String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { throw BenchTool.problem("no times in /proc") }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func readPort(_ descriptor: Int32) throws -> Int {
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while text.count < 65_536 {
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 60_000) == 1 else { throw BenchTool.problem("the server did not start within a minute") }
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { throw BenchTool.problem("the server ended at once") }
            text += chunk[..<count]
            if let port = port(in: String(decoding: text, as: UTF8.self)) { return port }
        }
        throw BenchTool.problem("the server does not say where it listens")
    }

    /// The digits after `http://127.0.0.1:`, once something else follows them.
    private static func port(in text: String) -> Int? {
        guard let start = text.firstRange(of: "http://127.0.0.1:")?.upperBound else { return nil }
        let digits = text[start...].prefix { $0.isNumber }
        return digits.endIndex == text.endIndex ? nil : Int(digits)
    }
}
