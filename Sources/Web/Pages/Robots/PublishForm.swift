import Automation
import CRM
import Kernel

/// The question before a version takes effect: what becomes of the items that are already there.
struct PublishForm {
    /// What is about to take effect.
    enum Subject {
        case draft(note: String, over: Int?)
        case older(Int64)
    }

    let model: RobotsModel
    let subject: Subject
    let body: PipelineAutomation
    let preview: VersionPreview
    let titles: [DocumentID: String]
    let csrf: String
    let language: Language

    static func open(_ page: PageRequest) async throws -> PageResponse {
        let model = try await RobotDialogs.editable(page)
        guard model.draft != nil else {
            return .redirect(model.address, notice: RobotsTexts.nothingChanged.with(["number": String(model.activeVersion)]))
        }
        let subject = Subject.draft(note: String((page.query["note"] ?? "").prefix(200)), over: page.query.number("over"))
        return try await form(model, subject, model.edited, page)
    }

    static func restore(_ page: PageRequest) async throws -> PageResponse {
        let model = try await RobotDialogs.editable(page)
        guard let number = page.parameters["version"].flatMap({ Int64($0) }) else { throw Failure(.notFound, HTTPTexts.unknownPage) }
        let body = try await page.services.portal.read { try model.store.body(of: model.name, version: number, in: $0) }
        return try await form(model, .older(number), body, page)
    }

    private static func form(
        _ model: RobotsModel, _ subject: Subject, _ body: PipelineAutomation, _ page: PageRequest
    ) async throws -> PageResponse {
        let (engine, items, now) = (page.services.engine, page.services.items, page.now)
        let (preview, titles) = try await page.services.portal.read { reader in
            let preview = try engine.preview(body, to: model.name, in: reader, at: now)
            let shown = [preview.migrate, preview.restart, preview.apply].flatMap(\.first).map(\.item)
            return (preview, try items.load(shown, in: reader).mapValues(\.title))
        }
        let form = PublishForm(
            model: model, subject: subject, body: body, preview: preview, titles: titles, csrf: page.csrf, language: page.language)
        return .page(form.page, rail: .automation)
    }

    private var page: Page {
        var page = Page(title, .card(.form(action: action, csrf: csrf, attributes: " class=\"publish-form\"", content)))
        page.layout = .narrow
        page.lead = lead
        page.breadcrumbs = [(RobotsTexts.title[language], model.address), (title, nil)]
        return page
    }

    private var title: String {
        switch subject {
        case .draft: PublishTexts.title[language]
        case .older(let number): PublishTexts.restoring.with(["number": String(number)])[language]
        }
    }

    private var lead: String {
        let running = model.versions.filter { $0.running > 0 }.map { PublishTexts.onVersion($0.running, $0.number)[language] }
        return running.isEmpty ? PublishTexts.nothingRuns[language] : running.joined(separator: ", ")
    }

    private var action: String {
        switch subject {
        case .draft: model.address + "/publish"
        case .older(let number): "\(model.address)/versions/\(number)/activate"
        }
    }

    private var back: String {
        switch subject {
        case .draft: model.address + "?edit=1"
        case .older: model.address + "/versions"
        }
    }

    private var simulation: String {
        if case .older(let number) = subject { "\(model.address)/simulation?version=\(number)" } else { model.address + "/simulation" }
    }

    private var content: HTML {
        let choices = VersionChoice.allCases.map {
            Option($0.rawValue, PublishTexts.choice($0)[language], help: help($0))
        }
        let applies = Field("applies", label: PublishTexts.applies[language], help: appliesHelp)
        return """
            \(hidden)\(.fields([
                .radios(Field("choice", label: PublishTexts.question[language]), choices, selected: VersionChoice.keep.rawValue),
                firing(PublishTexts.choice(.migrate), preview.migrate), firing(PublishTexts.choice(.restart), preview.restart),
                .checkbox(applies, isChecked: false), firing(PublishTexts.applies, preview.apply),
            ]))\(.actions([
                .button(confirm, kind: .primary, icon: .save),
                .linkButton(SimulatorTexts.check[language], to: simulation, icon: .play),
                .linkButton(RobotsTexts.cancel[language], to: back, kind: .quiet),
            ]))
            """
    }

    private var confirm: String {
        if case .older = subject { RobotsTexts.activate[language] } else { RobotsTexts.save[language] }
    }

    private var hidden: HTML {
        guard case .draft(let note, let over) = subject else { return HTML() }
        return "\(.hiddenField("note", note))\(ifLet: over, { .hiddenField("over", String($0)) })"
    }

    private func help(_ choice: VersionChoice) -> String {
        let meaning = PublishTexts.meaning(choice)[language]
        return switch choice {
        case .keep: meaning
        case .migrate: "\(meaning) \(count(preview.migrate))"
        case .restart: "\(meaning) \(count(preview.restart))"
        }
    }

    private var appliesHelp: String { "\(PublishTexts.appliesMeaning[language]) \(count(preview.apply))" }

    private func count(_ effect: VersionPreview.Effect) -> String {
        let words = effect.firing == 0 ? PublishTexts.nothingFires(effect.items) : PublishTexts.fires(effect.firing, of: effect.items)
        return preview.isPartial ? PublishTexts.atLeast.with(["count": words])[language] : words[language]
    }

    /// The first items on which something would act at once, behind a fold.
    private func firing(_ choice: Text, _ effect: VersionPreview.Effect) -> HTML {
        guard !effect.first.isEmpty else { return HTML() }
        let summary = PublishTexts.firesNow.with(["choice": choice])[language]
        return """
            <details class="publish-preview"><summary>\(summary)</summary><ul class="plain-list">\
            \(each: effect.first, { sample($0) })</ul>\
            \(if: effect.firing > effect.first.count, "<p class=\"muted\">\(PublishTexts.andMore(effect.firing - effect.first.count), language)</p>")\
            </details>
            """
    }

    private func sample(_ sample: VersionPreview.Sample) -> HTML {
        let title = titles[sample.item] ?? sample.item.description
        let address = sample.item.entity.map { "/\($0.code.lowercased())s/\(sample.item.id)" } ?? "/"
        return """
            <li><a class="link" href="\(url: address)">\(title)</a> — \(sample.robots.joined(separator: ", "))</li>
            """
    }
}
