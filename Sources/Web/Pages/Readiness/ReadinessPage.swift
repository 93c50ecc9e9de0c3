import CRM
import Kernel

/// «Готовность портала»: what must be set before the process can run.
enum ReadinessPage {
    static let routes: [Route] = [
        .get("/settings/readiness") { page in
            try page.require(.configurePortal)
            let items = try await page.services.portal.read { try Readiness.items(in: $0) }
            let findings = try await PipelineFindings.all(page)
            return page.settings(.readiness, view(items, findings, page.language))
        }
    ]

    private static func view(_ items: [ReadinessItem], _ findings: [PipelineFindings], _ language: Language) -> HTML {
        let done = items.count(where: \.isDone)
        let isReady = done == items.count
        let progress = SettingsPageTexts.readyCount.with(["done": String(done), "total": String(items.count)])
        return """
            <div class="stack">\(.card("""
                <div class="stack"><div class="row"><h2>\(isReady ? ReadinessPageTexts.ready : ReadinessPageTexts.notReady, language)</h2></div>\
                \(.progressBar(percent: items.isEmpty ? 100 : done * 100 / items.count, label: progress[language]))\
                <p class="muted">\(isReady ? ReadinessPageTexts.readyHint : ReadinessPageTexts.notReadyHint, language)</p></div>
                """))\
            \(each: groups(items), { title, items in
                .card(title: title[language], isFlush: true, "<ul class=\"checklist\">\(each: items, { row($0, language) })</ul>")
            })\(if: !findings.isEmpty, robots(findings, language))</div>
            """
    }

    /// What the check says about the robots of each pipeline; it does not count as an entry to fill in.
    private static func robots(_ findings: [PipelineFindings], _ language: Language) -> HTML {
        .card(
            title: ReadinessPageTexts.robots[language], isFlush: true,
            "<ul class=\"checklist\">\(each: findings, { row($0, language) })</ul>")
    }

    private static func row(_ found: PipelineFindings, _ language: Language) -> HTML {
        let words = ReadinessPageTexts.findings(errors: found.errors, warnings: found.warnings)
        let tone = found.isSound ? "success-text" : found.errors > 0 ? "danger-text" : "warning-text"
        let label = found.isSound ? ReadinessPageTexts.look : ReadinessPageTexts.see
        return """
            <li class="checklist-row"><span\(classes: tone)>\(.icon(found.isSound ? .circleCheck : .circleAlert, label: words[language]))</span>\
            <div class="grow"><p class="strong">\(found.pipeline.name, language)</p><small>\(words, language)</small></div>\
            \(.linkButton(label[language], to: found.isSound ? found.address : found.address + "?edit=1", kind: found.isSound ? .quiet : .plain, size: .small))</li>
            """
    }

    /// Roles, time, company, people; a group without items is left out.
    private static func groups(_ items: [ReadinessItem]) -> [(Text, [ReadinessItem])] {
        func part(_ title: Text, _ belongs: (String) -> Bool) -> (Text, [ReadinessItem]) { (title, items.filter { belongs($0.id) }) }
        return [
            part(ReadinessPageTexts.roles) { $0.hasPrefix("constant.") },
            part(ReadinessPageTexts.time) { ["working_hours", "days_off", "holidays"].contains($0) },
            part(ReadinessPageTexts.company) { ["company", "mail"].contains($0) },
            part(ReadinessPageTexts.people) { ["people", "structure"].contains($0) },
        ].filter { !$0.1.isEmpty }
    }

    private static func row(_ item: ReadinessItem, _ language: Language) -> HTML {
        let state = item.isDone ? ReadinessPageTexts.done : ReadinessPageTexts.missing
        let label = item.isDone ? SettingsPageTexts.edit : ReadinessPageTexts.fill
        return """
            <li class="checklist-row"><span\(classes: item.isDone ? "success-text" : "warning-text")>\
            \(.icon(item.isDone ? .circleCheck : .circleAlert, label: state[language]))</span>\
            <div class="grow"><p class="strong">\(item.title, language)</p>\(if: !item.isDone, "<small>\(item.hint, language)</small>")</div>\
            \(.linkButton(label[language], to: item.path, kind: item.isDone ? .quiet : .plain, size: .small))</li>
            """
    }
}
