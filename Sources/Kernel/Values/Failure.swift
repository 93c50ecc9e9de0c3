/// An error a caller can act on: a code for machines, a message for people that says what to do next.
///
/// Anything that is not a `Failure` is a defect or an outage: it goes to the log, people see a general apology.
package struct Failure: Error, Sendable, Equatable {
    /// What kind of refusal this is; HTTP and REST map it in one `switch` each.
    package enum Code: String, Sendable, CaseIterable {
        /// The input breaks a rule; `field` names the place when there is one.
        case invalid
        /// The thing asked for does not exist, or the viewer may not know that it does.
        case notFound
        /// The viewer may see it but not do this.
        case forbidden
        /// Nobody is signed in, or the session has ended.
        case unauthenticated
        /// Somebody else changed or took it first.
        case conflict
        /// Too much or too often: a size, count or rate limit.
        case limited
        /// Not now: the disk is full, a neighbour does not answer, the portal is stopping.
        case unavailable
    }

    package let code: Code
    package let message: Text
    /// The place of the error: a field code, a column heading, `stages[2].robots[0].deadline`.
    package let field: String?

    package init(_ code: Code, _ message: Text, field: String? = nil) {
        self.code = code
        self.message = message
        self.field = field
    }
}

extension Failure: CustomStringConvertible {
    package var description: String {
        "\(code.rawValue)\(field.map { " at \($0)" } ?? ""): \(message.english)"
    }
}
