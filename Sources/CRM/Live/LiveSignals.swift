import Kernel
import Storage

/// Tells open pages, once per transaction and after its commit, what it changed.
package struct LiveSignals: EventListener {
    private let channel: any LiveChannel

    package init(_ channel: any LiveChannel) { self.channel = channel }

    package func handle(_ event: any CRMEvent, in command: Command) {
        let changes = LiveChanges.of(command.transaction)
        switch event.audience {
        case .item: changes.add(item: event.document)
        case .user(let person): changes.add(bell: person)
        case .nobody: return
        }
        for column in LiveSignals.columns(of: event) { changes.add(column: column) }
    }

    /// Every command of a transaction asks for its own signal: if a savepoint takes one of them back, its signal goes
    /// with it. The first that comes after the commit publishes everything, the others find nothing left.
    package func commandEnded(_ transaction: any Transaction) {
        let changes = LiveChanges.of(transaction)
        if changes.isEmpty { return }
        transaction.afterCommit { [channel] in
            let change = changes.take()
            if !change.isEmpty { channel.publish(change) }
        }
    }

    /// The columns whose cards, count or sum an event touches.
    private static func columns(of event: any CRMEvent) -> [LiveColumn] {
        let items: [Item] =
            switch event {
            case let event as ItemStageChanged: [event.old, event.item]
            case let event as ItemCreated: [event.item]
            case let event as ItemChanged: [event.item]
            case let event as ItemResponsibleChanged: [event.item]
            case let event as ItemProductsChanged: [event.item]
            case let event as ItemDeleted: [event.item]
            case let event as ItemRestored: [event.item]
            default: []
            }
        return items.compactMap { item in item.stage.map { LiveColumn(item.entity, stage: $0) } }
    }
}
