import CRM
import Kernel

/// «Рабочее время»: hours, days off, holidays, with a preview that follows the form.
enum WorkingTimePage {
    static let routes: [Route] = [
        .get("/settings/working-time") { page in
            try page.require(.configurePortal)
            return try await show(page, Attempt(page))
        },
        .post("/settings/working-time") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await save(page) } again: { try await show(page, $0) }
        },
        .post("/settings/working-time/preview") { page in
            try page.require(.configurePortal)
            return try await preview(page)
        },
    ]

    private static func show(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        let settings = try await page.services.portal.read { try SettingsStore.settings(in: $0) }
        let calendar = attempt.failure == nil ? try WorkingCalendar(settings.workingHours, around: page.now) : nil
        let view = WorkingTimeView(
            settings: settings, attempt: attempt, csrf: page.csrf,
            preview: WorkingTimePreview(calendar: calendar, settings: settings, now: page.now, year: year(page), language: page.language))
        return page.settings(.workingTime, layout: .normal, status: attempt.status, view.html)
    }

    private static func save(_ page: PageRequest) async throws -> PageResponse {
        let form = page.form
        try await page.services.portal.perform(as: page.actor) { command in
            try SettingsStore.change(in: command) { settings in
                settings.workingHours = try hours(form, zone: settings.timeZone)
            }
        }
        return .redirect("/settings/working-time", notice: WorkingTimeTexts.saved)
    }

    /// The calendar that the form describes, without saving it.
    private static func preview(_ page: PageRequest) async throws -> PageResponse {
        let settings = try await page.services.portal.read { try SettingsStore.settings(in: $0) }
        var problem: Text?
        var calendar: WorkingCalendar?
        do {
            calendar = try WorkingCalendar(hours(page.form, zone: settings.timeZone), around: page.now)
        } catch let failure as Failure {
            problem = failure.message
        }
        let preview = WorkingTimePreview(
            calendar: calendar, settings: settings, now: page.now, year: year(page), language: page.language, problem: problem)
        return .fragment(preview.html)
    }

    private static func hours(_ form: FormFields, zone: String) throws -> WorkingHours {
        let week = WorkingWeekForm(form)
        return try WorkingHours.checked(
            WorkingHoursForm(
                week: week.week(), daysOff: week.daysOff, holidays: form["workingHours.holidays"] ?? "",
                movedWorkdays: form["workingHours.movedWorkdays"] ?? "", shortened: form["workingHours.shortened"] ?? "", zone: zone))
    }

    /// The year of the calendar view; this one unless the address names another.
    private static func year(_ page: PageRequest) -> Int? {
        (page.query.number("year") ?? page.form.number("year")).map { min(max($0, 2000), 2100) }
    }
}
