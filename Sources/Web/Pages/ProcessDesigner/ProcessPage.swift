import Automation
import CRM
import Kernel

/// The process designer: one stage's process drawn as a tree, looked at or changed.
package enum ProcessPage {
    package static let routes: [Route] = [
        .get("/automation/:pipeline/process", show),
        .post("/automation/:pipeline/process/move", BlockActions.move),
        .post("/automation/:pipeline/process/restore", BlockActions.restore),
        .get("/automation/:pipeline/blocks/new", BlockDialogs.new),
        .post("/automation/:pipeline/blocks", BlockDialogs.add),
        .get("/automation/:pipeline/blocks/:setting/edit", BlockDialogs.edit),
        .post("/automation/:pipeline/blocks/:setting/edit", BlockDialogs.change),
        .post("/automation/:pipeline/blocks/:setting", BlockActions.press),
    ] + BPMNPage.routes

    private static func show(_ page: PageRequest) async throws -> PageResponse {
        if page.query.flag("edit") { return try response(try await RobotDialogs.editable(page), .edit, page) }
        let model = try await RobotsModel.load(page)
        guard let number = page.query.number("version").map(Int64.init), number != model.activeVersion else {
            return try response(model, .view, page)
        }
        let body = try await page.services.portal.read { try model.store.body(of: model.name, version: number, in: $0) }
        return try response(model, .old(number, body), page)
    }

    private static func response(_ model: RobotsModel, _ mode: RobotsBoard.Mode, _ page: PageRequest) throws -> PageResponse {
        guard let stage = page.query["stage"].flatMap({ model.place($0, in: mode.body(model)) }) else { throw Failure(.notFound, RobotsTexts.stageGone) }
        return .page(ProcessView(model: model, stage: stage, mode: mode, page: page).content, rail: .automation)
    }

    /// The designer of a stage while it is being changed.
    static func address(_ page: PageRequest, _ stage: String) -> String {
        "/automation/\(page.parameters["pipeline"] ?? "")/process?stage=\(percentEncoded(stage))&edit=1"
    }
}
