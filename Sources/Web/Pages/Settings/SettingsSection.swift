import CRM
import HTTPTypes
import Kernel

/// The pages of the settings, in the order of the index.
enum SettingsSection: String, CaseIterable, Sendable {
    case readiness, portal, workingTime, people, structure, roles, constants, fields, currencies, pipelines, forms, mail, webhooks, imports, integrations, profile

    var address: String {
        switch self {
        case .readiness: "/settings/readiness"
        case .portal: "/settings/portal"
        case .workingTime: "/settings/working-time"
        case .people: "/people"
        case .structure: "/settings/structure"
        case .roles: "/settings/roles"
        case .constants: "/settings/constants"
        case .fields: "/settings/fields"
        case .currencies: "/settings/currencies"
        case .pipelines: "/settings/pipelines"
        case .forms: "/settings/forms"
        case .mail: "/settings/mail"
        case .webhooks: "/settings/webhooks"
        case .imports: "/import"
        case .integrations: "/settings/integrations"
        case .profile: "/profile"
        }
    }

    var icon: Icon {
        switch self {
        case .readiness: .listChecks
        case .portal: .building2
        case .workingTime: .calendarClock
        case .people: .users
        case .structure: .network
        case .roles: .shield
        case .constants: .braces
        case .fields: .slidersHorizontal
        case .currencies: .wallet
        case .pipelines: .squareKanban
        case .forms: .inbox
        case .mail: .mail
        case .webhooks: .send
        case .imports: .upload
        case .integrations: .key
        case .profile: .user
        }
    }

    /// What one needs to open it.
    func isOpen(to viewer: Viewer) -> Bool {
        switch self {
        case .readiness, .portal, .workingTime, .roles, .fields, .currencies, .mail, .webhooks: viewer.may(.configurePortal)
        case .constants, .pipelines, .forms: viewer.may(.configureAutomation)
        case .people, .structure, .integrations, .profile: true
        case .imports: EntityType.allCases.contains { viewer.scope(.import, of: $0) != .none }
        }
    }
}

extension PageRequest {
    /// A page of the settings with its way back; `parents` stand between the section and the page itself.
    func settings(
        _ section: SettingsSection, title: Text? = nil, lead: Text? = nil, actions: [HTML] = [],
        parents: [(label: String, address: String?)] = [], layout: Page.Layout = .narrow,
        status: HTTPResponse.Status = .ok, _ body: HTML
    ) -> PageResponse {
        var content = Page((title ?? section.title)[language], body)
        content.layout = layout
        content.lead = (title == nil ? lead ?? section.lead : lead)?[language]
        content.actions = actions
        let isPeople = section == .people
        content.breadcrumbs = isPeople ? [] : [(HTTPTexts.settings[language], "/settings")]
        if title != nil {
            content.breadcrumbs.append((section.title[language], section.address))
            content.breadcrumbs += parents
        }
        if !content.breadcrumbs.isEmpty { content.breadcrumbs.append((content.title, nil)) }
        return .page(content, rail: isPeople ? .people : section == .profile ? nil : .settings, status: status)
    }
}
