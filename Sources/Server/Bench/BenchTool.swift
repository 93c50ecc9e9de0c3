import Kernel
import Processes
import StoragePostgres

/// The programs beside the measurement: what they print, and what it means when they fail.
enum BenchTool {
    /// Runs a program to its end; what it printed, without the last line break.
    static func run(_ words: [String]) throws -> String {
        let process = try spawn(words[0], Array(words.dropFirst()), errors: .withOutput)
        let printed = String(decoding: SpawnedProcess.readAll(process.output), as: UTF8.self)
        let text = String(printed.reversed().drop(while: \.isWhitespace).reversed())
        let ending = process.wait()
        guard ending == .exited(0) else { throw problem("\(words[0]) \(ending): \(text)") }
        return text
    }

    static func spawn(_ path: String, _ arguments: [String], errors: SpawnedProcess.Errors) throws -> SpawnedProcess {
        do throws(SpawnProblem) {
            return try SpawnedProcess(path, arguments, errors: errors)
        } catch {
            throw problem(error.text)
        }
    }

    /// The first column of what a statement answers.
    static func psql(_ sql: String, _ url: PostgresURL) throws -> String {
        try run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql, url.text])
    }

    static func problem(_ text: String) -> Failure {
        Failure(.unavailable, Text(verbatim: "bench: \(text)"))
    }
}
