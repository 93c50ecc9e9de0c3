import Kernel
import Storage

extension Command {
    /// Carries out what happened long ago and elsewhere: under its own date, in the name of whoever did it then. All or nothing.
    ///
    /// Only for imports. The history and the owners of files are written; robots, triggers, programs outside and open pages are
    /// not told, because it is no news.
    /// - Parameter moment: when it happened; every row is dated so.
    package func inPast<T>(at moment: Timestamp, by user: UserID?, _ body: (Command) throws -> T) throws -> T {
        let past = Command(transaction, as: Actor(origin: actor.origin, user: user), at: moment)
        return try transaction.savepoint {
            let result = try body(past)
            for event in past.takeEvents() {
                try TimelineListener().handle(event, in: past)
                try FileFieldListener().handle(event, in: past)
            }
            return result
        }
    }
}
