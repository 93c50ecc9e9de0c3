import Automation
import CRM
import Kernel
import Storage

/// Makes the item of a simulation that needs no real one: with a client who can call and write, and a sum.
struct Invention {
    let order: SimulationOrder
    let items: ItemStore
    let portal: Portal

    struct Made: Sendable {
        let item: DocumentID
        let responsible: UserID?
    }

    func make(in transaction: any Transaction) throws -> Made {
        guard case .invented(let stage, let typed) = order.subject, let pipeline = PipelineID(automationName: order.pipeline) else {
            throw Failure(.notFound, EffectTexts.noPipeline.with(["name": order.pipeline]))
        }
        return try portal.perform(as: .system, in: transaction) { command in
            var values = try given(typed, pipeline.entity, command)
            let responsible = try values.removeValue(forKey: .responsible)?.responsible ?? standIn(command)
            values.merge(try usual(pipeline.entity, responsible, command)) { first, _ in first }
            let draft = ItemDraft(
                pipeline.entity, values, pipeline: pipeline.number, stage: stage.isEmpty ? nil : stage, responsible: responsible)
            let item = try items.create(draft, command)
            return Made(item: item.id, responsible: responsible)
        }
    }

    /// What the form says, in the fields' own kinds.
    private func given(_ typed: [String: [String]], _ entity: EntityType, _ command: Command) throws -> [FieldCode: Value] {
        let fields = try items.catalog.catalog(in: command.transaction).fields
        var values: [FieldCode: Value] = [:]
        for (code, texts) in typed {
            let filled = texts.filter { !$0.isEmpty }
            guard !filled.isEmpty, let field = fields.field(FieldCode(code), of: entity) else { continue }
            if field.type.code == "file" {
                let scene = Scene(
                    transaction: command.transaction, now: command.now, items: [], person: nil, inputs: DeedInputs(),
                    calendar: try WorkingCalendar(SettingsStore.settings(in: command.transaction).workingHours, around: command.now))
                values.merge(try AnyValues(scene: scene, person: nil).values(for: [field])) { $1 }
            } else {
                values[field.code] = filled.count == 1 ? .string(filled[0]) : .list(filled.map(Value.string))
            }
        }
        return values
    }

    /// Who asked, else the first who works here.
    private func standIn(_ command: Command) throws -> UserID? {
        if let user = order.user { return user }
        guard let first = try UserStore.everybody(in: command.transaction).first(where: \.isActive) else {
            throw Failure(.invalid, EffectTexts.nobody)
        }
        return first.id
    }

    private func usual(_ entity: EntityType, _ responsible: UserID?, _ command: Command) throws -> [FieldCode: Value] {
        let client: [FieldCode: Value] = [
            .name: .string(EffectTexts.inventedName.russian), .lastName: .string(EffectTexts.inventedLastName.russian),
            .phone: .list([.string("+7 900 000-00-00")]), .email: .list([.string("client@example.test")]),
        ]
        let common: [FieldCode: Value] = [
            .title: .string(EffectTexts.inventedTitle.russian), .amount: .money(Money(minorUnits: 100_000_00)),
        ]
        guard entity == .deal else { return common.merging(client) { first, _ in first } }
        let contact = try items.create(ItemDraft(.contact, client, responsible: responsible), command)
        return common.merging([.contacts: .list([.item(contact.id)])]) { first, _ in first }
    }
}

extension Value {
    /// A person as a form or a program names them.
    fileprivate var responsible: UserID? { userIDs.first ?? UserID(printable) }
}
