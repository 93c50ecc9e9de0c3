import Kernel
import Storage

/// The nearest thing to do on an item.
package struct PlannedStep: Hashable, Sendable {
    package let subject: String
    package let deadline: Timestamp
    /// Nil for a task.
    package let kind: ActivityKind?
}

/// How the client of an item can be reached at once: the item's own address, else the contact's, else the company's.
package struct ItemReach: Hashable, Sendable {
    package internal(set) var phone: String?
    package internal(set) var email: String?
}

/// What cards show beyond their own row; one query each, whatever the number of cards.
extension ItemStore {
    /// The nearest planned activity or open task of each item; items without one are left out.
    package func nextSteps(of items: [DocumentID], in reader: any Reader) throws -> [DocumentID: PlannedStep] {
        if items.isEmpty { return [:] }
        let rows = try reader.query(
            """
            select b.item, a.deadline, a.subject, a.kind from activity_bindings b join activities a on a.id = b.activity
            where \(reader.dialect.isOneOf("b.item", parameter: "$1")) and a.status = 'planned' and a.deadline is not null
            union all
            select l.item, t.deadline, t.title, 'task' from task_items l join tasks t on t.id = l.task
            where \(reader.dialect.isOneOf("l.item", parameter: "$1")) and t.deadline is not null and t.deleted_at is null
                and t.state in ('waiting', 'in_progress', 'awaiting_control')
            order by 2, 1
            """, [items.keysJSON]
        ) { row in
            let kind = ActivityKind(rawValue: row.text(3))
            return (row.document(0), PlannedStep(subject: row.text(2), deadline: row.timestamp(1), kind: kind))
        }
        return Dictionary(rows) { first, _ in first }
    }

    /// The first phone and mail address of each card's client; cards without any are left out.
    package func reach(of cards: [ItemSummary], in reader: any Reader) throws -> [DocumentID: ItemReach] {
        let sources = cards.map { ($0.id, [$0.id] + [$0.item.contact, $0.item.company].compactMap(\.self)) }
        let wanted = Set(sources.flatMap(\.1)).sorted()
        if wanted.isEmpty { return [:] }
        let known = try CommunicationRows.load(wanted, in: reader)
        var result: [DocumentID: ItemReach] = [:]
        for (card, places) in sources {
            let all = places.flatMap { known[$0] ?? [] }
            let reach = ItemReach(
                phone: all.first { $0.kind == .phone }?.raw, email: all.first { $0.kind == .email }?.raw)
            if reach != ItemReach() { result[card] = reach }
        }
        return result
    }
}
