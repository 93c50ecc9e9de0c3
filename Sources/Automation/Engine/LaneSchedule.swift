import Kernel

/// Who goes next when several lanes have due items: each lane its share by weight, none starves however short a claim is.
///
/// Stride scheduling: a lane that was served moves on by the inverse of its weight, and the one that is furthest behind goes
/// next. Kept from claim to claim in memory: losing it costs a moment's fairness, never an item.
struct LaneSchedule: Sendable {
    private var passed: [AgendaLane: Double] = [:]

    /// Takes the queues apart in fair order.
    /// - Parameter queues: the due items of each lane, in order.
    func order(_ queues: [AgendaLane: [DocumentID]]) -> [(lane: AgendaLane, item: DocumentID)] {
        var schedule = self
        schedule.join(queues.filter { !$0.value.isEmpty }.keys)
        var queues = queues.mapValues { $0[...] }
        var order: [(AgendaLane, DocumentID)] = []
        while let lane = schedule.next(among: queues.filter { !$0.value.isEmpty }.keys), let item = queues[lane]?.popFirst() {
            order.append((lane, item))
            schedule.serve(lane)
        }
        return order
    }

    /// Lanes that have work now; one that was idle has saved up nothing.
    mutating func join(_ lanes: some Collection<AgendaLane>) {
        let least = lanes.compactMap { passed[$0] }.min() ?? 0
        for lane in AgendaLane.allCases {
            passed[lane] = lanes.contains(lane) ? max(passed[lane] ?? least, least) : nil
        }
    }

    mutating func serve(_ lane: AgendaLane) { passed[lane, default: 0] += 1 / Double(lane.share) }

    private func next(among lanes: some Collection<AgendaLane>) -> AgendaLane? {
        lanes.min { (passed[$0] ?? 0, $0.rawValue) < (passed[$1] ?? 0, $1.rawValue) }
    }
}
