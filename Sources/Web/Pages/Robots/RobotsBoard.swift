import Automation
import CRM
import HTTPTypes
import Kernel

/// The robots screen of a pipeline: looked at, an old version looked at, or being configured.
struct RobotsBoard {
    enum Mode {
        case view
        case old(Int64, PipelineAutomation)
        case edit

        func body(_ model: RobotsModel) -> PipelineAutomation {
            switch self {
            case .view: model.active
            case .old(_, let body): body
            case .edit: model.edited
            }
        }
    }

    let model: RobotsModel
    let mode: Mode
    let page: PageRequest
    private var language: Language { page.language }
    private var isEditing: Bool { if case .edit = mode { true } else { false } }
    private var writer: DateWriter { model.dates.writer(language) }

    init(_ model: RobotsModel, _ mode: Mode, _ page: PageRequest) {
        self.model = model
        self.mode = mode
        self.page = page
    }

    func response(status: HTTPResponse.Status = .ok) -> PageResponse {
        let findings = BoardFindings(body, model, on: .board(model.address), language)
        let board: HTML = .robotsBoard(
            model.pipeline.stages.map { column($0, findings) }, csrf: page.csrf,
            sortAddress: isEditing ? model.address + "/robots/move" : nil, language)
        var content = Page(RobotsTexts.title[language], "<div class=\"robots-screen\">\(head(findings))</div>\(board)")
        content.layout = .fill
        content.lead = isEditing ? nil : lead
        content.actions = actions
        return .page(content, rail: .automation, status: status)
    }

    private var body: PipelineAutomation { mode.body(model) }

    // MARK: Heading

    private var lead: String {
        guard let current = model.versions.first(where: \.isActive) else { return RobotsTexts.noVersion[language] }
        let who = current.createdBy.map { model.people.name(of: $0) } ?? RobotsTexts.portal[language]
        var facts = [
            RobotsTexts.version.with(["number": String(current.number)])[language], writer.moment(current.createdAt, now: page.now), who,
        ]
        if !current.note.isEmpty { facts.append(current.note) }
        facts.append((model.runningOnOlder > 0 ? RobotsTexts.running(model.runningOnOlder) : RobotsTexts.noneRunning)[language])
        return facts.joined(separator: " · ")
    }

    private var actions: [HTML] {
        let segments: HTML = .segments(
            model.pipelines.map { pipeline in
                TabItem(
                    pipeline.name[language], to: "/automation/\(pipeline.automationName)\(isEditing ? "?edit=1" : "")",
                    isCurrent: pipeline.id == model.pipeline.id)
            }, label: RobotsTexts.pipelines[language])
        let processes: HTML = .linkButton(
            ProcessesTexts.title[language], to: model.processesAddress(isEditing: isEditing), icon: .workflow)
        if isEditing { return [segments, processes] }
        let health: [HTML] =
            model.mayConfigure
            ? [.linkButton(AutomationJournalTexts.title[language], to: AutomationJournalPage.address, icon: .list)] : []
        let versions: HTML = .linkButton(RobotsTexts.versions[language], to: model.address + "/versions", icon: .history)
        let check: [HTML] =
            model.mayConfigure ? [.linkButton(SimulatorTexts.check[language], to: model.address + "/simulation", icon: .play)] : []
        let configure = (model.draft == nil ? RobotsTexts.configure : RobotsTexts.resume)[language]
        return [segments, processes] + health + [versions] + check
            + (model.mayConfigure ? [.linkButton(configure, to: model.address + "?edit=1", kind: .primary, icon: .pencil)] : [])
    }

    private func head(_ findings: BoardFindings) -> HTML {
        switch mode {
        case .view:
            guard model.draft != nil else { return savedOffer }
            return .notice(
                .accent,
                "<p>\(RobotsTexts.draftWaits, language) <a class=\"link\" href=\"\(url: model.address)?edit=1\">\(RobotsTexts.resume, language)</a></p>")
        case .old(let number, _):
            let words = RobotsTexts.oldVersion.with(["number": String(number)])
            return .notice(
                .warning, icon: .history,
                "<p>\(words, language) <a class=\"link\" href=\"\(url: model.address)\">\(RobotsTexts.toActive, language)</a></p>")
        case .edit:
            let bar = RobotsBar(model: model, csrf: page.csrf, language: language, note: page.form["note"] ?? "")
            return "\(bar.html)\(if: model.isOvertaken, bar.conflict(writer, page.now))\(findings.notice(language))"
        }
    }

    /// Right after saving: how the scenario would run.
    private var savedOffer: HTML {
        guard page.query.flag("saved"), model.mayConfigure else { return HTML() }
        return .notice(
            .success, icon: .circleCheck,
            """
            <div class="row"><span>\(SimulatorTexts.savedOffer, language)</span>\
            \(.linkButton(SimulatorTexts.check[language], to: model.address + "/simulation", kind: .primary, icon: .play, size: .small))</div>
            """)
    }

    // MARK: Columns

    private func column(_ stage: Stage, _ findings: BoardFindings) -> RobotsColumn {
        let setting = body[stage: stage.code]
        let wording = CardWording(model, stage: setting, language)
        let process = setting?.process ?? []
        var column = RobotsColumn(
            stage: stage.code, name: stage.name[language], color: StageColor(stage.color),
            triggers: (setting?.triggers ?? []).map { card(wording.card($0), .triggers, findings) },
            entries: process.map { entry($0, wording, findings, designer: designer(stage)) })
        guard isEditing else {
            column.emptyLabel = RobotsTexts.none[language]
            return column
        }
        column.addTriggerAddress = "\(model.address)/triggers/new?stage=\(percentEncoded(stage.code))"
        column.addRobotAddress = "\(model.address)/robots/new?stage=\(percentEncoded(stage.code))"
        column.designer = (ProcessTexts.open[language], designer(stage))
        return column
    }

    /// The stage's process drawn, as this board shows it: being changed, active or old.
    private func designer(_ stage: Stage) -> String {
        let address = model.processAddress(stage.code, isEditing: isEditing)
        if case .old(let number, _) = mode { return "\(address)&version=\(number)" }
        return address
    }

    private func entry(_ block: Block, _ wording: CardWording, _ findings: BoardFindings, designer: String) -> RobotsColumnEntry {
        if case .robot(let robot) = block { return .robot(card(wording.card(robot), .robots, findings)) }
        return .block(ProcessWords(cards: wording).card(block, designer: designer, findings))
    }

    private func card(_ card: RobotCardModel, _ part: RobotDialogs.Part, _ findings: BoardFindings) -> RobotCardModel {
        var card = card
        card.problem = findings.error(card.id) ?? card.problem
        card.warning = findings.warning(card.id).flatMap { $0 == card.problem ? nil : $0 }
        guard isEditing else { return card }
        let address = "\(model.address)/\(part.rawValue)/\(percentEncoded(card.id))"
        card.editAddress = address + "/edit"
        if part == .robots { card.copyAddress = address + "/copy" }
        card.removeAddress = address + "/delete"
        return card
    }
}
