/// What time it is. The only authority on «now»; nothing else reads the system's clock.
package protocol WallClock: Sendable {
    var now: Timestamp { get }
    /// Returns when `moment` has come or the task is cancelled, whichever is first; may wake early.
    func sleep(until moment: Timestamp) async
}
