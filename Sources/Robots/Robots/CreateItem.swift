import Automation
import CRM
import Kernel

/// Creates a lead, a deal, a contact or a company, for the same client unless the fields say otherwise. One robot a type.
struct CreateItem: Robot {
    let entity: EntityType
    let portal: Portal
    let items: ItemStore

    var kind: RobotKind {
        switch entity {
        case .lead: "create_lead"
        case .deal: "create_deal"
        case .contact: "create_contact"
        case .company: "create_company"
        }
    }

    var title: Text {
        switch entity {
        case .lead: Text(ru: "Создать лид", en: "Create lead")
        case .deal: Text(ru: "Создать сделку", en: "Create deal")
        case .contact: Text(ru: "Создать контакт", en: "Create contact")
        case .company: Text(ru: "Создать компанию", en: "Create company")
        }
    }

    var parameters: [ParameterSpec] {
        (entity == .deal ? [.pipelineAndStage] : []) + [
            .values(of: entity),
            ParameterSpec(
                "responsible", RobotTexts.responsible, .people(single: true), addressee: true,
                preset: [.string(PeopleSelector.responsible.stored)]),
            ParameterSpec(
                "links", entity.hasStages ? RobotTexts.sameClient : RobotTexts.linkToItem, .yesNo, preset: true),
        ]
    }

    let mayWait = false
    var results: [ResultSpec] { [ResultSpec("Item", title), ResultSpec("Id", Text(ru: "Номер", en: "Number"))] }

    func run(_ step: Step) throws -> Outcome {
        let source = try step.item(of: .this, items)
        var draft = ItemDraft(entity, try step.values())
        if entity == .deal {
            let (pipeline, stage) = try step.pipelineStage("target")
            (draft.pipeline, draft.stage) = (pipeline.number, stage)
        }
        draft.responsible = try step.optionalPeople("responsible").first
        let isLinked = try step.flag("links")
        if isLinked, entity.hasStages { draft.values.merge(source.client) { own, _ in own } }
        let complete = draft
        let created = try step.command(portal) { command in
            let created = try items.create(complete, command)
            if isLinked, let link = entity.link { _ = try items.update(source.id, [link: .item(created.id)], command) }
            return created
        }
        return .done(results: ["Item": .item(created.id), "Id": .int(created.id.id)])
    }
}

extension Item {
    /// Contact and company as fields of a new item.
    fileprivate var client: [FieldCode: Value] {
        var values: [FieldCode: Value] = [:]
        if let contact { values[.contact] = .item(contact) }
        if let company { values[.company] = .item(company) }
        return values
    }
}

extension EntityType {
    /// The field in which a lead or deal names an item of this type.
    fileprivate var link: FieldCode? {
        switch self {
        case .contact: .contact
        case .company: .company
        case .lead, .deal: nil
        }
    }
}
