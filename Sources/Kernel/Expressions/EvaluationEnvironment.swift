/// Where a template's insertions get their values: a CRM item, a running process, a preview on the robots screen.
///
/// `System` insertions are answered from `setting` and never asked for here.
package protocol EvaluationEnvironment {
    var setting: EvaluationSetting { get }

    /// The value of `{=object:field}`: nil when nobody knows the name (error 0), `.null` when it is empty.
    /// `object` is in its usual case, `field` as written.
    func value(object: String, field: String) throws -> Value?

    /// What `modifier` makes of a value: text with names for `printable` and `friendly`, addresses for files, the
    /// responsible person for `responsible`. Nil leaves it to the general rules, which know no names.
    func render(_ value: Value, as modifier: Modifier) throws -> Value?

    /// The same for the value of a field, which knows the names of its options. Nil asks `render(_:as:)`.
    func render(_ value: Value, of reference: FieldReference, as modifier: Modifier) throws -> Value?

    /// The people that a value means, roles and departments resolved.
    func people(in value: Value) throws -> [UserID]

    func zone(of user: UserID) throws -> TimeZoneRules
}

extension EvaluationEnvironment {
    package func render(_ value: Value, as modifier: Modifier) throws -> Value? { nil }
    package func render(_ value: Value, of reference: FieldReference, as modifier: Modifier) throws -> Value? { nil }
    package func people(in value: Value) throws -> [UserID] { value.userIDs }
    package func zone(of user: UserID) throws -> TimeZoneRules { setting.zone }
}

/// What holds during a whole evaluation, so that it gives the same result when it is repeated.
package struct EvaluationSetting: Sendable {
    package var now: Timestamp
    /// In which days begin and times are printed: the portal's, or the viewer's in a preview.
    package var zone: TimeZoneRules
    package var calendar: WorkingCalendar
    package var language: Language
    /// `https://crm.example.ru`, without a slash at the end.
    package var hostURL: String
    /// `/crm/deal/15/`; nil when there is no item.
    package var documentPath: String?
    /// Where random functions start; keep it with a step, and repeating the step draws the same.
    package var seed: UInt64
    /// Fields of the item that the change being handled has changed, for the condition «изменено».
    package var changedFields: Set<String>

    package init(
        now: Timestamp, zone: TimeZoneRules, calendar: WorkingCalendar, language: Language = .russian,
        hostURL: String = "",
        documentPath: String? = nil, seed: UInt64 = 0, changedFields: Set<String> = []
    ) {
        self.now = now
        self.zone = zone
        self.calendar = calendar
        self.language = language
        self.hostURL = hostURL
        self.documentPath = documentPath
        self.seed = seed
        self.changedFields = changedFields
    }
}

/// What an evaluation gave: where something failed the value is null (in a text: that place is empty) and the reason is
/// listed. The caller decides whether that stops it.
package struct Evaluated: Hashable, Sendable {
    package let value: Value
    package let errors: [ExpressionError]

    package init(value: Value, errors: [ExpressionError] = []) {
        self.value = value
        self.errors = errors
    }
}

/// SplitMix64: small, and equal seeds give equal draws on every platform and in every version.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
