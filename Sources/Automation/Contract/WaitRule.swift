import Kernel

/// What a wait of a process waits for, and until when at the latest.
package struct WaitRule: Sendable, Hashable {
    package enum Goal: Sendable, Hashable {
        /// Something happens to the item that a trigger of this kind, with these settings, would notice. With a condition
        /// only when it holds then.
        case event(kind: String, parameters: [String: JSONValue], condition: Condition?)
        /// The condition holds: asked when the wait begins, and whenever something happens to the item.
        case condition(Condition)
        /// A moment, usually the date in a field: planned anew when the field changes, unknown while it is empty.
        case moment(Timing)
    }

    package var goal: Goal
    /// When it has waited in vain: counted from the moment the branch came to the wait, or from a field. Nil waits for ever.
    package var deadline: Timing?

    package init(_ goal: Goal, deadline: Timing? = nil) {
        self.goal = goal
        self.deadline = deadline
    }

    /// The condition that it asks; nil when it asks none.
    package var condition: Condition? {
        switch goal {
        case .event(_, _, let condition): condition
        case .condition(let condition): condition
        case .moment: nil
        }
    }

    /// The rules for moments that it has.
    package var timings: [Timing] {
        let own: [Timing] = if case .moment(let timing) = goal { [timing] } else { [] }
        return own + (deadline.map { [$0] } ?? [])
    }
}

/// What a «for each» goes through. The list is taken when the block begins; what is added later is not gone through.
package enum ListSource: Sendable, Hashable {
    /// The elements of a value: a field with several values, a list among the variables.
    case values(Template)
    case rows(Rows)

    /// What hangs on the item. Stored names, never renamed.
    package enum Rows: String, Sendable, CaseIterable {
        case products, contacts
    }
}

extension ListSource {
    /// What its elements are called where they are used: `{=block:value}`. Elements of values have one part only.
    package static let element = "value"
    /// Which element it is, from 1.
    package static let number = "number"
    /// How many there are.
    package static let count = "count"
    /// How many elements a list may have at most.
    package static let maximum = 1000
}
