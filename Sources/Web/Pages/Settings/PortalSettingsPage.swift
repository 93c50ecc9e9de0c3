import CRM
import Kernel

/// «Портал»: what the company is called, where it is and how it writes dates.
enum PortalSettingsPage {
    static let routes: [Route] = [
        .get("/settings/portal") { page in
            try page.require(.configurePortal)
            return try await show(page, Attempt(page))
        },
        .post("/settings/portal") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await save(page) } again: { try await show(page, $0) }
        },
    ]

    private static func show(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        let settings = try await page.services.portal.read { try SettingsStore.settings(in: $0) }
        let view = PortalSettingsView(settings: settings, attempt: attempt, csrf: page.csrf, zones: try TimeZoneRules.identifiers())
        return page.settings(.portal, status: attempt.status, view.html)
    }

    private static func save(_ page: PageRequest) async throws -> PageResponse {
        let form = page.form
        try await page.services.portal.perform(as: page.actor) { command in
            try SettingsStore.change(in: command) { settings in
                settings.companyName = form["companyName"] ?? ""
                settings.logoText = form.text("logoText") ?? "Prom2B"
                settings.administratorEmail = form["administratorEmail"] ?? ""
                settings.country = form["country"] ?? ""
                settings.organisation = form["organisation"].flatMap(PortalSettings.Organisation.init) ?? settings.organisation
                settings.language = form["language"].flatMap(Language.init) ?? settings.language
                settings.dateStyle.order = form["dateFormat"].flatMap(DateStyle.Order.init) ?? settings.dateStyle.order
                settings.dateStyle.clock = form["timeFormat"].flatMap(DateStyle.Clock.init) ?? settings.dateStyle.clock
                settings.firstDayOfWeek = form.number("firstDayOfWeek") ?? 0
                settings.timeZone = form["workingHours.zone"] ?? settings.timeZone
            }
        }
        return .redirect("/settings/portal", notice: SettingsPageTexts.saved)
    }
}
