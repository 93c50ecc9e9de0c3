import CRM
import Kernel
import TestSupport

extension WebWorld {
    /// A deal that stands where it was put: nothing of the preset's robots starts before a person touches it.
    @discardableResult
    func deal(
        _ title: String, rubles: Int64? = nil, stage: String? = nil, pipeline: Int = 0, of responsible: UserID? = nil,
        _ more: [FieldCode: Value] = [:]
    ) async throws -> DocumentID {
        let owner = responsible ?? people.manager
        return try await company.portal.perform(as: .system) { [items = company.items] command in
            var values = more
            values[.title] = .string(title)
            values[.amount] = rubles.map { .money(Money(minorUnits: $0 * 100)) }
            let draft = ItemDraft(.deal, values, pipeline: pipeline, stage: stage, responsible: owner)
            return try items.createMany([draft], startsAutomation: false, command)[0]
        }
    }

    @discardableResult
    func item(_ entity: EntityType, _ values: [FieldCode: Value], of responsible: UserID? = nil) async throws -> DocumentID {
        let owner = responsible ?? people.manager
        return try await company.portal.perform(as: .system) { [items = company.items] command in
            try items.create(ItemDraft(entity, values, responsible: owner), command).id
        }
    }

    func deals(_ count: Int, stage: String) async throws {
        try await company.portal.perform(as: .system) { [items = company.items, owner = people.manager] command in
            let drafts = (1...count).map { number in
                ItemDraft(
                    .deal, [.title: .string("Deal \(number)"), .amount: .money(Money(minorUnits: 10_000))], stage: stage,
                    responsible: owner)
            }
            _ = try items.createMany(drafts, startsAutomation: false, command)
        }
    }

    func stage(of id: DocumentID) async throws -> String? { try await company.item(id).stage }
}
