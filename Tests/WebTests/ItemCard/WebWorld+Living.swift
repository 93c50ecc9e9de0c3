import CRM
import Kernel
import TestSupport

extension WebWorld {
    /// A deal that begins as in life: everybody is told of it and the robots of its stage start.
    func livingDeal(
        _ title: String, stage: String? = nil, pipeline: Int = 0, of responsible: UserID? = nil,
        _ more: [FieldCode: Value] = [:]
    ) async throws -> DocumentID {
        let owner = responsible ?? people.manager
        return try await company.portal.perform(as: .system) { [items = company.items] command in
            let values = more.merging([.title: .string(title)]) { $1 }
            let draft = ItemDraft(.deal, values, pipeline: pipeline, stage: stage, responsible: owner)
            return try items.create(draft, command).id
        }
    }
}
