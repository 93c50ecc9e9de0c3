import Kernel

/// Tests of fields joined by «and» and «or», as programs ask. People's filters are `FieldFilter`s.
package indirect enum FieldTree: Sendable, Hashable {
    case test(FieldCode, FieldComparison)
    case all([FieldTree])
    case any([FieldTree])
}

/// What a program asks of one field. Numbers, days and moments may be given as text; moments are compared by the whole second,
/// because that is how programs get them.
package struct FieldComparison: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// One of the values; an empty one asks for emptiness.
        case equals
        case less, atMost, greater, atLeast
        /// Two values, both included.
        case between
        /// The text contains the value, in any letter case.
        case contains
        /// The text is like the value with its own `%` and `_`, in any letter case.
        case like
    }

    package let kind: Kind
    package let values: [Value]
    /// Finds what does not answer, empty fields too.
    package let isNegated: Bool

    package init(_ kind: Kind, _ values: [Value], isNegated: Bool = false) {
        self.kind = kind
        self.values = values
        self.isNegated = isNegated
    }
}
