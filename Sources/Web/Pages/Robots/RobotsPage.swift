import Automation
import CRM
import HTTPTypes
import Kernel

/// The robots screen: looking at a pipeline's triggers and robots, configuring them, versions.
package enum RobotsPage {
    package static let routes: [Route] = screens + dialogs

    private static let screens: [Route] = [
        .get("/automation", first),
        .get("/automation/:pipeline", board),
        .get("/automation/:pipeline/publish", PublishForm.open),
        .post("/automation/:pipeline/publish", Publishing.publish),
        .post("/automation/:pipeline/discard", Publishing.discard),
        .get("/automation/:pipeline/versions") { page in
            VersionsView(model: try await RobotsModel.load(page), page: page).response
        },
        .get("/automation/:pipeline/versions/:version/activate", PublishForm.restore),
        .post("/automation/:pipeline/versions/:version/activate", Publishing.activate),
    ]

    private static let dialogs: [Route] = [
        .get("/automation/:pipeline/robots/new") { try await RobotDialogs.new(.robots, $0) },
        .post("/automation/:pipeline/robots") { try await RobotDialogs.add(.robots, $0) },
        .post("/automation/:pipeline/robots/move", DraftEditing.move),
        .get("/automation/:pipeline/robots/:setting/edit") { try await RobotDialogs.edit(.robots, $0) },
        .post("/automation/:pipeline/robots/:setting/edit") { try await RobotDialogs.change(.robots, $0) },
        .post("/automation/:pipeline/robots/:setting/copy", DraftEditing.copyRobot),
        .post("/automation/:pipeline/robots/:setting/delete", DraftEditing.removeRobot),
        .get("/automation/:pipeline/triggers/new") { try await RobotDialogs.new(.triggers, $0) },
        .post("/automation/:pipeline/triggers") { try await RobotDialogs.add(.triggers, $0) },
        .get("/automation/:pipeline/triggers/:setting/edit") { try await RobotDialogs.edit(.triggers, $0) },
        .post("/automation/:pipeline/triggers/:setting/edit") { try await RobotDialogs.change(.triggers, $0) },
        .post("/automation/:pipeline/triggers/:setting/delete", DraftEditing.removeTrigger),
        .get("/automation/:pipeline/condition-row", conditionRow),
        .get("/automation/:pipeline/value-row", valueRow),
    ]

    /// The first pipeline that the viewer may look at.
    private static func first(_ page: PageRequest) async throws -> PageResponse {
        let viewer = try page.viewer
        let open = try await page.services.portal.read { try RobotsReading.open(to: viewer, page.services, in: $0) }
        guard let pipeline = open.first else { throw Failure(.notFound, RobotsTexts.noPipelines) }
        return .redirect("/automation/\(pipeline.automationName)")
    }

    private static func board(_ page: PageRequest) async throws -> PageResponse {
        if page.query.flag("edit") { return RobotsBoard(try await RobotDialogs.editable(page), .edit, page).response() }
        let model = try await RobotsModel.load(page)
        guard let number = page.query.number("version").map(Int64.init), number != model.activeVersion else {
            return RobotsBoard(model, .view, page).response()
        }
        let body = try await page.services.portal.read { try model.store.body(of: model.name, version: number, in: $0) }
        return RobotsBoard(model, .old(number, body), page).response()
    }

    /// A row of the condition builder after its field or comparison was changed.
    private static func conditionRow(_ page: PageRequest) async throws -> PageResponse {
        let model = try await RobotDialogs.editable(page)
        let stage = page.query["stage"] ?? ""
        let words = ConditionWords(
            vocabulary: model.vocabulary(of: model.edited[stage: stage]), people: model.people, language: page.language, zone: model.zone)
        let address = "\(model.address)/condition-row?stage=\(percentEncoded(stage))"
        return .fragment(ConditionForms(words: words, rowAddress: address).rowHTML(page.query))
    }

    /// A row of field and value, empty or for the field just chosen.
    private static func valueRow(_ page: PageRequest) async throws -> PageResponse {
        let model = try await RobotDialogs.editable(page)
        let (stage, name) = (page.query["stage"] ?? "", page.query["name"] ?? "p.fields")
        let rows = FieldValueRows(
            model: model, vocabulary: model.vocabulary(of: model.edited[stage: stage]), stage: stage, name: name,
            type: page.query["type"], language: page.language)
        return .fragment(rows.row((page.query["\(name).field"] ?? "", "")))
    }
}
