import Kernel

/// An item that is about to be created.
package struct ItemDraft: Sendable {
    package let entity: EntityType
    /// By field code, as typed (`.string`) or in the field's own kind. Read-only fields only from programs.
    package var values: [FieldCode: Value]
    /// Deals only; leads have one.
    package var pipeline: Int
    /// The stage's code; nil is the first stage.
    package var stage: String?
    /// Nil is whoever acts.
    package var responsible: UserID?
    /// With their types; takes the place of PHONE, EMAIL, WEB and IM among `values` when it is not empty.
    package var communications: [Communication]
    package var productRows: [ProductRow]
    /// Only programs may date an item back: imports and demonstrations.
    package var createdAt: Timestamp?
    package var createdBy: UserID?
    /// Copies carry that of their original plus one.
    package var generation: Int

    package init(
        _ entity: EntityType, _ values: [FieldCode: Value] = [:], pipeline: Int = 0, stage: String? = nil,
        responsible: UserID? = nil, communications: [Communication] = [], productRows: [ProductRow] = [],
        createdAt: Timestamp? = nil, createdBy: UserID? = nil, generation: Int = 0
    ) {
        self.entity = entity
        self.values = values
        self.pipeline = pipeline
        self.stage = stage
        self.responsible = responsible
        self.communications = communications
        self.productRows = productRows
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.generation = generation
    }
}
