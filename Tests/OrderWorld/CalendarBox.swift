import Kernel
import Synchronization

/// The shop's working calendar, which a test may change. A class: the source and the test share it.
package final class CalendarBox: Sendable {
    private let current: Mutex<WorkingCalendar>

    package init(_ calendar: WorkingCalendar) { current = Mutex(calendar) }

    package var calendar: WorkingCalendar { current.withLock { $0 } }
    package func change(to calendar: WorkingCalendar) { current.withLock { $0 = calendar } }
}

/// The engine's `post`, known only after the engine has been made with its source.
package final class LatePoster: Sendable {
    private let post = Mutex<EventPoster?>(nil)

    package func set(_ poster: @escaping EventPoster) { post.withLock { $0 = poster } }

    package var events: EventPoster {
        { event, transaction, now in
            guard let poster = self.post.withLock({ $0 }) else { preconditionFailure("the world is not complete") }
            try poster(event, transaction, now)
        }
    }
}
