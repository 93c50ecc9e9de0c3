import Kernel

/// Portal settings as rows of `settings`: a code and a JSON value each. Codes are stored for ever.
extension PortalSettings {
    static let workingHoursCode = "working_hours"
    static let dateFormatCode = "date_format"
    static let timeFormatCode = "time_format"

    /// Every setting by its code.
    var stored: [String: JSONValue] {
        [
            "company_name": .string(companyName), "logo_text": .string(logoText),
            "administrator_email": .string(administratorEmail), "country": .string(country),
            "organisation": .string(organisation.rawValue), "language": .string(language.rawValue),
            Self.dateFormatCode: .string(dateStyle.order.rawValue), Self.timeFormatCode: .string(dateStyle.clock.rawValue),
            "first_day_of_week": .int(Int64(firstDayOfWeek)),
            PortalSettings.workingHoursCode: workingHours.form.json,
        ]
    }

    /// The standard settings with what is stored put over them.
    /// - Throws: `Failure` `.invalid` when the stored working hours no longer make sense.
    package init(stored: [String: JSONValue]) throws {
        self = try PortalSettings.standard()
        companyName = stored["company_name"]?.string ?? companyName
        logoText = stored["logo_text"]?.string ?? logoText
        administratorEmail = stored["administrator_email"]?.string ?? administratorEmail
        country = stored["country"]?.string ?? country
        organisation = stored["organisation"]?.string.flatMap(Organisation.init(rawValue:)) ?? organisation
        language = stored["language"]?.string.flatMap(Language.init(rawValue:)) ?? language
        dateStyle = DateStyle(stored: { stored[$0]?.string })
        firstDayOfWeek = stored["first_day_of_week"]?.int.map { Int($0) } ?? firstDayOfWeek
        if let hours = stored[PortalSettings.workingHoursCode] {
            workingHours = try WorkingHours(form: WorkingHoursForm(json: hours))
        }
    }

    /// The settings with spaces trimmed.
    /// - Throws: `Failure` `.invalid` naming the field: `administratorEmail`, `workingHours.holidays`…
    package func checked(at now: Timestamp) throws -> PortalSettings {
        var result = self
        result.companyName = try PortalSettings.text(companyName, "companyName")
        result.logoText = try PortalSettings.text(logoText, "logoText")
        result.administratorEmail = administratorEmail.withoutOuterSpace
        if !result.administratorEmail.isEmpty {
            do { result.administratorEmail = try checkedLogin(administratorEmail) } catch is Failure {
                throw Failure(.invalid, SettingsTexts.badEmail, field: "administratorEmail")
            }
        }
        guard Country.offered.contains(where: { $0.code == country }) else {
            throw Failure(.invalid, SettingsTexts.badCountry, field: "country")
        }
        guard (1...7).contains(firstDayOfWeek) else {
            throw Failure(.invalid, SettingsTexts.badWeekday, field: "firstDayOfWeek")
        }
        do { _ = try WorkingCalendar(workingHours, around: now) } catch let failure as Failure {
            throw failure.inWorkingHours
        }
        return result
    }

    private static func text(_ text: String, _ field: String) throws -> String {
        let text = text.withoutOuterSpace
        guard text.count <= 200 else {
            throw Failure(.invalid, SettingsTexts.wantsText.with(["limit": "200"]), field: field)
        }
        return text
    }
}

extension DateStyle {
    /// The style that is stored under the codes of the settings; the standard one for what is not.
    init(stored: (String) -> String?) {
        self.init(
            order: stored(PortalSettings.dateFormatCode).flatMap(Order.init(rawValue:)) ?? .dayMonthYear,
            clock: stored(PortalSettings.timeFormatCode).flatMap(Clock.init(rawValue:)) ?? .hours24)
    }
}

extension WorkingHours {
    /// Reads the form of the settings page.
    /// - Throws: `Failure` `.invalid` whose field begins with `workingHours.`: «32.13» at `workingHours.holidays`.
    package static func checked(_ form: WorkingHoursForm) throws -> WorkingHours {
        do { return try WorkingHours(form: form) } catch let failure as Failure { throw failure.inWorkingHours }
    }
}

extension Failure {
    fileprivate var inWorkingHours: Failure {
        Failure(code, message, field: "workingHours" + (field.map { ".\($0)" } ?? ""))
    }
}

extension WorkingHoursForm {
    var json: JSONValue {
        [
            "week": .array(week.map(JSONValue.string)), "days_off": .array(daysOff.map { .int(Int64($0)) }),
            "holidays": .string(holidays), "moved_workdays": .string(movedWorkdays), "shortened": .string(shortened),
            "zone": .string(zone),
        ]
    }

    init(json: JSONValue) {
        self.init(
            week: (json["week"]?.array ?? []).compactMap(\.string),
            daysOff: (json["days_off"]?.array ?? []).compactMap { $0.int.map { Int($0) } },
            holidays: json["holidays"]?.string ?? "", movedWorkdays: json["moved_workdays"]?.string ?? "",
            shortened: json["shortened"]?.string ?? "", zone: json["zone"]?.string ?? "UTC")
    }
}
