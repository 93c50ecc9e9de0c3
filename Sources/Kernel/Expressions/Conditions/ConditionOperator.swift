/// How a comparison compares. The names are stored; never rename them.
package enum ConditionOperator: String, Hashable, Sendable, CaseIterable {
    /// Empty is equal to empty only. Lists and people are equal as sets.
    case equal
    /// True for an empty value: «не равно Да» is anything but yes.
    case notEqual
    /// A text within a text whatever the case, all of these within a list.
    case contains
    case notContains
    case filled
    case notFilled
    case greater
    case atLeast
    case less
    case atMost
    /// From the first to the second, both included; an empty end is open. Two times of day may cross midnight.
    case between
    /// One of those given; a person of a department.
    case `in`
    case notIn
    /// The change being handled has changed this field of the item.
    case changed

    /// How many right sides it takes.
    package var operands: ClosedRange<Int> {
        switch self {
        case .filled, .notFilled, .changed: 0...0
        case .between: 2...2
        case .in, .notIn: 1...1000
        case .equal, .notEqual, .contains, .notContains, .greater, .atLeast, .less, .atMost: 1...1
        }
    }

    package var title: Text { ConditionTexts.title(of: self) }
}

/// Kinds of fields that differ in how they can be compared.
package enum ComparedType: String, Hashable, Sendable, CaseIterable {
    case text
    case number
    case money
    case date
    case dateTime
    case bool
    /// A list's option, one or several.
    case option
    /// A link to a CRM item.
    case item
    case user
    case stage
    case file

    /// Operators to offer, in order. `changed` makes sense only where a change started the process; it comes last.
    package var operators: [ConditionOperator] {
        switch self {
        case .text: [.equal, .notEqual, .contains, .notContains, .filled, .notFilled, .changed]
        case .number, .money, .date, .dateTime:
            [.equal, .notEqual, .greater, .atLeast, .less, .atMost, .between, .filled, .notFilled, .changed]
        case .bool: [.equal, .notEqual, .changed]
        case .option, .item: [.equal, .notEqual, .in, .notIn, .contains, .notContains, .filled, .notFilled, .changed]
        case .user: [.equal, .notEqual, .in, .notIn, .filled, .notFilled, .changed]
        case .stage: [.equal, .notEqual, .in, .notIn, .changed]
        case .file: [.filled, .notFilled, .changed]
        }
    }
}
