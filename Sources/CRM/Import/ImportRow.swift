import Kernel

/// A row of the table as it is understood.
struct ImportRow: Sendable {
    let row: SheetRow
    /// Tasks and products use its values only.
    var draft: ItemDraft
    /// What the row brings along: its contact, its company.
    var related: [EntityType: ItemDraft] = [:]
    var refusal: ImportRefusal?

    /// What the item would be recognised by.
    var keys: [ImportKey] { ImportKey.keys(of: draft) }
}

/// A phone, an address or another program's number in its comparable form.
struct ImportKey: Hashable, Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case origin, phone, email
    }

    let kind: Kind
    let normalized: String

    static func keys(of draft: ItemDraft) -> [ImportKey] {
        let reach = draft.communications.compactMap { value in
            Kind(rawValue: value.kind.rawValue.lowercased()).map { ImportKey(kind: $0, normalized: value.normalized) }
        }
        let origin = draft.values["ORIGIN_ID"].map { ImportKey(kind: .origin, normalized: $0.printable) }
        return (origin.map { [$0] } ?? []) + reach
    }
}

/// Why a row was not imported.
package struct ImportRefusal: Sendable, Equatable {
    /// The line of the file on which the row begins, from 1.
    package let line: Int
    /// The heading of the column; empty for the whole row.
    package let column: String
    package let message: Text
    /// The row as it was, for the report that is mended and uploaded again.
    package let cells: [String]
}
