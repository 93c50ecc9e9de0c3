// Foundation for copying the template file.
import Foundation
import Kernel
import OrderWorld
import Schema
import Storage
import TestSupport
import Testing

/// A database file in a folder of its own, and the processes that a test runs on it one after another.
struct Probe {
    let folder: URL
    var path: String { folder.appendingPathComponent("probe.sqlite").path }

    /// The shop before the script begins.
    static func make() async throws -> Probe {
        let template = try await template.value
        let folder = try TestDatabase.folder()
        try template.write(to: folder.appendingPathComponent("probe.sqlite"))
        return Probe(folder: folder)
    }

    func remove() throws { try FileManager.default.removeItem(at: folder) }

    /// Plays the script in a process of its own.
    func run(_ arguments: [String: Int] = [:], list: String? = nil) async throws -> ChildProcess.Ending {
        var words = ["database=\(path)"] + arguments.map { "\($0.key)=\($0.value)" }
        if let list { words.append("list=\(folder.appendingPathComponent(list).path)") }
        return try await ChildProcess.run(ChildProcess.program("FaultProbe"), words)
    }

    /// Plays what is left of the script in this process, on an undisturbed disk.
    func finish() async throws {
        let database = try open()
        try await Script.busyDays.play(on: database)
        try await database.close()
    }

    func open() throws -> SQLiteDatabase {
        var options = SQLiteOptions()
        options.durability = .unflushed
        return try SQLiteDatabase(path: path, options: options)
    }

    /// The lines of a list of points.
    func lines(_ list: String) throws -> [String] {
        let text = try String(contentsOf: folder.appendingPathComponent(list), encoding: .utf8)
        return text.split(separator: "\n").map(String.init)
    }

    private static let template = Task {
        let path = try TestDatabase.folder().appendingPathComponent("template.sqlite").path
        let database = try SQLiteDatabase(path: path)
        _ = try await Migrator(migrations, clock: SystemClock()).migrate(database)
        try await Script.found(database)
        try await database.close()
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }
}

extension ChildProcess.Ending {
    /// The deeds whose people got the answer that they are done.
    var answered: Set<Int> { Set(numbers(after: "answered ")) }
    var isDone: Bool { output.last == "done" }

    /// Whether the fault came. A loaded machine divides batches otherwise, so that a run may end a little before the last
    /// of the points that another run has passed.
    func met(_ point: Int, of points: Int) -> Bool { !isDone || point * 10 > points * 9 }

    func numbers(after word: String) -> [Int] {
        output.filter { $0.hasPrefix(word) }.compactMap { Int($0.dropFirst(word.count)) }
    }
}
