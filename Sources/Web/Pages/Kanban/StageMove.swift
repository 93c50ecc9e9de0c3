import CRM
import HTTPTypes
import Kernel
import Storage

/// `POST /deals/:id/move`: puts an item into a stage; asks for what the stage demands.
///
/// Fields: `stage`, `version` (refuses to overtake another's change), `f.CODE` (what was asked for), `stay` (the form stands
/// in a dialog of its own), `back`.
enum StageMove {
    static func carryOut(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let id = try page.item(entity)
        let stage = try page.required("stage", KanbanTexts.moveTo)
        let viewer = try page.viewer
        let services = page.services
        let filter = try await ItemSectionPage.filter(entity, page)
        let asked = filter.registry.fields(of: entity).filter { field in
            page.form.all("f.\(field.code.rawValue)").isEmpty == false || page.uploads.contains { $0.field == "f.\(field.code.rawValue)" }
        }
        let values = page.values(of: asked)
        let version = page.form.text("version").flatMap { Int64($0) }
        do {
            let from = try await services.portal.perform(as: page.actor) { command in
                let before = try services.items.find(id, for: viewer, in: command.transaction)
                try services.items.move(
                    id, to: stage, filling: values, expectedVersion: version, for: viewer, command)
                return before.stage
            }
            return try await answer(id, [from, stage].compactMap(\.self), filter, page)
        } catch let missing as MissingFields {
            let fields = asked + missing.fields.filter { field in !asked.contains { $0.code == field.code } }
            return try await MissingFieldsForm(id: id, stage: missing.stage, fields: fields, filter: filter, page: page).response()
        } catch let failure as Failure where asked.contains(where: { $0.code.rawValue == failure.field }) {
            guard let target = filter.pipeline(of: stage)?[stage] else { throw failure }
            return try await MissingFieldsForm(
                id: id, stage: target, fields: asked, filter: filter, page: page, failure: failure
            ).response()
        }
    }

    /// A board is told the new heads of the columns concerned and the card's version; a robot may have moved it on.
    private static func answer(
        _ id: DocumentID, _ stages: [String], _ filter: ItemFilter, _ page: PageRequest
    ) async throws -> PageResponse {
        let items = page.services.items
        let item = try await page.services.portal.read { try items.item(id, in: $0) }
        let language = page.language
        guard page.isFragment else {
            let stage = item?.stage.flatMap { filter.pipeline(of: $0)?[$0] }?.name ?? Text(verbatim: "")
            return .redirect(
                returnAddress(page.form["back"], else: id.cardAddress), notice: KanbanTexts.moved.with(["stage": stage]))
        }
        if page.form.flag("stay") { return .done }
        let view = KanbanView(model: try await KanbanModel.totals(filter, page), language: language)
        let concerned = Set(stages + [item?.stage].compactMap(\.self))
        let heads = filter.stages.filter { concerned.contains($0.code) }.map { stage -> HTML in
            .kanbanHead(view.column(stage), isOutOfBand: true)
        }
        return .fragment("\(heads)\(ifLet: item, { .cardVersion(id.id, $0.version, isOutOfBand: true) })")
    }
}

extension ItemFilter {
    /// The pipeline of the entity that has a stage.
    func pipeline(of stage: String) -> Pipeline? { pipelines.first { $0[stage] != nil } }
}
