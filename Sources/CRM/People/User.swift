import Kernel

/// How the screens look to a person.
package enum Theme: String, Sendable, CaseIterable {
    /// As the person's computer is set.
    case system
    case light
    case dark
}

/// What a person may change about themselves.
package struct UserProfile: Hashable, Sendable {
    package var firstName: String
    package var lastName: String
    package var middleName: String
    package var position: String
    package var workPhone: String
    package var mobilePhone: String
    /// The extension inside the company: `104`.
    package var innerPhone: String
    package var language: Language
    package var theme: Theme
    /// IANA name; nil means the portal's zone.
    package var timeZone: String?

    package init(
        firstName: String, lastName: String, middleName: String = "", position: String = "", workPhone: String = "",
        mobilePhone: String = "", innerPhone: String = "", language: Language = .russian, theme: Theme = .system,
        timeZone: String? = nil
    ) {
        self.firstName = firstName
        self.lastName = lastName
        self.middleName = middleName
        self.position = position
        self.workPhone = workPhone
        self.mobilePhone = mobilePhone
        self.innerPhone = innerPhone
        self.language = language
        self.theme = theme
        self.timeZone = timeZone
    }

    /// «Никита Орлов»: first and last name; empty when neither is filled.
    package var name: String {
        [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

/// Somebody who works (or worked) in the portal.
package struct User: Identifiable, Hashable, Sendable {
    package let id: UserID
    /// The e-mail address, lower-case; unique.
    package let login: String
    package let profile: UserProfile
    package let photo: FileID?
    package let isAdministrator: Bool
    /// False once dismissed: cannot sign in, is not offered in selectors, stays in history.
    package let isActive: Bool
    /// False while an invitation has not been accepted.
    package let hasPassword: Bool
    package let createdAt: Timestamp
    package let dismissedAt: Timestamp?
    package let lastSeenAt: Timestamp?

    /// The name to show; the login when no name is filled.
    package var name: String { profile.name.isEmpty ? login : profile.name }
}

/// A person about to get an account.
package struct NewUser: Sendable {
    package var login: String
    package var profile: UserProfile
    package var isAdministrator: Bool
    /// The departments to join, as a plain member.
    package var departments: [DepartmentID]

    package init(
        login: String, profile: UserProfile, isAdministrator: Bool = false, departments: [DepartmentID] = []
    ) {
        self.login = login
        self.profile = profile
        self.isAdministrator = isAdministrator
        self.departments = departments
    }
}
