import Automation
import CRM
import Kernel
import Storage

/// What people and the client are going to do, and when.
struct ScenarioAgenda {
    struct Entry: Sendable {
        let at: Timestamp
        let deed: String
        let inputs: DeedInputs
    }

    private var entries: [Entry]
    private let reaction: Timing?
    private let calendar: WorkingCalendar
    private var known: Set<OpenWork> = []

    init(_ order: SimulationOrder, from start: Timestamp, _ calendar: WorkingCalendar) {
        reaction = order.reaction
        self.calendar = calendar
        entries = order.events.map {
            Entry(at: $0.moment.moment(after: start, in: calendar), deed: $0.deed, inputs: $0.inputs)
        }
        sort()
    }

    var next: Entry? { entries.first }

    mutating func take() -> Entry? { entries.isEmpty ? nil : entries.removeFirst() }

    /// Plans that people do what has just been given to them.
    mutating func react(to open: [OpenWork], at now: Timestamp) {
        guard let reaction else { return }
        for work in open where known.insert(work).inserted {
            entries.append(
                Entry(
                    at: reaction.moment(after: now, in: calendar), deed: work.deed, inputs: DeedInputs(number: work.number)))
        }
        sort()
    }

    /// Stable: deeds of one moment happen in the order given.
    private mutating func sort() {
        let order = entries.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        entries = order.map(\.element)
    }
}

/// A task, a question or a decision of the story that waits for somebody.
struct OpenWork: Hashable, Sendable {
    /// What ends it.
    let deed: String
    let number: Int64

    static func of(_ items: [DocumentID], in reader: any Reader) throws -> [OpenWork] {
        try items.flatMap { item in
            let tasks = try TaskItem.linked(to: item, in: reader).filter { $0.state == .waiting || $0.state == .inProgress }
            return tasks.map { OpenWork(deed: TaskDone.name, number: $0.id.rawValue) }
                + (try InformationRequest.open(of: item, in: reader)).map { OpenWork(deed: RequestFilled.name, number: $0.id.rawValue) }
                + (try Assignment.open(of: item, in: reader)).map { OpenWork(deed: DecisionGiven.approved, number: $0.id.rawValue) }
        }
    }
}
