import Kernel

/// A lead, deal, contact or company as it was read: values by field code, and what the portal keeps of it.
package struct Item: Sendable {
    package let id: DocumentID
    package let entity: EntityType
    /// Filled values only.
    package internal(set) var values: [FieldCode: Value]
    package internal(set) var communications: [Communication]
    /// Grows with every change; pages send it back so that nobody overwrites another's change unseen.
    package internal(set) var version: Int64
    /// Grows with every entry into a stage, so that an old timer cannot act on a new stay.
    package internal(set) var stageVisit: Int64
    /// How many copies lie between this item and the first: automation stops endless copying by it.
    package internal(set) var generation: Int
    /// Set while the item lies in the recycle bin.
    package internal(set) var deletedAt: Timestamp?
    /// The nearest planned activity, for the kanban's dot; nil when nothing is planned.
    package internal(set) var nextActivityAt: Timestamp?
    /// Unanswered contacts from the client.
    package internal(set) var incomingCount: Int

    init(
        id: DocumentID, entity: EntityType, values: [FieldCode: Value], communications: [Communication] = [], version: Int64 = 1,
        stageVisit: Int64 = 1, generation: Int = 0, deletedAt: Timestamp? = nil, nextActivityAt: Timestamp? = nil,
        incomingCount: Int = 0
    ) {
        self.id = id
        self.entity = entity
        self.values = values
        self.communications = communications
        self.version = version
        self.stageVisit = stageVisit
        self.generation = generation
        self.deletedAt = deletedAt
        self.nextActivityAt = nextActivityAt
        self.incomingCount = incomingCount
    }

    /// The value of a field; `.null` when it is empty or the entity has no such field.
    ///
    /// The stage answers to both its names, the currency of the amount to its own.
    package func value(_ code: FieldCode) -> Value {
        if let value = values[code] { return value }
        switch code {
        case "STAGE_ID", "STATUS_ID": return values[.stage(of: entity)] ?? .null
        case "CURRENCY_ID": return amount.map { .string($0.currency) } ?? .null
        default: return .null
        }
    }

    /// The value as people see it; empty for nothing.
    package func display(_ field: Field, _ language: Language, _ names: Names) -> String {
        field.text(value(field.code), language, names)
    }

    /// Every reference among the values, for loading names.
    package var references: [Reference] { values.values.flatMap(\.references) }
}

extension Item {
    package var title: String { text(.title) ?? "" }
    /// The stage's code; nil for entities without stages.
    package var stage: String? { text(.stage(of: entity)) }

    package var pipeline: PipelineID? {
        guard entity.hasStages else { return nil }
        if case .int(let number) = value(.pipeline) { return PipelineID(entity, Int(number)) }
        return PipelineID(entity, 0)
    }

    package var semantics: StageSemantics? { text("STAGE_SEMANTIC_ID").flatMap(StageSemantics.init(rawValue:)) }
    package var isClosed: Bool { semantics?.isFinal ?? false }
    package var responsible: UserID? { value(.responsible).userIDs.first }
    package var creator: UserID? { value("CREATED_BY_ID").userIDs.first }
    package var amount: Money? { money(.amount) }
    package var paidAmount: Money? { money(.paidAmount) }
    package var hasManualAmount: Bool { value(.manualAmount) == .bool(true) }
    /// Whether the whole sum is paid; false when no sum is given.
    package var isPaid: Bool {
        guard let amount, let paid = paidAmount else { return false }
        return amount.minorUnits > 0 && paid.minorUnits >= amount.minorUnits
    }
    package var company: DocumentID? { value(.company).documents.first }
    package var contact: DocumentID? { value(.contact).documents.first }
    /// All contacts, the main one first.
    package var contacts: [DocumentID] {
        let all = value(.contacts).documents
        return all.isEmpty ? value(.contact).documents : all
    }
    /// The lead a deal was made from.
    package var lead: DocumentID? { value(.lead).documents.first }
    /// The deal this one was copied from.
    package var original: DocumentID? { value(.original).documents.first }
    package var source: String? { text(.source) }
    package var createdAt: Timestamp { moment(.createdAt) ?? Timestamp(milliseconds: 0) }
    package var modifiedAt: Timestamp { moment(.modifiedAt) ?? createdAt }
    package var movedAt: Timestamp? { moment(.movedAt) }
    package var closedAt: Timestamp? { moment(.closedAt) }
    package var convertedAt: Timestamp? { moment("DATE_CONVERTED") }
    package var isDeleted: Bool { deletedAt != nil }
    package var phones: [String] { communications.filter { $0.kind == .phone }.map(\.raw) }
    package var emails: [String] { communications.filter { $0.kind == .email }.map(\.raw) }

    /// «Иванов Иван Петрович»; empty when no name is given.
    package var fullName: String {
        [FieldCode.lastName, .name, .secondName].compactMap(text).joined(separator: " ")
    }

    func text(_ code: FieldCode) -> String? {
        if case .string(let text) = value(code) { text } else { nil }
    }

    private func money(_ code: FieldCode) -> Money? {
        if case .money(let money) = value(code) { money } else { nil }
    }

    private func moment(_ code: FieldCode) -> Timestamp? {
        if case .dateTime(let moment) = value(code) { moment } else { nil }
    }
}
