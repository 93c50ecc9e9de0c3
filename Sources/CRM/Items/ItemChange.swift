import Kernel

/// One field's old and new value.
package struct FieldChange: Hashable, Sendable {
    package let code: FieldCode
    package let from: Value
    package let to: Value

    package init(_ code: FieldCode, from: Value, to: Value) {
        self.code = code
        self.from = from
        self.to = to
    }
}

/// What a command changes of an item: worked out once, then written, counted and told from the same place.
struct ItemChange {
    let old: Item
    var new: Item
    /// Of fields, without stage, pipeline and responsible, which have events of their own.
    var fields: [FieldChange] = []
    /// Columns of the system table to set.
    var columns: [FieldCode] = []
    var changesCommunications = false
    var changesContacts = false

    init(_ old: Item) {
        self.old = old
        new = old
    }

    var isEmpty: Bool { columns.isEmpty && !changesCommunications && !changesContacts }
    var movesPipeline: Bool { old.pipeline != new.pipeline }
    var movesStage: Bool { old.stage != new.stage || movesPipeline }
    var changesResponsible: Bool { old.responsible != new.responsible }

    /// Sets a value that the field has accepted; nothing happens when it is the same.
    mutating func set(_ field: Field, to value: Value) {
        let before = old.value(field.code)
        guard before != value, !(before.isEmpty && value.isEmpty) else { return }
        new.values[field.code] = value.isEmpty ? nil : value
        switch field.storage {
        case .communications(let kind):
            let texts = value.elements.map(\.printable)
            new.communications =
                new.communications.filter { $0.kind != kind } + Communication.list(kind, texts, keeping: old.communications)
            changesCommunications = true
        case .contacts: changesContacts = true
        case .system, .custom: columns.append(field.code)
        }
        let hasOwnEvent =
            field.code == .stage(of: old.entity) || field.code == .pipeline || field.code == .responsible
            || field.code == .manualAmount || (field.flags.contains(.technical) && field.isReadOnly)
        // A contact's full name follows from its parts, the list of contacts from the main one: told once.
        let isTold = field.code == .contacts && fields.contains { $0.code == .contact }
        if !hasOwnEvent, !isTold { fields.append(FieldChange(field.code, from: before, to: value)) }
    }
}
