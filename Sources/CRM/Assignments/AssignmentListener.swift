import Kernel
import Storage

/// Takes assignments back when their item has left the stage that asked, or is deleted. What a process beside the stages asks
/// outlives stages.
package struct AssignmentListener: EventListener {
    package init() {}

    package func handle(_ event: any CRMEvent, in command: Command) throws {
        switch event {
        case is ItemStageChanged: try Assignment.cancelOpen(of: event.document, askedOnStage: true, in: command)
        case is ItemDeleted: try Assignment.cancelOpen(of: event.document, in: command)
        default: return
        }
    }
}
