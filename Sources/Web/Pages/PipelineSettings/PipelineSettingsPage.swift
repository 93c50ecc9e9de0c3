import CRM
import Kernel

/// Pipelines and their stages: one form holds them all, so that it works without script too.
enum PipelineSettingsPage {
    static let routes: [Route] = [
        .get("/settings/pipelines") { page in try await show(page, page.query["pipeline"], Attempt(page)) },
        .get("/settings/pipelines/new") { try await newForm($0, Attempt($0)) },
        .post("/settings/pipelines/new") { page in
            try page.require(.configureAutomation)
            return try await page.attempt { try await create(page) } again: { try await newForm(page, $0) }
        },
        .post("/settings/pipelines/:name") { page in
            try page.require(.configureAutomation)
            return try await page.attempt { try await save(page) } again: { try await show(page, page.parameters["name"], $0) }
        },
        .post("/settings/pipelines/:name/delete") { page in
            try page.require(.configureAutomation)
            return try await page.attempt { try await delete(page) } again: { try await show(page, page.parameters["name"], $0) }
        },
    ]

    static func address(_ pipeline: Pipeline) -> String { "/settings/pipelines?pipeline=\(pipeline.automationName)" }

    private static func show(_ page: PageRequest, _ name: String?, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configureAutomation)
        let (pipelines, viewer) = (page.services.pipelines, try page.viewer)
        let wanted = name ?? "DEAL:0"
        let (all, chosen, totals) = try await page.services.portal.read { reader in
            let all = try pipelines.all(in: reader)
            guard let chosen = all.named(wanted) ?? all.all.first else { throw Failure(.notFound, HTTPTexts.unknownPage) }
            return (all, chosen, try StageTotals.of(chosen.id, for: viewer, in: reader))
        }
        let view = PipelineSettingsView(
            pipelines: all, pipeline: chosen, counts: totals.mapValues(\.count), attempt: attempt, csrf: page.csrf)
        let actions: [HTML] = [
            .linkButton(PipelineSettingsTexts.robots[page.language], to: "/automation/\(chosen.automationName)", icon: .bot),
            .linkButton(PipelineSettingsTexts.add[page.language], to: "/settings/pipelines/new", icon: .plus, attributes: " data-new"),
        ]
        return page.settings(.pipelines, actions: actions, layout: .normal, status: attempt.status, view.html)
    }

    private static func newForm(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configureAutomation)
        let language = page.language
        return page.settings(
            .pipelines, title: PipelineSettingsTexts.add, status: attempt.status,
            .form(
                action: "/settings/pipelines/new", csrf: page.csrf, attributes: " class=\"stack\"",
                """
                \(attempt.notice(besides: ["name"]))\(.card(.fieldPair([
                    .textField(attempt.field("name", PipelineSettingsTexts.name, isRequired: true), value: attempt.text("name"), attributes: " autofocus"),
                    .textField(attempt.field("name.en", PipelineSettingsTexts.nameEnglish), value: attempt.text("name.en")),
                ])))\(.actions(SettingsPageTexts.create, orBackTo: "/settings/pipelines", language))
                """))
    }

    private static func create(_ page: PageRequest) async throws -> PageResponse {
        let name = PipelineInput(page.form).name
        let stages = [
            Stage("NEW", PipelineSettingsTexts.firstStage),
            Stage("WORK", PipelineSettingsTexts.secondStage, color: "#2fc6f6"),
            Stage("WON", PipelineSettingsTexts.wonStage, .success),
            Stage("LOSE", PipelineSettingsTexts.lostStage, .failure),
        ]
        let pipelines = page.services.pipelines
        let made = try await page.services.portal.perform(as: page.actor) { try pipelines.create(name, stages: stages, $0) }
        return .redirect(address(made), notice: PipelineSettingsTexts.created)
    }

    /// Names, colours and order as sent, then what the pressed button asks for: a stage more, one less, one place up or down.
    private static func save(_ page: PageRequest) async throws -> PageResponse {
        let id = try pipelineID(page)
        let input = PipelineInput(page.form)
        let store = page.services.pipelines
        let saved = try await page.services.portal.perform(as: page.actor) { command in
            let known = try store.all(in: command.transaction).require(id)
            _ = try store.define(id, input.name, stages: input.stages(of: known), command)
            if let stage = input.newStage { _ = try store.add(stage, to: id, after: nil, command) }
            if let code = input.deleted { try store.deleteStage(code, of: id, command) }
            return try store.all(in: command.transaction).require(id)
        }
        return .redirect(address(saved), notice: input.deleted == nil ? SettingsPageTexts.saved : PipelineSettingsTexts.stageDeleted)
    }

    private static func delete(_ page: PageRequest) async throws -> PageResponse {
        let id = try pipelineID(page)
        let store = page.services.pipelines
        try await page.services.portal.perform(as: page.actor) { try store.delete(id, $0) }
        return .redirect("/settings/pipelines", notice: PipelineSettingsTexts.deleted)
    }

    private static func pipelineID(_ page: PageRequest) throws -> PipelineID {
        guard let id = PipelineID(automationName: page.parameters["name"] ?? "") else { throw Failure(.notFound, HTTPTexts.unknownPage) }
        return id
    }
}

/// What the form of a pipeline sent. Rows come in step and in their order: code, name, English name, colour.
struct PipelineInput {
    let form: FormFields

    init(_ form: FormFields) { self.form = form }

    var name: Text {
        let russian = form.text("name") ?? ""
        return Text(ru: russian, en: form.text("name.en") ?? russian)
    }

    struct Row: Sendable {
        let code: String
        let name: String
        let english: String
        let color: String
    }

    var rows: [Row] {
        let names = form.all("stage.name")
        let english = form.all("stage.en")
        let colors = form.all("stage.color")
        return form.all("stage.code").enumerated().compactMap { place, code in
            guard names.indices.contains(place), english.indices.contains(place), colors.indices.contains(place) else { return nil }
            return Row(code: code, name: names[place], english: english[place], color: colors[place])
        }
    }

    /// The known stages with what was typed, in the order sent, moved by the pressed arrow.
    func stages(of pipeline: Pipeline) -> [Stage] {
        var stages = rows.compactMap { row -> Stage? in
            guard let known = pipeline[row.code] else { return nil }
            let name = row.name.withoutOuterSpace
            let english = row.english.withoutOuterSpace
            return Stage(row.code, Text(ru: name, en: english.isEmpty ? name : english), color: row.color, known.semantics)
        }
        // A stage that somebody added meanwhile is not deleted by a form that does not know it.
        stages += pipeline.stages.filter { stage in !rows.contains { $0.code == stage.code } }
        for (button, step) in [("up", -1), ("down", 1)] {
            guard let code = form[button], let place = stages.firstIndex(where: { $0.code == code }),
                stages.indices.contains(place + step), stages[place + step].semantics == stages[place].semantics
            else { continue }
            stages.swapAt(place, place + step)
        }
        return stages
    }

    var newStage: Stage? {
        guard let name = form.text("new.name") else { return nil }
        return Stage(
            "", Text(ru: name, en: form.text("new.en") ?? name), color: form.text("new.color") ?? StageSemantics.process.usualColor,
            form["new.semantics"].flatMap(StageSemantics.init) ?? .process)
    }

    var deleted: String? { form.text("delete") }
}
