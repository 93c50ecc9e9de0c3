import Automation
import CRM
import Kernel

/// The page of the process designer, and its parts that are drawn anew after a change.
struct ProcessView {
    let model: RobotsModel
    let stage: Stage
    let mode: RobotsBoard.Mode
    let page: PageRequest
    var done: BlockActions.Done?
    private var language: Language { page.language }
    private var isEditing: Bool { if case .edit = mode { true } else { false } }

    private var body: PipelineAutomation { mode.body(model) }
    private var named: NamedProcess? { body[stage: stage.code]?.named }

    private var findings: BoardFindings {
        BoardFindings(body, model, on: .process(stage: stage.code, board: model.address + (isEditing ? "?edit=1" : "")), language)
    }

    var content: Page {
        let findings = findings
        var content = Page(
            (named == nil ? ProcessTexts.title.with(["stage": stage.name]) : ProcessesTexts.drawnTitle.with(["process": stage.name]))[language],
            "<div class=\"robots-screen\">\(head(findings))</div><div class=\"flow\" data-flow>\(tree(findings, isOutOfBand: false))</div>")
        content.layout = .fill
        content.breadcrumbs = [
            (RobotsTexts.title[language], board), (model.pipeline.name[language], board), (ProcessTexts.crumb[language], nil),
        ]
        content.lead = (isEditing ? ProcessTexts.keys : named == nil ? ProcessTexts.lead : ProcessesTexts.drawnLead)[language]
        content.actions = actions
        return content
    }

    /// What script puts in place after a change.
    var fragment: HTML {
        let findings = findings
        return """
            \(tree(findings, isOutOfBand: true))\(notes(findings, isOutOfBand: true))\
            \(RobotsBar.state(isChanged: model.draft != nil, isOutOfBand: true, language))
            """
    }

    private var board: String { isEditing ? model.address + "?edit=1" : model.address }

    private var actions: [HTML] {
        let others = model.pipeline.stages.map { other in
            MenuItem.link(
                other.name[language], to: model.processAddress(other.code, isEditing: isEditing), isCurrent: other.code == stage.code)
        }
        let menu: HTML = .menu(
            "\(ProcessTexts.stages, language)\(.icon(.chevronDown, size: .small))", align: .end, others)
        if named != nil { return processActions }
        let toRobots: HTML = .linkButton(ProcessTexts.toRobots[language], to: "\(board)#stage-\(stage.code)", icon: .bot)
        if isEditing { return [menu, .linkButton(BPMNPageTexts.open[language], to: BPMNPage.address(model, stage), icon: .upload), toRobots] }
        guard model.mayConfigure else { return [menu, toRobots] }
        let edit = model.processAddress(stage.code, isEditing: true)
        return [menu, toRobots, .linkButton(ProcessTexts.edit[language], to: edit, kind: .primary, icon: .pencil)]
    }

    private var processActions: [HTML] {
        let list: HTML = .linkButton(ProcessesTexts.toList[language], to: model.processesAddress(isEditing: isEditing), icon: .list)
        guard model.mayConfigure else { return [list] }
        if isEditing {
            let settings = "\(model.address)/processes/\(percentEncoded(stage.code))/edit"
            return [list, .linkButton(ProcessesTexts.settings[language], to: settings, icon: .settings, attributes: " data-slideover=\"narrow\"")]
        }
        let edit = model.processAddress(stage.code, isEditing: true)
        return [list, .linkButton(ProcessTexts.edit[language], to: edit, kind: .primary, icon: .pencil)]
    }

    private func head(_ findings: BoardFindings) -> HTML {
        switch mode {
        case .view: return HTML()
        case .old(let number, _):
            let words = RobotsTexts.oldVersion.with(["number": String(number)])
            let active = model.processAddress(stage.code, isEditing: false)
            return .notice(
                .warning, icon: .history,
                "<p>\(words, language) <a class=\"link\" href=\"\(url: active)\">\(RobotsTexts.toActive, language)</a></p>")
        case .edit:
            let bar = RobotsBar(model: model, csrf: page.csrf, language: language, note: "")
            return "\(bar.html)\(notes(findings, isOutOfBand: false))"
        }
    }

    /// What is in the way of saving, and what was just done.
    private func notes(_ findings: BoardFindings, isOutOfBand: Bool) -> HTML {
        let bar = RobotsBar(model: model, csrf: page.csrf, language: language, note: "")
        return """
            <div class="flow-notes" id="process-notes"\(attribute: "hx-swap-oob", isOutOfBand ? "true" : nil)>\
            \(ifLet: done?.said, { "<p class=\"visually-hidden\" role=\"status\">\($0, language)</p>" })\
            \(ifLet: done?.removed, { removed($0.block, $0.place) })\
            \(if: model.isOvertaken, bar.conflict(model.dates.writer(language), page.now))\(findings.notice(language))</div>
            """
    }

    private func removed(_ block: Block, _ place: BlockPlace) -> HTML {
        let title = block.title.isEmpty ? block.look.title : Text(verbatim: block.title)
        let button: HTML = .actionButton(
            ProcessTexts.bringBack[language], action: "\(model.address)/process/restore?stage=\(percentEncoded(stage.code))", csrf: page.csrf,
            icon: .undo2, size: .small,
            hidden: [("block", block.json.text), ("list", place.list.description), ("position", String(place.index))],
            attributes: " hx-post=\"\(url: "\(model.address)/process/restore?stage=\(percentEncoded(stage.code))")\" hx-swap=\"none\"")
        return .notice(.neutral, icon: .trash2, "<div class=\"row\"><span>\(ProcessTexts.removed.with(["title": title]), language)</span>\(button)</div>")
    }

    private func tree(_ findings: BoardFindings, isOutOfBand: Bool) -> HTML {
        let setting = body[stage: stage.code]
        let tree = ProcessTree(
            model: model, stage: stage, wording: CardWording(model, stage: setting, language), findings: findings, isEditing: isEditing,
            csrf: page.csrf, language: language, isProcess: named != nil)
        return """
            <div class="flow-tree" id="process"\(attribute: "hx-swap-oob", isOutOfBand ? "true" : nil)\(stageColor)>\(tree.html(setting?.process ?? []))</div>
            """
    }

    private var stageColor: HTML { StageColor(stage.color).attribute }
}
