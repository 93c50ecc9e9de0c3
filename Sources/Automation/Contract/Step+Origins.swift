import Kernel
import Storage

extension Step {
    /// The stages whose robots took these steps, by the steps' keys; steps of runs that are no longer kept are left out.
    package func stages(ofSteps keys: [String]) throws -> [String: String] {
        let runs = Dictionary(grouping: keys) { key in key.trimmingPrefix(Self.processMark).split(separator: "/").first.flatMap { Int64($0) } ?? 0 }
        let list = "[" + runs.keys.map(String.init).joined(separator: ",") + "]"
        let stages = try transaction.query(
            "select id, stage from automation_runs where \(transaction.dialect.isOneOf("id", parameter: "$1"))", [list]
        ) { ($0.int64(0), $0.text(1)) }
        return Dictionary(uniqueKeysWithValues: stages.flatMap { run, stage in (runs[run] ?? []).map { ($0, stage) } })
    }
}
