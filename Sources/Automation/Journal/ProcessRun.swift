import Kernel
import Storage

/// A run of a process beside the stages.
package struct ProcessRun: Sendable, Hashable {
    package let id: Int64
    package let item: DocumentID
    /// The stored name of the pipeline whose process it is, and the process's code.
    package let pipeline: String
    package let code: String
    package let isRunning: Bool
    package let startedAt: Timestamp
    /// Nil when a robot or an event has started it.
    package let startedBy: UserID?
}

extension ProcessRun {
    private static let source = """
        select r.id, r.item, d.name, r.stage, r.state, r.started_at, j.data from automation_runs r
        join automation_definitions d on d.id = r.definition
        left join automation_journal j on j.item = r.item and j.seq = r.cause_seq
        """

    /// Nil when there is none, or it is that of a stage.
    package static func run(_ id: Int64, in reader: any Reader) throws -> ProcessRun? {
        try reader.first("\(source) where r.id = $1 and r.stage like '\(NamedProcess.mark)%'", [id], read)
    }

    /// Those that are under way, the oldest first.
    package static func live(limit: Int, in reader: any Reader) throws -> [ProcessRun] {
        try reader.query(
            "\(source) where r.state = \(RunState.running.rawValue) and r.stage like '\(NamedProcess.mark)%' order by r.id limit $1", [limit], read)
    }

    /// The newest of a process on an item; nil when it was never started there.
    package static func newest(of code: String, on item: DocumentID, in reader: any Reader) throws -> ProcessRun? {
        try reader.first("\(source) where r.item = $1 and r.stage = $2 order by r.id desc limit 1", [item, code], read)
    }

    private static func read(_ row: Row) throws -> ProcessRun {
        let cause = try row.optionalText(6).map { try JSONValue(parsing: $0) }
        return ProcessRun(
            id: row.int64(0), item: row.document(1), pipeline: row.text(2), code: row.text(3),
            isRunning: row.int64(4) == RunState.running.rawValue, startedAt: row.timestamp(5), startedBy: cause?["user"]?.int.map { UserID($0) })
    }
}
