import Automation
import CRM
import HTTPTypes
import Kernel
import Storage

/// The processes of a pipeline beside its stages: the list, their settings. Their steps are drawn by the designer.
package enum ProcessesPage {
    package static let routes: [Route] = [
        .get("/automation/:pipeline/processes", list),
        .get("/automation/:pipeline/processes/new") { page in
            let model = try await RobotDialogs.editable(page)
            return .page(form(nil, model, page).page(), rail: .automation)
        },
        .post("/automation/:pipeline/processes", add),
        .get("/automation/:pipeline/processes/:process/edit") { page in
            let model = try await RobotDialogs.editable(page)
            return .page(form(try known(page, model.edited), model, page).page(), rail: .automation)
        },
        .post("/automation/:pipeline/processes/:process/edit", change),
        .post("/automation/:pipeline/processes/:process/delete", remove),
    ]

    private static func list(_ page: PageRequest) async throws -> PageResponse {
        if page.query.flag("edit") {
            return ProcessesView(model: try await RobotDialogs.editable(page), isEditing: true, page: page).response
        }
        return ProcessesView(model: try await RobotsModel.load(page), isEditing: false, page: page).response
    }

    // MARK: Changing the draft

    private enum Outcome: Sendable {
        case applied(String)
        case refused(ProcessSettingsForm)
    }

    private static func add(_ page: PageRequest) async throws -> PageResponse {
        let outcome = try await DraftEditing.edit(page) { body, model, command -> Outcome in
            let code = "\(NamedProcess.mark)process_\(try command.transaction.nextID("automation_names"))"
            return apply(form(nil, model, page), code, to: &body, page)
        }
        return answer(outcome, page)
    }

    private static func change(_ page: PageRequest) async throws -> PageResponse {
        let outcome = try await DraftEditing.edit(page) { body, model, _ -> Outcome in
            let stage = try known(page, body)
            return apply(form(stage, model, page), stage.stage, to: &body, page)
        }
        return answer(outcome, page)
    }

    private static func apply(
        _ form: ProcessSettingsForm, _ code: String, to body: inout PipelineAutomation, _ page: PageRequest
    ) -> Outcome {
        let (named, wrong) = form.read(page.form)
        var changed = body
        changed.change(code) { $0.named = named }
        let errors = wrong.isEmpty ? form.findings(code, in: changed) : wrong
        guard errors.isEmpty else {
            var refused = form
            refused.typed = page.form
            refused.errors = errors.mapValues { $0[page.language] }
            return .refused(refused)
        }
        body = changed
        return .applied(code)
    }

    private static func answer(_ outcome: Outcome, _ page: PageRequest) -> PageResponse {
        switch outcome {
        case .applied(let code): return .redirect(ProcessPage.address(page, code))
        case .refused(let form):
            if page.isFragment { return .fragment(form.form, status: .unprocessableContent) }
            return .page(form.page(), rail: .automation, status: .unprocessableContent)
        }
    }

    private static func remove(_ page: PageRequest) async throws -> PageResponse {
        try await DraftEditing.edit(page) { body, _, _ in
            let stage = try known(page, body)
            body.stages.removeAll { $0.stage == stage.stage }
        }
        return .redirect("/automation/\(page.parameters["pipeline"] ?? "")/processes?edit=1")
    }

    // MARK: Finding

    private static func known(_ page: PageRequest, _ body: PipelineAutomation) throws -> StageAutomation {
        guard let stage = body[stage: page.parameters["process"] ?? ""], stage.named != nil else {
            throw Failure(.notFound, ProcessesTexts.gone)
        }
        return stage
    }

    private static func form(_ stage: StageAutomation?, _ model: RobotsModel, _ page: PageRequest) -> ProcessSettingsForm {
        ProcessSettingsForm(model: model, stage: stage, csrf: page.csrf, language: page.language)
    }
}
