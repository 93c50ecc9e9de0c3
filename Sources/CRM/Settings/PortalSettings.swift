import Kernel

/// What the administrator decides for the whole portal (process.md section 2).
package struct PortalSettings: Hashable, Sendable {
    /// What the members are to each other: the manual's «Тип вашей организации».
    package enum Organisation: String, Sendable, CaseIterable {
        /// «Компания и сотрудники»
        case company
        /// «Сообщество и участники»
        case community
    }

    /// How dates are written. Raw values are patterns for the preview: day, month, year.
    package enum DateFormat: String, Sendable, CaseIterable {
        case dotted = "DD.MM.YYYY"
        case iso = "YYYY-MM-DD"
        case british = "DD/MM/YYYY"
        case american = "MM/DD/YYYY"
    }

    package enum TimeFormat: String, Sendable, CaseIterable {
        /// 17:40
        case hours24 = "HH:MM"
        /// 5:40 PM
        case hours12 = "H:MM AM"
    }

    package var companyName = ""
    /// Beside the logo, in the corner of every page.
    package var logoText = "Prom2B"
    /// Where the portal writes when something needs the administrator; empty until set.
    package var administratorEmail = ""
    /// ISO 3166 alpha-2, one of `Country.offered`.
    package var country = "RU"
    package var organisation = Organisation.company
    package var language = PortalSettings.standardLanguage
    package var dateFormat = DateFormat.dotted
    package var timeFormat = TimeFormat.hours24
    /// Monday 1 … Sunday 7: where calendars begin; says nothing about days off.
    package var firstDayOfWeek = 1
    /// Hours, days off, holidays, moved and shortened days, and the portal's time zone.
    package var workingHours: WorkingHours

    package init(workingHours: WorkingHours) { self.workingHours = workingHours }

    static let standardLanguage = Language.russian

    /// The settings of a portal where nobody has set anything: five days 9–18, Moscow.
    package static func standard() throws -> PortalSettings {
        PortalSettings(workingHours: try WorkingHours())
    }

    /// IANA name of the portal's zone, the one in which working hours are meant.
    package var timeZone: String {
        get { workingHours.zone }
        set { workingHours.zone = newValue }
    }
}

extension LocalDate {
    /// The day in the portal's format: `23.11.2026`.
    package func text(_ format: PortalSettings.DateFormat) -> String {
        let (day, month, year) = (padded(day, 2), padded(month, 2), padded(year, 4))
        return switch format {
        case .dotted: "\(day).\(month).\(year)"
        case .iso: "\(year)-\(month)-\(day)"
        case .british: "\(day)/\(month)/\(year)"
        case .american: "\(month)/\(day)/\(year)"
        }
    }
}

extension LocalTime {
    /// The time in the portal's format: `17:40` or `5:40 PM`.
    package func text(_ format: PortalSettings.TimeFormat) -> String {
        switch format {
        case .hours24: description
        case .hours12: "\(hour % 12 == 0 ? 12 : hour % 12):\(padded(minute, 2)) \(hour % 24 < 12 ? "AM" : "PM")"
        }
    }
}

/// A country to choose in the settings.
package struct Country: Hashable, Sendable {
    /// ISO 3166 alpha-2.
    package let code: String
    package let title: Text

    init(_ code: String, _ title: Text) {
        self.code = code
        self.title = title
    }
}
