import Kernel
import Storage

extension ItemStore {
    /// Copies a deal into a pipeline with its fields, contacts and products; the copy points to the original and starts
    /// unpaid. Files are shared, not doubled. Its generation is the original's plus one.
    /// - Parameters:
    ///   - stage: nil is the first.
    ///   - changes: values that the copy shall have instead.
    @discardableResult
    package func copy(
        _ id: DocumentID, toPipeline number: Int, stage: String? = nil, changing changes: [FieldCode: Value] = [:],
        responsible: UserID? = nil, for viewer: Viewer? = nil, _ command: Command
    ) throws -> Item {
        let original = try take(id, to: .read, for: viewer, command)
        guard original.entity == .deal else { throw Failure(.invalid, ItemTexts.onlyDeals) }
        if original.isDeleted { throw Failure(.conflict, ItemTexts.deleted) }
        let registry = try catalog.catalog(in: command.transaction).fields
        var values: [FieldCode: Value] = [:]
        for field in registry.fields(of: .deal) where !ItemStore.notCopied.contains(field.code) && !field.isReadOnly {
            let value = original.value(field.code)
            if !value.isEmpty { values[field.code] = value }
        }
        values.merge(changes) { $1 }
        let draft = ItemDraft(
            .deal, values, pipeline: number, stage: stage, responsible: responsible ?? original.responsible,
            productRows: try ProductRows.of(id, in: command.transaction), generation: original.generation + 1)
        let copy = try create(draft, for: viewer, asCopyOf: original, command)
        command.raise(ItemCopied(original: original, copy: copy))
        return copy
    }

    private static let notCopied: Set<FieldCode> = [
        .id, .stage(of: .deal), .pipeline, .responsible, .contact, "STATUS_DESCRIPTION",
    ]

    /// The link to the original is read-only for people, and the files are another's: both are set as the portal's own doing.
    private func create(_ draft: ItemDraft, for viewer: Viewer?, asCopyOf original: Item, _ command: Command) throws -> Item {
        try ItemAccess.requireCreation(.deal, for: try ItemAccess.viewer(viewer, command))
        var draft = draft
        draft.values[.original] = .item(original.id)
        draft.values[.lead] = original.lead.map(Value.item)
        let complete = draft
        let copy = try trusted(command) { try create(complete, $0) }
        try ItemLinks.add(from: copy.id, to: original.id, .copy, in: command.transaction)
        return copy
    }
}
