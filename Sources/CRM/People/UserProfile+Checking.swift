import Kernel

extension UserProfile {
    /// The profile with spaces trimmed.
    /// - Throws: `Failure` `.invalid` naming the field that is too long, missing or no time zone.
    func checked() throws -> UserProfile {
        var result = self
        for (path, field, limit) in UserProfile.texts {
            let text = self[keyPath: path].withoutOuterSpace
            guard text.count <= limit else {
                throw Failure(.invalid, PeopleTexts.tooLong.with(["limit": String(limit)]), field: field)
            }
            result[keyPath: path] = text
        }
        guard !result.firstName.isEmpty || !result.lastName.isEmpty else {
            throw Failure(.invalid, PeopleTexts.nameMissing, field: "NAME")
        }
        if let zone = timeZone, !zone.isEmpty {
            do { _ = try TimeZoneRules.named(zone) } catch let failure as Failure {
                throw Failure(.invalid, failure.message, field: "TIME_ZONE")
            }
        } else {
            result.timeZone = nil
        }
        return result
    }

    // Field codes are those of the REST contract.
    nonisolated(unsafe) private static let texts: [(WritableKeyPath<UserProfile, String>, String, Int)] = [
        (\.firstName, "NAME", 100), (\.lastName, "LAST_NAME", 100), (\.middleName, "SECOND_NAME", 100),
        (\.position, "WORK_POSITION", 200), (\.workPhone, "WORK_PHONE", 50), (\.mobilePhone, "PERSONAL_MOBILE", 50),
        (\.innerPhone, "UF_PHONE_INNER", 20),
    ]

    /// What the search looks through: names, position and login, lower-case, ё as е.
    func searchText(login: String) -> String {
        foldedForSearch([lastName, firstName, middleName, position, login].joined(separator: " "))
    }
}

/// Lower-case with ё as е, so that people find what they type either way.
func foldedForSearch(_ text: String) -> String {
    String(String.UnicodeScalarView(text.lowercased().unicodeScalars.map { $0 == "\u{0451}" ? "\u{0435}" : $0 }))
}

/// An e-mail address as a login: trimmed, lower-case.
/// - Throws: `Failure` `.invalid` when it is no address; addresses are not looked into further than delivery needs.
func checkedLogin(_ text: String) throws -> String {
    let login = text.withoutOuterSpace.lowercased()
    let parts = login.split(separator: "@", omittingEmptySubsequences: false)
    let plain = login.unicodeScalars.allSatisfy { $0.value > 32 && $0 != "," && $0 != ";" && $0 != "<" && $0 != ">" }
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !parts[1].hasPrefix("."),
        !parts[1].hasSuffix("."),
        plain, login.utf8.count <= 254
    else { throw Failure(.invalid, PeopleTexts.badLogin, field: "EMAIL") }
    return login
}
