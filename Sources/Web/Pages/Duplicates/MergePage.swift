import CRM
import Kernel
import Storage

/// `/contacts/merge?id=7&id=9`: items side by side, field by field, and the merging; `/contacts/merges/3/undo` takes it back.
enum MergePage {
    static func routes(_ entity: EntityType) -> [Route] {
        let base = entity.mergeAddress
        return [
            .get(base) { page in try await show(entity, page.query, page, Attempt(page)) },
            .post(base) { page in try await merge(entity, page) },
            .post("\(entity.listAddress)/merges/:id/undo") { page in
                let merge: Identifier<MergeRecord> = try page.id()
                let (viewer, items) = (try page.viewer, page.services.items)
                let back = page.form.items(entity).first
                try await page.services.portal.perform(as: page.actor) { try items.part(merge.rawValue, for: viewer, $0) }
                return .redirect(back?.cardAddress ?? entity.listAddress, notice: DuplicateTexts.parted)
            },
        ]
    }

    private static func merge(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let (viewer, items, form) = (try page.viewer, page.services.items, page.form)
        let ids = form.items(entity)
        let choices = MergeChoices(form, entity)
        let versions = Dictionary(
            ids.compactMap { id in form.number("version.\(id.id)").map { (id, Int64($0)) } }, uniquingKeysWith: { first, _ in first })
        return try await page.attempt {
            do {
                try await page.services.portal.perform(as: page.actor) { command in
                    _ = try items.merge(ids, choosing: choices, versions: versions, for: viewer, command)
                }
            } catch is MergeConflict {
                throw Failure(.invalid, DuplicateTexts.choose)
            }
            return .redirect(ids[0].cardAddress, notice: DuplicateTexts.merged)
        } again: { try await show(entity, form, page, $0) }
    }

    private static func show(
        _ entity: EntityType, _ fields: FormFields, _ page: PageRequest, _ attempt: Attempt
    ) async throws -> PageResponse {
        let (viewer, items) = (try page.viewer, page.services.items)
        let named = fields.items(entity)
        let model = try await page.services.portal.read { reader in
            var ids = try items.mergeOrder(named, in: reader)
            if let master = fields.number("master").map({ DocumentID(entity, Int64($0)) }), let place = ids.firstIndex(of: master) {
                ids.swapAt(0, place)
            }
            let plan = try items.mergePlan(ids, choosing: MergeChoices(fields, entity), for: viewer, in: reader)
            return MergeModel(
                plan: plan, footprints: try MergeFootprint.read(ids, in: reader),
                names: try items.names(for: plan.items, further: plan.items.compactMap(\.creator).map { Reference(.user, $0.rawValue) }, in: reader))
        }
        let view = MergeView(model: model, attempt: attempt, csrf: page.csrf, writer: page.dates, now: page.now)
        var content = Page(DuplicateTexts.mergeTitle[page.language], view.html)
        content.lead = DuplicateTexts.mergeLead[page.language]
        content.breadcrumbs = [
            (entity.pluralName[page.language], entity.listAddress), (DuplicateTexts.mergeTitle[page.language], nil),
        ]
        return .page(content, rail: entity.rail, status: attempt.status)
    }
}

/// What a merging page shows.
struct MergeModel: Sendable {
    let plan: MergePlan
    let footprints: [DocumentID: MergeFootprint]
    let names: Names
}

extension MergeChoices {
    /// As the page sends them: `f.NAME` is whose name stays.
    init(_ form: FormFields, _ entity: EntityType) {
        self.init()
        for pair in form.under("f.").pairs {
            if let id = Int64(pair.value) { fields[FieldCode(pair.name)] = DocumentID(entity, id) }
        }
        products = form.number("products").map { DocumentID(entity, Int64($0)) }
    }
}
