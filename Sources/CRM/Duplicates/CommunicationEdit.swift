import Kernel

/// A change of one of an item's phones, addresses or messenger names, as programs make it; those not named stay.
package enum CommunicationEdit: Sendable, Hashable {
    case add(Communication)
    /// By its row; nil leaves a part as it is.
    case change(Int64, raw: String?, type: String?)
    case delete(Int64)
}

extension [Communication] {
    /// The list after these changes; a row that is not there is not changed.
    package func applying(_ edits: [CommunicationEdit]) -> [Communication] {
        var list = self
        for edit in edits {
            switch edit {
            case .add(let value): list.append(value)
            case .delete(let id): list.removeAll { $0.id == id }
            case .change(let id, let raw, let type):
                guard let place = list.firstIndex(where: { $0.id == id }) else { continue }
                let old = list[place]
                list[place] = Communication(old.kind, raw ?? old.raw, type: type ?? old.valueType)
                list[place].id = id
            }
        }
        return list
    }
}

extension ItemStore {
    /// Makes an item's communications be these, each accepted by its field.
    func setCommunications(
        _ list: [Communication], in change: inout ItemChange, _ registry: FieldRegistry
    ) throws {
        guard list != change.new.communications else { return }
        for kind in Communication.Kind.allCases {
            guard let field = registry.field(FieldCode(kind.rawValue), of: change.old.entity) else { continue }
            let texts = list.filter { $0.kind == kind }.map { Value.string($0.raw) }
            change.set(field, to: try field.accept(.list(texts), in: context()))
        }
        change.new.communications = list
        change.changesCommunications = true
    }
}
