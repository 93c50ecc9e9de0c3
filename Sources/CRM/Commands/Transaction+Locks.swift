import Kernel
import Storage

/// Locks of what is no item; items are locked by the key of their document, which is positive.
extension Transaction {
    /// From here on nobody else changes this task until the transaction ends.
    func lock(_ task: TaskItemID) throws { try lock(-4 * task.rawValue - 1) }

    /// From here on nobody else answers this assignment until the transaction ends.
    func lock(_ assignment: AssignmentID) throws { try lock(-4 * assignment.rawValue - 3) }

    /// From here on nobody else changes a global variable until the transaction ends.
    func lockVariables() throws { try lock(-3) }

    /// From here on nobody else changes this activity until the transaction ends.
    func lock(_ activity: ActivityID) throws { try lock(-4 * activity.rawValue - 2) }

    /// From here on nobody else registers or ends a call until the transaction ends.
    func lockCalls() throws { try lock(-4) }
}
