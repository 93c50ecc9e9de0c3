import Kernel
import Storage

/// A line of the journals of all items, with what its run tells about it.
package struct PortalJournalEntry: Sendable, Hashable {
    package let entry: JournalEntry
    /// The pipeline and stage of the run; nil for what belongs to no run.
    package let pipeline: String?
    package let stage: String?
    /// What the process is called, when it is one of its own.
    package let process: String?
    /// What the robot, pause or trigger is called in the version that ran.
    package let title: String?
}

/// Something that will happen by itself at a moment.
package struct UpcomingStep: Sendable, Hashable {
    package let item: DocumentID
    package let pipeline: String
    package let stage: String
    /// What the process is called, when it is one of its own.
    package let process: String?
    package let title: String
    package let due: Timestamp
}

/// Which lines of the journals are wanted.
package struct JournalFilter: Sendable, Hashable {
    /// What people ask for by one word.
    package enum Topic: String, Sendable, CaseIterable {
        case done, skipped, failed, waiting, triggers, people

        package var kinds: [JournalKind] {
            switch self {
            case .done: [.done, .delivered]
            case .skipped: [.skipped, .runCancelled, .deliveryCancelled]
            case .failed: [.failed, .undelivered, .held]
            case .waiting: [.planned, .replanned, .waiting, .waitBegan, .waitEnded]
            case .triggers: [.triggerApplied, .triggerDeclined]
            case .people: [.processStarted, .processRefused, .retried, .passed, .released, .stageRestarted, .runMigrated]
            }
        }
    }

    package var topic: Topic?
    package var pipeline: String?
    package var stage: String?
    /// The id of a robot, pause or trigger.
    package var node: String?

    package init(topic: Topic? = nil, pipeline: String? = nil, stage: String? = nil, node: String? = nil) {
        self.topic = topic
        self.pipeline = pipeline
        self.stage = stage
        self.node = node
    }

    /// Without a topic: everything but the coming and going of runs, which says nothing that robots do not say.
    private var kinds: [JournalKind] {
        topic?.kinds ?? JournalKind.allCases.filter { ![.stageEntered, .runStarted, .runEnded, .branchTaken, .loopEnded].contains($0) }
    }

    func condition(_ dialect: any Dialect, _ arguments: inout [any SQLConvertible]) -> String {
        func next(_ value: any SQLConvertible) -> String {
            arguments.append(value)
            return "$\(arguments.count)"
        }
        let list = "[" + kinds.map { "\"\($0.rawValue)\"" }.joined(separator: ",") + "]"
        var parts = [dialect.isOneOf("j.kind", texts: next(list))]
        if let pipeline { parts.append("d.name = \(next(pipeline))") }
        if let stage { parts.append("r.stage = \(next(stage))") }
        if let node { parts.append("j.node = \(next(node))") }
        return parts.joined(separator: " and ")
    }
}

/// Behind which line of the journals a page begins.
package struct JournalPosition: Sendable, Hashable {
    package let at: Timestamp
    package let item: Int64
    package let seq: Int64

    package init(at: Timestamp, item: Int64, seq: Int64) {
        self.at = at
        self.item = item
        self.seq = seq
    }

    package init(_ entry: JournalEntry) { self.init(at: entry.at, item: entry.item.key, seq: entry.seq) }
}

extension AutomationReader {
    private static let columns =
        JournalEntry.columns.split(separator: ", ").map { "j.\($0)" }.joined(separator: ", ") + ", r.definition, r.version, r.stage, d.name"
    private static let tables = """
        automation_journal j left join automation_runs r on r.id = j.run left join automation_definitions d on d.id = r.definition
        """

    /// The journals of all items together, newest first. Whether the reader may see the items is for the caller to check.
    package func journal(
        _ filter: JournalFilter, before: JournalPosition? = nil, limit: Int, in reader: any Reader
    ) throws -> [PortalJournalEntry] {
        let last = before ?? JournalPosition(at: .distantFuture, item: .max, seq: .max)
        var arguments: [any SQLConvertible] = [last.at, last.item, last.seq, limit]
        let condition = filter.condition(reader.dialect, &arguments)
        return try entries(
            """
            select \(Self.columns) from \(Self.tables)
            where j.at <= $1 and (j.at < $1 or j.item < $2 or (j.item = $2 and j.seq < $3)) and \(condition)
            order by j.at desc, j.item desc, j.seq desc limit $4
            """, arguments, in: reader)
    }

    /// An entry and what caused it, and what caused that, up to what came from outside; at most `limit`. Empty when there
    /// is no such entry (any more).
    package func causes(of item: DocumentID, seq: Int64, limit: Int = 30, in reader: any Reader) throws -> [PortalJournalEntry] {
        var chain: [PortalJournalEntry] = []
        var place: JournalPlace? = JournalPlace(item: item, seq: seq)
        while let here = place, chain.count < limit {
            let found = try entries(
                "select \(Self.columns) from \(Self.tables) where j.item = $1 and j.seq = $2", [here.item, here.seq], in: reader)
            guard let entry = found.first else { break }
            chain.append(entry)
            place = try cause(of: entry.entry, in: reader)
        }
        return chain
    }

    /// The entry's own cause, else that of its run's start: a robot acts because its stage was entered.
    private func cause(of entry: JournalEntry, in reader: any Reader) throws -> JournalPlace? {
        if let item = entry.causeItem, let seq = entry.causeSeq { return JournalPlace(item: item, seq: seq) }
        guard let run = entry.run else { return nil }
        return try reader.first("select item, cause_seq from automation_runs where id = $1", [run]) {
            JournalPlace(item: $0.document(0), seq: $0.int64(1))
        }.flatMap { $0.seq < entry.seq || $0.item != entry.item ? $0 : nil }
    }

    /// What will happen by itself, the nearest first; moments that count from empty fields are left out.
    /// - Parameter before: only what is due before this moment.
    package func planned(before: Timestamp = .distantFuture, limit: Int, in reader: any Reader) throws -> [UpcomingStep] {
        try reader.query(
            """
            select t.item, t.due_at, k.node, r.definition, r.version, r.stage, d.name
            from automation_timers t join automation_tokens k on k.id = t.token join automation_runs r on r.id = t.run
            join automation_definitions d on d.id = r.definition
            where t.due_at < $1 order by t.due_at limit $2
            """, [before, limit]
        ) { row in
            let program = try store.keptVersion(row.int64(3), row.int64(4), in: reader)?.programs[row.text(5)]
            let node = program.flatMap { $0.nodes.indices.contains(row.int(2)) ? $0.nodes[row.int(2)] : nil }
            return UpcomingStep(
                item: row.document(0), pipeline: row.text(6), stage: row.text(5), process: program?.title, title: node?.title ?? "", due: row.timestamp(1))
        }
    }

    private func entries(
        _ sql: String, _ arguments: [any SQLConvertible], in reader: any Reader
    ) throws -> [PortalJournalEntry] {
        try reader.query(sql, arguments) { row -> PortalJournalEntry? in
            guard let entry = try JournalEntry.read(row) else { return nil }
            let stage = row.optionalText(12)
            let program = row.isNull(10) ? nil : try store.keptVersion(row.int64(10), row.int64(11), in: reader)?.programs[stage ?? ""]
            let title = entry.data["title"]?.string ?? program?.nodes.first { $0.id == entry.node }?.title
            return PortalJournalEntry(entry: entry, pipeline: row.optionalText(13), stage: stage, process: program?.title, title: title)
        }.compactMap { $0 }
    }
}
