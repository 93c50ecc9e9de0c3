import Kernel
import Storage

/// What happens to an item's activities, comments and tasks when the item itself goes on.
package struct WorkListener: EventListener {
    package init() {}

    package func handle(_ event: any CRMEvent, in command: Command) throws {
        switch event {
        case let event as ItemStageChanged: try Activity.completeOnStageChange(of: event.document, in: command)
        case let event as ItemsLinked: try share(event, in: command)
        default: break
        }
    }

    /// A converted lead's open activities, tasks and comments are seen on what it became.
    private func share(_ event: ItemsLinked, in command: Command) throws {
        for item in event.to {
            try Activity.shareOpen(from: event.from, with: item, in: command)
            try TaskItem.share(from: event.from, with: item, in: command)
            try Comment.share(from: event.from, with: item, in: command)
            try NextStep.refresh(item, in: command)
        }
    }
}
