// Foundation for starting processes and reading what they print.
import Foundation
import Synchronization

/// A program that was built beside the tests, running as a process of its own; what it prints is collected meanwhile.
package final class ChildProcess: Sendable {
    /// How a process ended and what it printed.
    package struct Ending: Sendable {
        /// The lines of its standard output.
        package let output: [String]
        package let errors: String
        package let status: Int32
        package let wasKilled: Bool
    }

    package let pid: Int32
    private let result: Task<Ending, any Error>
    private let beginning: Task<String?, Never>
    private static let starting = Mutex(())

    /// - Parameter environment: variables besides those of this process.
    package init(_ program: URL, _ arguments: [String], environment: [String: String] = [:]) throws {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        // Foundation starts one process at a time safely: two at once have crashed inside `Process.run`.
        try Self.starting.withLock { _ in try process.run() }
        pid = process.processIdentifier
        let collected = Collected(output)
        let problems = Collected(errors)
        beginning = Task { await collected.firstLine() }
        result = Task {
            let text = await collected.text()
            let problem = await problems.text()
            process.waitUntilExit()
            return Ending(
                output: text.split(separator: "\n").map(String.init), errors: problem, status: process.terminationStatus,
                wasKilled: process.terminationReason == .uncaughtSignal)
        }
    }

    /// The first line that it prints, as soon as it stands there; nil when it ends without one.
    package func firstLine() async -> String? { await beginning.value }

    /// Waits for the end.
    package func ending() async throws -> Ending { try await result.value }

    /// Whether it has ended, waited for or not.
    package var isOver: Bool {
        let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        return status?.contains(") Z ") ?? true
    }

    package func signal(_ number: Int32) { _ = kill(pid, number) }

    /// Runs a program to its end.
    package static func run(_ program: URL, _ arguments: [String], environment: [String: String] = [:]) async throws -> Ending {
        try await ChildProcess(program, arguments, environment: environment).ending()
    }

    /// A program that stands in the folder of the tests or in one above it.
    package static func program(_ name: String) -> URL {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<4 where !FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path) {
            folder.deleteLastPathComponent()
        }
        return folder.appendingPathComponent(name)
    }
}

/// Everything that a process writes into a pipe, read on a thread of its own so that the process never waits for its reader.
private struct Collected: Sendable {
    private let reading: Task<Data, Never>
    private let lines: AsyncStream<String>

    init(_ pipe: Pipe) {
        let handle = pipe.fileHandleForReading
        let (lines, first) = AsyncStream.makeStream(of: String.self)
        self.lines = lines
        reading = Task {
            await withCheckedContinuation { continuation in
                // A thread that waits for a process that goes on for long must not be one of a pool that others need.
                Thread { continuation.resume(returning: Collected.all(of: handle, first)) }.start()
            }
        }
    }

    func firstLine() async -> String? { await lines.first { _ in true } }

    /// `readDataToEndOfFile` ends the program when a signal interrupts it.
    private static func all(of handle: FileHandle, _ first: AsyncStream<String>.Continuation) -> Data {
        var data = Data()
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(handle.fileDescriptor, &piece, piece.count)
            if count > 0 { data.append(contentsOf: piece[..<count]) }
            if let end = data.firstIndex(of: UInt8(ascii: "\n")) {
                first.yield(String(decoding: data[..<end], as: UTF8.self))
                first.finish()
            }
            if count == 0 || count < 0 && errno != EINTR {
                first.finish()
                return data
            }
        }
    }

    func text() async -> String { String(decoding: await reading.value, as: UTF8.self) }
}
