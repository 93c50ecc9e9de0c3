// Foundation for the variables of this process.
import Foundation
import Glibc
import Synchronization

/// Another program, running as a process of its own without input or open files, with what it prints in pipes.
///
/// Foundation's `Process` learns of an end on one thread for all processes, and has been seen to learn of none any more.
/// Here the kernel is asked about this very process.
package final class SpawnedProcess: Sendable {
    /// Where the errors that it prints go.
    package enum Errors: Sendable { case apart, withOutput, inherited }

    /// How it ended.
    package enum Ending: Sendable, Equatable { case exited(Int32), killed(signal: Int32) }

    package let pid: pid_t
    /// The ends of its pipes to read from; whoever reads closes them.
    package let output: Int32
    /// The errors, when they are kept apart.
    package let errors: Int32?
    private let known = Mutex<Ending?>(nil)
    private static let starting = NSLock()

    /// - Parameter path: a file, or a name that is looked for where commands are.
    /// - Parameter environment: variables besides those of this process.
    package init(
        _ path: String, _ arguments: [String], environment: [String: String] = [:], errors kind: Errors
    ) throws(SpawnProblem) {
        // One at a time: a child that got the pipe of another and outlived it would keep it open.
        Self.starting.lock()
        defer { Self.starting.unlock() }
        let printed = try Channel()
        let complaints: Channel? = if kind == .apart { try Channel() } else { nil }
        defer { for channel in [printed, complaints] { if let channel { close(channel.writing) } } }
        let target: Int32? =
            switch kind {
            case .apart: complaints?.writing
            case .withOutput: printed.writing
            case .inherited: nil
            }
        do {
            pid = try Self.spawn(path, arguments, environment, output: printed.writing, errors: target)
        } catch {
            for channel in [printed, complaints] { if let channel { close(channel.reading) } }
            throw error
        }
        output = printed.reading
        errors = complaints?.reading
    }

    /// Waits for the end on the thread that asks.
    @discardableResult
    package func wait() -> Ending {
        if let ending = known.withLock({ $0 }) { return ending }
        // Its number stays its own until it is taken note of below, so that no signal ever meets a stranger.
        var information = siginfo_t()
        while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        return known.withLock { known in
            if let known { return known }
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            let ending: Ending = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: status & 0x7F)
            known = ending
            return ending
        }
    }

    /// Whether somebody has waited for its end.
    package var isOver: Bool { known.withLock { $0 != nil } }

    /// Sends it a signal, unless it has ended.
    package func signal(_ number: Int32) {
        known.withLock { known in if known == nil { _ = kill(pid, number) } }
    }

    /// Reads a pipe to its end and closes it.
    /// - Parameter heard: sees everything that has come after each piece.
    package static func readAll(_ pipe: Int32, heard: ([UInt8]) -> Void = { _ in }) -> [UInt8] {
        defer { close(pipe) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(pipe, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes += piece[..<count]
            heard(bytes)
        }
    }

    private static var openFiles: [Int32] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).compactMap { Int32($0) }
    }

    private static func spawn(
        _ path: String, _ arguments: [String], _ environment: [String: String], output: Int32, errors: Int32?
    ) throws(SpawnProblem) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        if let errors { posix_spawn_file_actions_adddup2(&actions, errors, 2) }
        // What is open here is not the child's, and may be more than it is allowed to have.
        for file in openFiles where file > 2 { posix_spawn_file_actions_addclose(&actions, file) }
        // The threads of Swift's tasks hear no signals, and a child would inherit that: pgbench counts time by one.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var argv = ([path] + arguments).map { strdup($0) } + [nil]
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var pid = pid_t()
        let result = posix_spawnp(&pid, path, &actions, &attributes, &argv, &envp)
        if result != 0 { throw SpawnProblem(text: "cannot start \(path): \(String(cString: strerror(result)))") }
        return pid
    }
}

/// A program that could not be started, and why.
package struct SpawnProblem: Error, CustomStringConvertible {
    package let text: String
    package var description: String { text }
}

/// The two ends of a pipe.
private struct Channel {
    let reading: Int32
    let writing: Int32

    init() throws(SpawnProblem) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw SpawnProblem(text: "no pipe: \(String(cString: strerror(errno)))") }
        (reading, writing) = (ends[0], ends[1])
    }
}
