import CRM
import Kernel

/// The index of the settings: cards with the state of each section.
enum SettingsPage {
    static let routes: [Route] = [
        .get("/settings") { try await index($0) },
        .get("/settings/people") { _ in .redirect("/people") },
        .get("/settings/import") { _ in .redirect("/import") },
    ] + PortalSettingsPage.routes

    private static func index(_ page: PageRequest) async throws -> PageResponse {
        let model = try await SettingsIndexModel.load(page)
        var content = Page(HTTPTexts.settings[page.language], view(model, try page.viewer, page.language))
        content.lead = SettingsPageTexts.lead[page.language]
        return .page(content, rail: .settings)
    }

    private static let groups: [(Text, [SettingsSection])] = [
        (SettingsPageTexts.companyGroup, [.readiness, .portal, .workingTime, .people, .structure, .roles]),
        (SettingsPageTexts.crmGroup, [.constants, .pipelines, .fields, .currencies, .forms, .mail, .webhooks]),
        (SettingsPageTexts.personalGroup, [.imports, .integrations, .profile]),
    ]

    private static func view(_ model: SettingsIndexModel, _ viewer: Viewer, _ language: Language) -> HTML {
        let shown = groups.map { ($0.0, $0.1.filter { $0.isOpen(to: viewer) }) }.filter { !$0.1.isEmpty }
        return """
            <div class="stack loose">\(each: shown, { title, sections in """
                <section class="stack settings-group"><h2>\(title, language)</h2><div class="settings-cards">\
                \(each: sections, { card($0, model.states[$0], language) })</div></section>
                """
            })</div>
            """
    }

    private static func card(_ section: SettingsSection, _ state: SettingsIndexModel.State?, _ language: Language) -> HTML {
        """
        <a class="settings-card" href="\(url: section.address)"><span class="settings-icon">\(.icon(section.icon))</span>\
        <span class="stack tight"><span class="strong">\(section.title, language)</span>\
        <small>\(section.lead, language)</small>\
        \(ifLet: state, { .badge($0.text[language], tone: $0.needsAttention ? .warning : .neutral) })</span></a>
        """
    }
}
