import Kernel
import Storage

/// Closes information requests when their fields are filled, wherever that happened, and takes them back when the item has
/// left the stage that asked.
package struct RequestListener: EventListener {
    package init() {}

    package func handle(_ event: any CRMEvent, in command: Command) throws {
        switch event {
        case let changed as ItemChanged:
            for request in try InformationRequest.open(of: changed.item.id, in: command.transaction)
            where request.fields.allSatisfy({ !changed.item.value($0).isEmpty }) {
                try request.answered(in: command)
            }
        case let moved as ItemStageChanged: try InformationRequest.cancelOpen(of: moved.item.id, in: command)
        default: return
        }
    }
}
