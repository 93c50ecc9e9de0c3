import Kernel
import Storage

/// Takes assignments back when their item has left the stage that asked, or is deleted.
package struct AssignmentListener: EventListener {
    package init() {}

    package func handle(_ event: any CRMEvent, in command: Command) throws {
        switch event {
        case is ItemStageChanged, is ItemDeleted: try Assignment.cancelOpen(of: event.document, in: command)
        default: return
        }
    }
}
