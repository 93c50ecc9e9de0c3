import Automation
import CRM
import Kernel

/// The list of a pipeline's processes.
struct ProcessesView {
    let model: RobotsModel
    let isEditing: Bool
    let page: PageRequest
    private var language: Language { page.language }
    private var body: PipelineAutomation { isEditing ? model.edited : model.active }

    var response: PageResponse {
        var content = Page("\(ProcessesTexts.title[language]): \(model.pipeline.name[language])", "\(head)\(table)")
        content.lead = ProcessesTexts.lead[language]
        content.breadcrumbs = [
            (RobotsTexts.title[language], isEditing ? model.address + "?edit=1" : model.address), (ProcessesTexts.title[language], nil),
        ]
        content.actions = actions
        return .page(content, rail: .automation)
    }

    private var actions: [HTML] {
        let toBoard: HTML = .linkButton(RobotsTexts.toScreen[language], to: isEditing ? model.address + "?edit=1" : model.address, icon: .bot)
        guard model.mayConfigure else { return [toBoard] }
        if isEditing {
            let address = "\(model.address)/processes/new"
            return [toBoard, .linkButton(ProcessesTexts.add[language], to: address, kind: .primary, icon: .plus, attributes: " data-slideover=\"narrow\"")]
        }
        return [toBoard, .linkButton(ProcessesTexts.edit[language], to: model.processesAddress(isEditing: true), kind: .primary, icon: .pencil)]
    }

    private var head: HTML {
        guard isEditing else { return HTML() }
        let findings = BoardFindings(model.edited, model, on: .board(model.address + "?edit=1"), language)
        return """
            <div class="robots-screen">\(RobotsBar(model: model, csrf: page.csrf, language: language, note: "").html)\
            \(findings.notice(language))</div>
            """
    }

    private var table: HTML {
        let processes = body.stages.filter { $0.named != nil }
        guard !processes.isEmpty else {
            return .card(.emptyState(icon: .workflow, title: ProcessesTexts.none[language], text: ProcessesTexts.noneHint[language]))
        }
        let columns = [
            TableColumn(ProcessesTexts.process[language]), TableColumn(ProcessesTexts.starts[language]),
            TableColumn(ProcessesTexts.parameters[language]), TableColumn(ProcessesTexts.steps[language]), TableColumn(""),
        ]
        return .card(isFlush: true, .table(columns, processes.map(row), caption: ProcessesTexts.title[language]))
    }

    private func row(_ stage: StageAutomation) -> TableRow {
        let named = stage.named ?? NamedProcess(title: stage.stage)
        let starts = NamedProcess.Start.allCases.filter(named.starts.contains).map { ProcessesTexts.start($0)[language] }
        let words = CardWording(model, stage: stage, language).words
        let condition = named.condition.map { words.sentence($0) }
        return TableRow([
            .tableTitle(named.title, to: model.processAddress(stage.stage, isEditing: isEditing)),
            """
            \(starts.isEmpty ? ProcessesTexts.byRobot[language] : starts.joined(separator: ", "))\
            \(ifLet: condition, { "<p class=\"faint\">\($0)</p>" })
            """,
            "\(named.parameters.isEmpty ? "—" : named.parameters.map(\.title).joined(separator: ", "))",
            "\(ProcessesTexts.blocks(stage.process.flatMap(\.family).count), language)", tools(stage, named),
        ])
    }

    private func tools(_ stage: StageAutomation, _ named: NamedProcess) -> HTML {
        guard isEditing else { return HTML() }
        let address = "\(model.address)/processes/\(percentEncoded(stage.stage))"
        return .actions([
            .iconLink(
                .settings, label: "\(ProcessesTexts.settings[language]): \(named.title)", to: address + "/edit", size: .small,
                attributes: " data-slideover=\"narrow\""),
            .form(
                action: address + "/delete", csrf: page.csrf,
                .iconButton(.trash2, label: "\(ComponentTexts.delete[language]): \(named.title)", size: .small, type: .submit)),
        ])
    }
}

extension RobotsModel {
    /// The list of the processes beside the stages.
    func processesAddress(isEditing: Bool) -> String { "\(address)/processes\(isEditing ? "?edit=1" : "")" }
}
