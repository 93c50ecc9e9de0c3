import Automation
import CRM
import Kernel

/// The page of an import: the file, the report, the drawing that would be put into the draft.
struct BPMNView {
    let model: RobotsModel
    let stage: Stage
    let file: StoredFile?
    let imported: BPMNImport?
    let attempt: Attempt
    let csrf: String
    private var language: Language { attempt.language }
    private var designer: String { model.processAddress(stage.code, isEditing: true) }

    var page: Page {
        var page = Page(
            BPMNPageTexts.title.with(["stage": stage.name])[language],
            "<div class=\"stack\">\(upload)\(ifLet: imported, { "\(report($0))\(preview($0))" })</div>")
        page.lead = BPMNPageTexts.lead[language]
        page.breadcrumbs = [
            (RobotsTexts.title[language], model.address + "?edit=1"), (ProcessTexts.crumb[language], designer),
            (BPMNPageTexts.crumb[language], nil),
        ]
        return page
    }

    private var upload: HTML {
        .card(
            title: imported == nil ? BPMNPageTexts.file[language] : BPMNPageTexts.otherFile[language],
            """
            <form method="post" action="\(url: BPMNPage.address(model, stage))" enctype="multipart/form-data" class="stack">\
            \(.csrfField(csrf))\(attempt.notice(besides: ["file"]))\
            \(.fileField(attempt.field("file", BPMNPageTexts.file, isRequired: true, help: BPMNPageTexts.fileHelp), accept: ".bpmn,.xml,text/xml,application/xml", language))\
            \(.actions([.button(BPMNPageTexts.check[language], kind: imported == nil ? .primary : .plain)]))</form>
            """)
    }

    // MARK: Report

    private func report(_ imported: BPMNImport) -> HTML {
        guard !imported.report.isEmpty else {
            return .notice(.success, icon: .circleCheck, "<p>\(BPMNPageTexts.everything, language)</p>")
        }
        return "\(list(imported, .leftOut, BPMNPageTexts.leftOut, .warning))\(list(imported, .toFinish, BPMNPageTexts.toFinish, .accent))"
    }

    private func list(_ imported: BPMNImport, _ kind: BPMNImport.Line.Kind, _ title: Text, _ tone: Tone) -> HTML {
        let lines = imported.report.filter { $0.kind == kind }
        guard !lines.isEmpty else { return HTML() }
        return .notice(
            tone, icon: kind == .leftOut ? .triangleAlert : .info, title: title[language],
            "<ul class=\"bpmn-report\">\(each: lines, { "<li><span class=\"strong\">\($0.element, language)</span>: \($0.message, language)</li>" })</ul>")
    }

    // MARK: What it would become

    private func preview(_ imported: BPMNImport) -> HTML {
        let title = imported.title.isEmpty ? file?.name ?? "" : imported.title
        let heading = BPMNPageTexts.preview.with(["title": title])[language]
        guard !imported.blocks.isEmpty else { return .card(title: heading, "<p class=\"muted\">\(BPMNPageTexts.nothing, language)</p>") }
        let process = StageAutomation(stage: stage.code, process: imported.blocks)
        let tree = ProcessTree(
            model: model, stage: stage, wording: CardWording(model, stage: process, language),
            findings: BoardFindings(PipelineAutomation(), model, on: .board(model.address), language), isEditing: false, csrf: csrf,
            language: language)
        return .card(
            title: heading,
            foot: .actionButton(
                BPMNPageTexts.insert[language], action: "\(model.address)/process/bpmn/insert?stage=\(percentEncoded(stage.code))", csrf: csrf,
                kind: .primary, icon: .plus, hidden: [("file", file?.id.description ?? "")]),
            """
            <p class="muted">\(BPMNPageTexts.insertHelp, language)</p>\
            <div class="bpmn-preview"><div class="flow-tree">\(tree.html(imported.blocks))</div></div>
            """)
    }
}
