import Kernel
import Storage

/// The portal's fields: reading the registry, and the commands by which administrators make fields of their own.
package struct FieldStore: Sendable {
    let catalog: CatalogCache

    package init(_ catalog: CatalogCache) { self.catalog = catalog }

    package func registry(in reader: any Reader) throws -> FieldRegistry { try catalog.catalog(in: reader).fields }

    /// Makes a field: a typed column of the owner's side table, there at once. A code that was deleted before comes back
    /// with its data when the type is the same.
    /// - Throws: `Failure` `.invalid` or `.conflict` naming what is wrong; `.forbidden`.
    @discardableResult
    package func create(_ draft: FieldDraft, _ command: Command) throws -> Field {
        try command.require(.configurePortal)
        let known = try registry(in: command.transaction)
        let type = try draft.checked(try catalog.catalog(in: command.transaction))
        if let old = known.all(of: draft.owner).first(where: { $0.code == draft.code }) {
            guard old.isHidden else { throw draft.refusal(FieldTexts.takenCode, .conflict) }
            try refuseOtherType(old, draft)
        } else {
            try addColumns(draft, type, command.transaction)
        }
        tell("ADD", of: draft.code, draft.owner, command)
        return try save(draft, sort: draft.sort ?? known.all(of: draft.owner).count * 10, command)
    }

    /// Changes everything but code, type and whether it is multiple.
    @discardableResult
    package func update(_ draft: FieldDraft, _ command: Command) throws -> Field {
        try command.require(.configurePortal)
        let current = try catalog.catalog(in: command.transaction)
        _ = try draft.checked(current)
        let old = try custom(draft.code, draft.owner, current.fields)
        try refuseOtherType(old, draft)
        tell("UPDATE", of: draft.code, draft.owner, command)
        return try save(draft, sort: draft.sort ?? old.sort, command)
    }

    /// Makes the field be like this, new or known: presets are loaded again and again.
    @discardableResult
    package func define(_ draft: FieldDraft, _ command: Command) throws -> Field {
        let known = try registry(in: command.transaction)
        return known.field(draft.code, of: draft.owner) == nil ? try create(draft, command) : try update(draft, command)
    }

    /// Hides the field everywhere; its data is kept and comes back with the same code.
    package func delete(_ code: FieldCode, of owner: FieldOwner, _ command: Command) throws {
        try command.require(.configurePortal)
        _ = try custom(code, owner, try registry(in: command.transaction))
        try command.transaction.execute(
            "update custom_fields set is_hidden = 1 where entity = $1 and code = $2", [owner.number, code.rawValue])
        tell("DELETE", of: code, owner, command)
        try catalog.change(in: command.transaction)
    }

    /// Changes what a field that the portal declares asks for and where it shows.
    package func adjust(
        _ code: FieldCode, of entity: EntityType, _ adjustment: FieldAdjustment, _ command: Command
    ) throws {
        try command.require(.configurePortal)
        let current = try catalog.catalog(in: command.transaction)
        let field = try current.fields.require(code, of: entity)
        try FieldDraft.check(adjustment.requiredFrom, of: field.code, entity, current.pipelines)
        try command.transaction.execute(
            """
            insert into field_settings (entity, code, is_required, required_from, in_list, in_filter, on_card)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (entity, code) do update set is_required = excluded.is_required,
                required_from = excluded.required_from, in_list = excluded.in_list, in_filter = excluded.in_filter,
                on_card = excluded.on_card
            """,
            [
                entity.rawValue, field.code.rawValue, adjustment.isRequired, FieldRows.json(adjustment.requiredFrom),
                adjustment.isInList, adjustment.isInFilter, adjustment.isOnCard,
            ])
        try catalog.change(in: command.transaction)
    }

    /// Replaces the options that administrators add to a list of the portal's own, such as sources.
    package func setOptions(_ options: [FieldOption], of code: FieldCode, _ entity: EntityType, _ command: Command) throws {
        try command.require(.configurePortal)
        let field = try registry(in: command.transaction).require(code, of: entity)
        try FieldDraft.check(options, of: field.code)
        try save(options, of: field.code, .items(entity), command.transaction)
        try catalog.change(in: command.transaction)
    }

    /// Tells programs that a field of administrators was made, changed or deleted. Of people's fields they cannot hear.
    private func tell(_ verb: String, of code: FieldCode, _ owner: FieldOwner, _ command: Command) {
        guard let entity = owner.entity else { return }
        command.raise(
            ProgramNotice(
                "ONCRM\(entity.code)USERFIELD\(verb)", number: StableNumber.of("\(owner.contractCode):\(code)"),
                ["ENTITY_ID": .string(owner.contractCode), "FIELD_NAME": .string(code.rawValue)]))
    }

    private func custom(_ code: FieldCode, _ owner: FieldOwner, _ registry: FieldRegistry) throws -> Field {
        let field = try registry.require(code, of: owner)
        guard field.isCustom else { throw field.refusal(FieldTexts.readOnly) }
        return field
    }

    private func refuseOtherType(_ old: Field, _ draft: FieldDraft) throws {
        guard old.type.code == draft.type, old.isMultiple == draft.isMultiple else {
            throw old.refusal(FieldTexts.changedType)
        }
    }

    /// The names are made of a code that was checked to be letters, digits and `_`; the types are our own.
    private func addColumns(_ draft: FieldDraft, _ type: any FieldType, _ transaction: any Transaction) throws {
        let names = FieldRows.columns(of: draft.code, type, isMultiple: draft.isMultiple)
        let kinds = draft.isMultiple ? [.text] : type.columns.map(\.kind)
        for (name, kind) in zip(names, kinds) {
            let statement = "alter table \(draft.owner.customTable) add column \(name) \(kind.rawValue)"
            try transaction.execute(transaction.dialect.definition(statement))
        }
    }

    private func save(_ draft: FieldDraft, sort: Int, _ command: Command) throws -> Field {
        try command.transaction.execute(
            """
            insert into custom_fields (entity, code, type, title, title_en, is_required, is_read_only, is_multiple,
                required_from, in_list, in_filter, on_card, linked_entity, sort, is_hidden, created_at, created_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, $15, $16)
            on conflict (entity, code) do update set title = excluded.title, title_en = excluded.title_en,
                is_required = excluded.is_required, is_read_only = excluded.is_read_only,
                required_from = excluded.required_from, in_list = excluded.in_list, in_filter = excluded.in_filter,
                on_card = excluded.on_card, sort = excluded.sort, is_hidden = 0
            """,
            [
                draft.owner.number, draft.code.rawValue, draft.type, draft.title.russian, draft.title.storedEnglish,
                draft.isRequired, draft.isReadOnly, draft.isMultiple, FieldRows.json(draft.requiredFrom), draft.isInList,
                draft.isInFilter, draft.isOnCard, draft.linkedEntity?.rawValue, sort, command.now, command.actor.user,
            ])
        try save(draft.options, of: draft.code, draft.owner, command.transaction)
        try catalog.change(in: command.transaction)
        return try registry(in: command.transaction).require(draft.code, of: draft.owner)
    }

    /// Options that are gone are hidden, not deleted: items may still have them.
    private func save(
        _ options: [FieldOption], of code: FieldCode, _ owner: FieldOwner, _ transaction: any Transaction
    ) throws {
        try transaction.execute(
            "update field_options set is_hidden = 1 where entity = $1 and field = $2", [owner.number, code.rawValue])
        for (place, option) in options.enumerated() {
            try transaction.execute(
                """
                insert into field_options (entity, field, code, name, name_en, sort, is_hidden)
                values ($1, $2, $3, $4, $5, $6, $7)
                on conflict (entity, field, code) do update set name = excluded.name, name_en = excluded.name_en,
                    sort = excluded.sort, is_hidden = excluded.is_hidden
                """,
                [
                    owner.number, code.rawValue, option.code, option.name.russian, option.name.storedEnglish,
                    (place + 1) * 10, option.isHidden,
                ])
        }
    }
}
