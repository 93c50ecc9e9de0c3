import Kernel

package enum SessionTag {}
/// Names a session in the list of a person's devices; says nothing about its secret.
package typealias SessionID = Identifier<SessionTag>

/// One browser in which somebody is signed in.
package struct Session: Identifiable, Hashable, Sendable {
    package let id: SessionID
    package let user: UserID
    /// Sent with every form; a form without it is refused.
    package let csrfToken: String
    /// Where it was opened from, and with which browser, as the person recognises it.
    package let address: String
    package let agent: String
    package let createdAt: Timestamp
    /// To the quarter of an hour.
    package let seenAt: Timestamp

    /// Whether a form carries this session's token; takes the same time for any wrong one.
    package func accepts(csrfToken candidate: String) -> Bool {
        isEqualInConstantTime(csrfToken, candidate)
    }
}
