import CRM
import Kernel

struct WorkingTimeView {
    let settings: PortalSettings
    let attempt: Attempt
    let csrf: String
    let preview: WorkingTimePreview
    private var language: Language { attempt.language }

    private static let names =
        ["workingHours.holidays", "workingHours.movedWorkdays", "workingHours.shortened"] + (0..<7).map { "workingHours.week[\($0)]" }

    var html: HTML {
        .form(
            action: "/settings/working-time", csrf: csrf, attributes: " class=\"worktime\"",
            """
            <div class="stack">\(attempt.notice(besides: Self.names))\
            \(.card(title: WorkingTimeTexts.week[language], foot: zone, isFlush: true, week))\
            \(.card(title: WorkingTimeTexts.special[language], special))\
            \(.actions([.button(SettingsPageTexts.save[language], kind: .primary)]))</div>\
            <div class="worktime-preview" hx-post="/settings/working-time/preview" hx-include="closest form" hx-target="this" \
            hx-trigger="input delay:300ms from:closest form" hx-swap="innerHTML" aria-live="polite">\(preview.html)</div>
            """)
    }

    private var zone: HTML {
        """
        <small>\(WorkingTimeTexts.zone.with(["zone": settings.timeZone]), language) \
        <a class="link" href="/settings/portal">\(WorkingTimeTexts.changeZone, language)</a></small>
        """
    }

    private var week: HTML {
        let form = attempt.typed.map(WorkingWeekForm.init) ?? WorkingWeekForm(settings.workingHours)
        let first = settings.firstDayOfWeek
        let order = (0..<7).map { (first - 1 + $0) % 7 }
        return """
            <div class="week" role="group" aria-label="\(WorkingTimeTexts.week, language)"><div class="week-row week-head" aria-hidden="true">\
            <span>\(WorkingTimeTexts.day, language)</span><span>\(WorkingTimeTexts.open, language)</span>\
            <span>\(WorkingTimeTexts.close, language)</span><span>\(WorkingTimeTexts.lunchFrom, language)</span>\
            <span>\(WorkingTimeTexts.lunchTo, language)</span></div>\(each: order, { row($0, form.days[$0]) })</div>
            """
    }

    private func row(_ place: Int, _ day: WorkingWeekForm.Day) -> HTML {
        let weekday = place + 1
        let name = DateTexts.weekdays[place][language]
        let error = attempt.error(at: "workingHours.week[\(place)]")
        func time(_ field: String, _ label: Text, _ value: String) -> HTML {
            """
            <input class="input" inputmode="numeric" maxlength="5" placeholder="–" autocomplete="off" name="\(field).\(weekday)" value="\(value)" \
            aria-label="\(name): \(label, language)"\(attribute: "aria-invalid", error == nil ? nil : "true")>
            """
        }
        let inputs: HTML =
            if let custom = day.custom {
                "<input class=\"input week-custom\" name=\"hours.\(weekday)\" value=\"\(custom)\" aria-label=\"\(name): \(WorkingTimeTexts.hours, language)\">"
            } else {
                """
                \(time("open", WorkingTimeTexts.open, day.open))\(time("close", WorkingTimeTexts.close, day.close))\
                \(time("lunchFrom", WorkingTimeTexts.lunchFrom, day.lunchFrom))\(time("lunchTo", WorkingTimeTexts.lunchTo, day.lunchTo))
                """
            }
        return """
            <div class="week-row"><label class="choice"><input type="checkbox" name="on.\(weekday)" value="1"\
            \(attribute: "checked", if: day.works)><span>\(name)</span></label>\(inputs)\
            \(ifLet: error, { "<p class=\"field-error week-error\" role=\"alert\">\(.icon(.circleAlert, size: .small))<span>\($0)</span></p>" })</div>
            """
    }

    private var special: HTML {
        let form = settings.workingHours.form
        func area(_ name: String, _ title: Text, _ help: Text, _ stored: String) -> HTML {
            .textAreaField(
                attempt.field("workingHours.\(name)", title, help: help), value: attempt.text("workingHours.\(name)", stored), rows: 2)
        }
        return .fields([
            area("holidays", WorkingTimeTexts.holidays, WorkingTimeTexts.holidaysHelp, form.holidays),
            area("movedWorkdays", WorkingTimeTexts.moved, WorkingTimeTexts.movedHelp, form.movedWorkdays),
            area("shortened", WorkingTimeTexts.shortened, WorkingTimeTexts.shortenedHelp, form.shortened),
        ])
    }
}
