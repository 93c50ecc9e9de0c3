import CRM
import Kernel

struct PortalSettingsView {
    let settings: PortalSettings
    let attempt: Attempt
    let csrf: String
    let zones: [String]
    private var language: Language { attempt.language }

    private static let names = [
        "companyName", "logoText", "administratorEmail", "country", "firstDayOfWeek", "workingHours.zone",
    ]

    var html: HTML {
        .form(
            action: "/settings/portal", csrf: csrf, attributes: " class=\"stack\"",
            """
            \(attempt.notice(besides: Self.names))\
            \(.card(title: PortalSettingsTexts.company[language], company))\
            \(.card(title: PortalSettingsTexts.place[language], place))\
            \(.card(title: PortalSettingsTexts.formats[language], formats))\
            \(.actions([.button(SettingsPageTexts.save[language], kind: .primary)]))
            """)
    }

    private var company: HTML {
        .fields([
            .fieldPair([
                .textField(attempt.field("companyName", PortalSettingsTexts.companyName, help: PortalSettingsTexts.companyHelp), value: attempt.text("companyName", settings.companyName)),
                .textField(attempt.field("logoText", PortalSettingsTexts.logoText, help: PortalSettingsTexts.logoHelp), value: attempt.text("logoText", settings.logoText)),
            ]),
            .textField(
                attempt.field("administratorEmail", PortalSettingsTexts.email, help: PortalSettingsTexts.emailHelp), type: .text,
                value: attempt.text("administratorEmail", settings.administratorEmail), attributes: " inputmode=\"email\""),
            .radios(
                attempt.field("organisation", PortalSettingsTexts.organisation),
                [
                    Option(PortalSettings.Organisation.company.rawValue, SettingsTexts.company[language]),
                    Option(PortalSettings.Organisation.community.rawValue, SettingsTexts.community[language]),
                ], selected: attempt.text("organisation", settings.organisation.rawValue)),
        ])
    }

    private var place: HTML {
        let countries = Country.offered.map { Option($0.code, $0.title[language]) }
        let near = PortalSettingsTexts.russianZones.map { Option($0.id, $0.title[language]) }
        let known = Set(near.map(\.value))
        let others = zones.filter { !known.contains($0) }.map { Option($0, $0) }
        let languages = [Option(Language.russian.rawValue, ShellTexts.russian), Option(Language.english.rawValue, ShellTexts.english)]
        return .fields([
            .fieldPair([
                .selectField(attempt.field("country", PortalSettingsTexts.country), countries, selected: attempt.text("country", settings.country)),
                .selectField(
                    attempt.field("workingHours.zone", PortalSettingsTexts.zone, help: PortalSettingsTexts.zoneHelp), near + others,
                    selected: attempt.text("workingHours.zone", settings.timeZone)),
            ]),
            .selectField(
                attempt.field("language", PortalSettingsTexts.language, help: PortalSettingsTexts.languageHelp), languages,
                selected: attempt.text("language", settings.language.rawValue)),
        ])
    }

    private var formats: HTML {
        let example = LocalDate(year: 2026, month: 9, day: 20) ?? LocalDate(daysSinceEpoch: 0)
        let time = LocalTime(secondOfDay: 17 * 3600 + 40 * 60)
        let dates = DateStyle.Order.allCases.map { Option($0.rawValue, DateStyle(order: $0).date(example), help: $0.rawValue) }
        let times = DateStyle.Clock.allCases.map { Option($0.rawValue, DateStyle(clock: $0).time(time)) }
        let days = (1...7).map { Option(String($0), DateTexts.weekdays[$0 - 1][language]) }
        return .fieldPair([
            .radios(attempt.field("dateFormat", PortalSettingsTexts.dateFormat), dates, selected: attempt.text("dateFormat", settings.dateStyle.order.rawValue)),
            .radios(attempt.field("timeFormat", PortalSettingsTexts.timeFormat), times, selected: attempt.text("timeFormat", settings.dateStyle.clock.rawValue)),
            .selectField(
                attempt.field("firstDayOfWeek", PortalSettingsTexts.firstDay), days,
                selected: attempt.text("firstDayOfWeek", String(settings.firstDayOfWeek))),
        ])
    }
}
