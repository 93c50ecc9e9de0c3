import Kernel

/// What a pipeline's stages are called, for the check of an automation before it is saved.
package struct PipelineOutline: Sendable, Hashable {
    /// The stored name: `LEAD`, `DEAL:0`.
    package let name: String
    /// Stage codes in order.
    package let stages: [String]

    package init(name: String, stages: [String]) {
        self.name = name
        self.stages = stages
    }
}

/// Something that is wrong, or may be, in an automation that is about to be saved.
package struct Finding: Sendable, Hashable {
    package enum Severity: Sendable, Hashable {
        /// It cannot be saved.
        case error
        case warning
    }

    package let severity: Severity
    /// `stages[QUOTE].robots[2].subject`
    package let place: String
    package let message: Text

    package init(_ severity: Severity, _ place: String, _ message: Text) {
        self.severity = severity
        self.place = place
        self.message = message
    }
}
