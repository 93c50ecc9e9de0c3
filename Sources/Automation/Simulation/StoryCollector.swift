import Kernel
import Storage

/// Gathers the journals of all items of a simulation while it is played, in the order in which things happened.
package struct StoryCollector: Sendable {
    /// Something that happened: an entry of a journal, or a deed of the scenario.
    enum Line: Sendable {
        case entry(JournalEntry)
        case deed(SimulationStep)
    }

    private(set) var lines: [Line] = []
    /// The items of the story, in the order in which automation heard of them.
    package private(set) var items: [DocumentID] = []
    private var seen: [DocumentID: Int64] = [:]

    package init() {}

    package var count: Int { lines.count }

    /// What stands in the journals already is no part of the story.
    package mutating func begin(in reader: any Reader) throws {
        for (item, last) in try heads(in: reader) { seen[item] = last }
    }

    /// The item that the story is about, before anything has happened to it.
    package mutating func add(_ item: DocumentID) { if !items.contains(item) { items.append(item) } }

    /// Takes what is new.
    package mutating func collect(in reader: any Reader) throws {
        var fresh: [[JournalEntry]] = []
        for (item, last) in try heads(in: reader).sorted(by: { order($0.0) < order($1.0) }) {
            let known = seen[item] ?? 0
            guard last > known else { continue }
            seen[item] = last
            add(item)
            fresh.append(try AutomationReader.journal(of: item, after: known, in: reader))
        }
        lines += StoryCollector.merged(fresh).map(Line.entry)
    }

    /// A deed of the scenario, before what follows from it.
    package mutating func note(_ title: Text, isDone: Bool, _ outcome: Text, on item: DocumentID, at moment: Timestamp) {
        lines.append(
            .deed(
                SimulationStep(
                    at: moment, item: item, kind: .deed(isDone: isDone), title: title, robot: nil, timing: nil, planned: nil,
                    reason: outcome, condition: nil, addressees: [], text: nil, inputs: [], effects: [])))
    }

    private func heads(in reader: any Reader) throws -> [(DocumentID, Int64)] {
        try reader.query("select item, journal_seq from automation_agenda order by item") { ($0.document(0), $0.int64(1)) }
    }

    private func order(_ item: DocumentID) -> (Int, DocumentID) { (items.firstIndex(of: item) ?? .max, item) }

    /// Journals of several items as one: each in its own order, what caused something before what it caused.
    private static func merged(_ journals: [[JournalEntry]]) -> [JournalEntry] {
        guard journals.count > 1 else { return journals.first ?? [] }
        var rest = journals.map { $0[...] }
        var missing = Set(journals.joined().map { JournalPlace(item: $0.item, seq: $0.seq) })
        var merged: [JournalEntry] = []
        while rest.contains(where: { !$0.isEmpty }) {
            let place =
                rest.firstIndex { journal in
                    guard let entry = journal.first else { return false }
                    guard let item = entry.causeItem, let seq = entry.causeSeq else { return true }
                    return !missing.contains(JournalPlace(item: item, seq: seq))
                } ?? rest.firstIndex { !$0.isEmpty }!
            let entry = rest[place].removeFirst()
            missing.remove(JournalPlace(item: entry.item, seq: entry.seq))
            merged.append(entry)
        }
        return merged
    }
}
