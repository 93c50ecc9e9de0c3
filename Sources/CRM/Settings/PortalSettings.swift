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

    package var companyName = ""
    /// Beside the logo, in the corner of every page.
    package var logoText = "Prom2B"
    /// Where the portal writes when something needs the administrator; empty until set.
    package var administratorEmail = ""
    /// ISO 3166 alpha-2, one of `Country.offered`.
    package var country = "RU"
    package var organisation = Organisation.company
    package var language = Language.russian
    /// How dates and times are written everywhere in the portal.
    package var dateStyle = DateStyle()
    /// Monday 1 … Sunday 7: where calendars begin; says nothing about days off.
    package var firstDayOfWeek = 1
    /// Hours, days off, holidays, moved and shortened days, and the portal's time zone.
    package var workingHours: WorkingHours

    package init(workingHours: WorkingHours) { self.workingHours = workingHours }

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
