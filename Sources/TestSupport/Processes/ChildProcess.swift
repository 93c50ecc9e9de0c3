// Foundation for threads and the addresses of programs.
import Foundation
import Processes

/// A program that was built beside the tests, running as a process of its own; what it prints is collected meanwhile.
package final class ChildProcess: Sendable {
    /// How a process ended and what it printed.
    package struct Ending: Sendable {
        /// The lines of its standard output.
        package let output: [String]
        package let errors: String
        /// Its exit code, or the signal that ended it.
        package let status: Int32
        package let wasKilled: Bool
    }

    private let process: SpawnedProcess
    private let result: Task<Ending, Never>
    private let beginning: Task<String?, Never>

    /// - Parameter environment: variables besides those of this process.
    package init(_ program: URL, _ arguments: [String], environment: [String: String] = [:]) throws {
        let process = try SpawnedProcess(program.path, arguments, environment: environment, errors: .apart)
        let (lines, first) = AsyncStream.makeStream(of: String.self)
        let output = Task { await onItsOwnThread { Self.text(of: process.output, first) } }
        let errors = Task { await onItsOwnThread { process.errors.map { Self.text(of: $0) } ?? "" } }
        let end = Task { await onItsOwnThread { process.wait() } }
        self.process = process
        beginning = Task { await lines.first { _ in true } }
        result = Task {
            let lines = await output.value.split(separator: "\n").map(String.init)
            let errors = await errors.value
            return switch await end.value {
            case .exited(let status): Ending(output: lines, errors: errors, status: status, wasKilled: false)
            case .killed(let signal): Ending(output: lines, errors: errors, status: signal, wasKilled: true)
            }
        }
    }

    package var pid: Int32 { process.pid }

    /// The first line that it prints, as soon as it stands there; nil when it ends without one.
    package func firstLine() async -> String? { await beginning.value }

    /// Waits for the end.
    package func ending() async -> Ending { await result.value }

    /// Whether it has ended.
    package var isOver: Bool { process.isOver }

    package func signal(_ number: Int32) { process.signal(number) }

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

    /// Everything that comes through a pipe, and its first line as soon as it is there.
    private static func text(of pipe: Int32, _ first: AsyncStream<String>.Continuation? = nil) -> String {
        defer { first?.finish() }
        let bytes = SpawnedProcess.readAll(pipe) { bytes in
            guard let first, let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return }
            first.yield(String(decoding: bytes[..<end], as: UTF8.self))
            first.finish()
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What waits for a process that goes on for long must not take one of the threads that all tasks share.
private func onItsOwnThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        Thread { continuation.resume(returning: work()) }.start()
    }
}
