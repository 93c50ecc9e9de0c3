import Automation
import CRM
import Kernel

/// The versions of a pipeline's robots, newest first.
struct VersionsView {
    let model: RobotsModel
    let page: PageRequest
    private var language: Language { page.language }

    var response: PageResponse {
        var content = Page("\(RobotsTexts.versionsTitle[language]): \(model.pipeline.name[language])", table)
        content.lead = RobotsTexts.versionsLead[language]
        content.breadcrumbs = [(RobotsTexts.title[language], model.address), (RobotsTexts.versions[language], nil)]
        content.actions = [.linkButton(RobotsTexts.toScreen[language], to: model.address, icon: .bot)]
        return .page(content, rail: .automation)
    }

    private var table: HTML {
        guard !model.versions.isEmpty else { return .emptyState(icon: .history, title: RobotsTexts.noVersion[language]) }
        let columns = [
            TableColumn(RobotsTexts.number[language]), TableColumn(RobotsTexts.who[language]), TableColumn(RobotsTexts.when[language]),
            TableColumn(RobotsTexts.note[language]), TableColumn(RobotsTexts.runningColumn[language]), TableColumn(""),
        ]
        return .card(isFlush: true, .table(columns, model.versions.map(row), caption: RobotsTexts.versionsTitle[language]))
    }

    private func row(_ version: AutomationVersion) -> TableRow {
        let writer = model.dates.writer(language)
        let title = RobotsTexts.version.with(["number": String(version.number)])[language]
        let address = version.isActive ? model.address : "\(model.address)?version=\(version.number)"
        let who = version.createdBy.map { model.people.name(of: $0) } ?? RobotsTexts.portal[language]
        return TableRow([
            .tableTitle(title, to: address), "\(who)", "\(writer.dateTime(version.createdAt))", "\(version.note)",
            version.running == 0 ? "—" : "\(PublishTexts.onVersion(version.running, version.number), language)",
            action(version),
        ])
    }

    private func action(_ version: AutomationVersion) -> HTML {
        if version.isActive { return .badge(RobotsTexts.isActive[language], tone: .success) }
        guard model.mayConfigure else { return HTML() }
        return .linkButton(
            RobotsTexts.activate[language], to: "\(model.address)/versions/\(version.number)/activate", icon: .rotateCcw, size: .small)
    }
}
