import CFaultDisk
// Foundation for reading standard streams and arguments.
import Foundation
import Kernel
import OrderWorld
import Storage

/// A piece of the Prom2B process that the fault tests start, kill, starve of disk and of power: it plays the script on a
/// database file in virtual time. Not a part of the product.
///
///     FaultProbe database=FILE die=N kinds=MASK how=0|1|2 seed=S list=FILE fail=MASK first=N times=N code=N
///
/// It prints a line for each answer that a person got (`answered 3`), for each refusal, and `done`.
@main
struct FaultProbe {
    static func main() async throws {
        let order = Order(CommandLine.arguments.dropFirst())
        fault_install()
        let database: SQLiteDatabase
        do {
            database = try SQLiteDatabase(path: order.text("database") ?? "probe.sqlite")
        } catch {
            print("cannot open: \(error)")
            exit(3)
        }
        // The faults begin when the program runs: how it opens its file is another matter.
        if let list = order.text("list") {
            fault_list_points(open(list, O_WRONLY | O_CREAT | O_TRUNC, 0o600), Int32(order["kinds"] ?? 127))
        }
        if let point = order["die"] {
            fault_die_at(
                point, Int32(order["kinds"] ?? 127), Int32(order["how"] ?? 0), UInt64(order["seed"] ?? 0))
        }
        let before = fault_operations(Int32(order["fail"] ?? 3))
        if let operations = order["fail"] {
            fault_fail(Int32(operations), before + (order["first"] ?? 1), order["times"] ?? 1, Int32(order["code"] ?? 13))
        }
        try await play(on: database, patience: order["patience"] ?? 0, together: order["alone"] == nil)
        fault_die_at(0, 0, 0, 0)
        // How it closes its file is another matter too.
        fault_list_points(-1, 0)
        fault_fail(0, 0, 0, 0)
        say("operations \(fault_operations(Int32(order["fail"] ?? 3)) - before)")
        try await database.close()
        say("done")
    }

    private static func play(on database: SQLiteDatabase, patience: Int, together: Bool) async throws {
        let refusals = Refusals(patience: patience)
        do {
            try await Script.busyDays.play(
                on: database, together: together,
                answered: { number in
                    say("answered \(number)")
                    fault_point("answered")
                }, goesOn: { refusals.note($0) })
        } catch {
            say("gave up: \(error)")
            // Reading needs no disk space: it goes on.
            let orders = try await database.read { try $0.count("select count(*) from orders") }
            say("orders \(orders)")
            exit(4)
        }
    }

    /// Written at once: the process may die right after it.
    static func say(_ line: String) {
        if fault_synced_again() != 0 { FileHandle.standardOutput.write(Data("synced again after a failure\n".utf8)) }
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}

/// Counts the refusals that a person or the dispatcher got; they try again so many times.
private final class Refusals: Sendable {
    private let patience: Int
    private let count = Counter()

    init(patience: Int) { self.patience = patience }

    func note(_ error: any Error) -> Bool {
        if let failure = error as? Failure {
            FaultProbe.say("refused: \(failure.message.english)")
        } else {
            FaultProbe.say("refused: \(error)")
        }
        return count.next() <= patience
    }
}

/// The arguments `name=value`.
private struct Order {
    private var values: [String: String] = [:]

    init(_ arguments: some Sequence<String>) {
        for argument in arguments {
            let parts = argument.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
        }
    }

    subscript(name: String) -> Int? { values[name].flatMap { Int($0) } }
    func text(_ name: String) -> String? { values[name] }
}
