import Kernel

/// What only the portal knows when an automation is checked: what insertions mean, who still works here, what day it is.
package struct PortalKnowledge: Sendable {
    /// Whether an insertion means something on the pipeline's items.
    package let knowsReference: @Sendable (FieldReference) -> Bool
    /// Why a stored choice of people means nobody now; nil when it means somebody, or when only the item can tell.
    package let problemOfPeople: @Sendable (String) -> Text?
    /// The value of a constant; nil for everything that is none.
    package let constant: @Sendable (FieldReference) -> Value?
    /// Whether a connector has a connection that is switched on.
    package let hasConnection: @Sendable (ConnectorKind) -> Bool
    package let now: Timestamp
    /// The portal's zone, in which days are meant.
    package let zone: TimeZoneRules

    package init(
        now: Timestamp, zone: TimeZoneRules, knowsReference: @escaping @Sendable (FieldReference) -> Bool,
        problemOfPeople: @escaping @Sendable (String) -> Text? = { _ in nil },
        constant: @escaping @Sendable (FieldReference) -> Value? = { _ in nil },
        hasConnection: @escaping @Sendable (ConnectorKind) -> Bool = { _ in true }
    ) {
        self.now = now
        self.zone = zone
        self.knowsReference = knowsReference
        self.problemOfPeople = problemOfPeople
        self.constant = constant
        self.hasConnection = hasConnection
    }
}
