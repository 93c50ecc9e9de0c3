import Kernel
import Storage
import Synchronization

/// Tells administrators when SQLite's log grows out of bounds. It can begin anew only where no reader needs it, and nothing of
/// ours reads for long: somebody else keeps a transaction on the database open, and a full disk would stop everybody.
package final class LogAlarm: Sendable {
    /// A log of so many bytes is told of; the next time when it has doubled.
    package static let limit = 1 << 30

    private let portal: Portal
    private let limit: Int
    private let size: @Sendable () -> Int
    /// The size that was told last; 0 while the log is as it should be.
    private let told = Mutex(0)

    /// - Parameter size: bytes of the log now.
    package init(_ portal: Portal, limit: Int = LogAlarm.limit, size: @escaping @Sendable () -> Int) {
        self.portal = portal
        self.limit = limit
        self.size = size
    }

    /// Looks at the log. Call it as often as you like.
    /// - Returns: its size when administrators have just been told; nil otherwise.
    package func look() async throws -> Int? {
        let now = size()
        let isNews = told.withLock { told in
            if now < limit { told = 0 }
            return now >= limit && now >= 2 * told
        }
        guard isNews else { return nil }
        let text = SettingsTexts.logGrows.with(["size": Text(verbatim: String(now >> 20))])
        try await portal.perform(as: .system) { command in
            let notice = NoticeDraft("database_log", text, tag: "database-log", isFromPortal: true)
            try Notice.send(notice, to: UserStore.administrators(in: command.transaction), in: command)
        }
        told.withLock { $0 = now }
        return now
    }
}
