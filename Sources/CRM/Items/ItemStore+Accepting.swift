import Kernel
import Storage

extension ItemStore {
    /// Adds new values to a change: each accepted by its field, links checked, what follows from them set too.
    ///
    /// Stage and pipeline are taken as they are: whether the item may go there is asked by `move` and `changePipeline`.
    func accept(
        _ values: [FieldCode: Value], into change: inout ItemChange, _ registry: FieldRegistry, _ command: Command
    ) throws {
        let item = change.old
        let context = context(item.amount?.currency)
        for (code, value) in values.sorted(by: { $0.key < $1.key }) {
            let field = try registry.require(code, of: item.entity)
            if field.isReadOnly, command.actor.needsRights { throw field.refusal(FieldTexts.readOnly) }
            let accepted = try field.accept(value, in: context)
            try field.requireReferences(of: accepted, known: item.value(field.code), command)
            change.set(field, to: accepted)
        }
        try follow(&change, values, registry, command)
    }

    /// What follows from other values: a contact's title, the main contact and the list of contacts, the sum of products.
    private func follow(
        _ change: inout ItemChange, _ values: [FieldCode: Value], _ registry: FieldRegistry, _ command: Command
    ) throws {
        func set(_ code: FieldCode, _ value: Value) {
            if let field = registry.field(code, of: change.old.entity) { change.set(field, to: value) }
        }
        if change.new.entity == .contact {
            let name = change.new.fullName
            if !name.isEmpty { set(.title, .string(name)) }
        }
        if change.new.entity == .deal {
            if values[.contacts] != nil {
                set(.contact, change.new.value(.contacts).elements.first ?? .null)
            } else if values[.contact] != nil {
                let main = change.new.value(.contact).elements
                let rest = change.old.value(.contacts).elements.filter { !main.contains($0) && $0 != change.old.value(.contact) }
                set(.contacts, .list(main + rest))
            }
        }
        guard change.new.entity.hasStages, values[.amount] != nil || values[.manualAmount] != nil else { return }
        let rows = try ProductRows.of(change.old.id, in: command.transaction)
        guard !rows.isEmpty else { return }
        if values[.manualAmount] == nil {
            set(.manualAmount, .bool(true))
        } else if !change.new.hasManualAmount {
            set(.amount, .money(Money(minorUnits: ProductRows.sum(rows), currency: change.new.amount?.currency ?? "RUB")))
        }
    }

    /// Refuses to leave required fields empty. Only people are asked: a robot that cannot go on because a field is empty
    /// would stop the work of everybody.
    func requireFilled(_ item: Item, touching codes: Set<FieldCode>?, _ catalog: ItemCatalog, _ command: Command) throws {
        guard command.actor.origin == .person else { return }
        let required: [Field]
        let stage = item.stage.flatMap { catalog.pipelines.stage($0, of: item.entity) }
        if let stage, let pipeline = item.pipeline.flatMap({ catalog.pipelines[$0] }) {
            required = catalog.fields.required(in: stage, of: pipeline)
        } else {
            required = catalog.fields.fields(of: item.entity).filter(\.isRequired)
        }
        let missing = required.filter { field in
            item.value(field.code).isEmpty && !field.isReadOnly && codes.map { $0.contains(field.code) } ?? true
        }
        guard let first = missing.first else { return }
        if codes == nil, let stage { throw MissingFields(item: item.id.id > 0 ? item.id : nil, stage: stage, fields: missing) }
        throw first.refusal(FieldTexts.required)
    }
}
