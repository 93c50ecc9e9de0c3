import Kernel
import Storage

extension ItemStore {
    /// Creates an item: checks rights and fields, puts it into its stage, writes its parts, tells everybody.
    /// - Throws: `Failure` `.forbidden`, `.invalid` naming the field; `MissingFields` when a person creates it in a stage that
    ///   asks for more.
    @discardableResult
    package func create(_ draft: ItemDraft, for viewer: Viewer? = nil, _ command: Command) throws -> Item {
        try ItemAccess.requireCreation(draft.entity, for: try ItemAccess.viewer(viewer, command))
        let catalog = try catalog.catalog(in: command.transaction)
        let id = DocumentID(draft.entity, try command.transaction.nextID(draft.entity.table))
        var item = try prepared(draft, id, catalog, command)
        try requireFilled(item, touching: nil, catalog, command)
        try ProductRows.check(draft.productRows)
        useSum(of: draft.productRows, in: &item)
        try ItemInsertion(draft.entity, catalog.fields).insert(item, in: command.transaction)
        try CommunicationRows.insert([(id, item.communications)], in: command.transaction)
        try ProductRows.replace(of: id, with: draft.productRows, in: command.transaction)
        let contacts = item.value(.contacts).documents
        if !contacts.isEmpty { try ItemLinks.replace(from: id, with: contacts, .contact, in: command.transaction) }
        try StageTotals.shift(from: nil, to: item, in: command.transaction)
        try StageHistory.record(created: item, at: item.createdAt, command)
        command.raise(ItemCreated(item: item))
        return item
    }

    /// The item that a draft describes, not yet written.
    func prepared(_ draft: ItemDraft, _ id: DocumentID, _ catalog: ItemCatalog, _ command: Command) throws -> Item {
        var change = ItemChange(blank(draft, id, command))
        var values = draft.values
        let stage = values.removeValue(forKey: .stage(of: draft.entity))?.printable ?? draft.stage
        let number = values.removeValue(forKey: .pipeline).flatMap { Int($0.printable) } ?? draft.pipeline
        try accept(values, into: &change, catalog.fields, command)
        if draft.entity.hasStages {
            let place = try target(stage, in: PipelineID(draft.entity, number), changes: true, change.old, catalog)
            try self.place(&change, place, catalog)
            if place.stage.semantics.isFinal, change.new.value(.closedAt).isEmpty { change.new.values[.closedAt] = change.old.value(.createdAt) }
        }
        if !draft.communications.isEmpty {
            try change.new.setAccepted(draft.communications, catalog.fields, context())
        }
        try entitle(&change.new)
        return change.new
    }

    private func blank(_ draft: ItemDraft, _ id: DocumentID, _ command: Command) -> Item {
        let isPerson = command.actor.needsRights
        let moment = isPerson ? command.now : draft.createdAt ?? command.now
        let author = isPerson ? command.actor.user : draft.createdBy ?? command.actor.user
        var values: [FieldCode: Value] = [
            .id: .int(id.id), .createdAt: .dateTime(moment), .modifiedAt: .dateTime(moment), .lastActivityAt: .dateTime(moment),
        ]
        values["CREATED_BY_ID"] = author.map(Value.user)
        values["MODIFY_BY_ID"] = author.map(Value.user)
        values[.responsible] = (draft.responsible ?? author).map(Value.user)
        if draft.entity.hasStages {
            values[.movedAt] = .dateTime(moment)
            values["MOVED_BY_ID"] = author.map(Value.user)
        }
        return Item(id: id, entity: draft.entity, values: values, generation: draft.generation)
    }

    /// Every item can be called by something: leads and deals by what is known of the client, contacts by how to reach them.
    private func entitle(_ item: inout Item) throws {
        guard item.title.isEmpty else { return }
        let known = [item.fullName, item.text(.companyTitle) ?? ""].first { !$0.isEmpty }
        switch item.entity {
        case .lead, .deal:
            item.values[.title] = .string(known ?? ItemStore.untitled(item))
        case .contact:
            guard let name = known ?? item.communications.first?.raw else {
                throw Failure(.invalid, ItemTexts.emptyContact, field: FieldCode.name.rawValue)
            }
            item.values[.title] = .string(name)
        case .company:
            throw Failure(.invalid, ItemTexts.emptyCompany, field: FieldCode.title.rawValue)
        }
    }

    private static func untitled(_ item: Item) -> String {
        ItemTexts.untitled.with(["entity": item.entity.name, "id": Text(verbatim: String(item.id.id))]).russian
    }

    private func useSum(of rows: [ProductRow], in item: inout Item) {
        guard !rows.isEmpty, !item.hasManualAmount, item.amount == nil else { return }
        item.values[.amount] = .money(Money(minorUnits: ProductRows.sum(rows)))
    }
}

extension Item {
    /// Takes communications with their types, each accepted by its field.
    mutating func setAccepted(_ list: [Communication], _ registry: FieldRegistry, _ context: FieldContext) throws {
        var fields: [Field] = []
        for value in list {
            let field = try registry.require(value.field, of: entity)
            _ = try field.accept(.string(value.raw), in: context)
            if !fields.contains(where: { $0.code == field.code }) { fields.append(field) }
        }
        set(communications.filter { known in !fields.contains { $0.code == known.field } } + list, fields)
    }
}
