/// A language of the screens.
package enum Language: String, Sendable, CaseIterable, Codable {
    case russian = "ru"
    case english = "en"
}

/// A text for people in every language of the product. The catalogue of strings is the set of all `Text` values
/// declared in files named `…Texts.swift` (and in the declarations of fields and robots), Russian first.
package struct Text: Hashable, Sendable {
    package let russian: String
    package let english: String

    package init(ru: String, en: String) {
        russian = ru
        english = en
    }

    /// A text that is the same in every language: a name that a person typed, a number, an address.
    package init(verbatim: String) {
        self.init(ru: verbatim, en: verbatim)
    }

    package subscript(language: Language) -> String {
        switch language {
        case .russian: russian
        case .english: english
        }
    }

    /// Replaces `{name}` in both languages by the value given for `name`; an unknown name stays as it is written.
    package func with(_ values: [String: String]) -> Text {
        Text(ru: russian.filling(values), en: english.filling(values))
    }

    /// Replaces `{name}` in both languages, each value in its own language.
    package func with(_ values: [String: Text]) -> Text {
        Text(ru: russian.filling(values.mapValues(\.russian)), en: english.filling(values.mapValues(\.english)))
    }
}

extension String {
    fileprivate func filling(_ values: [String: String]) -> String {
        guard contains("{") else { return self }
        var result = ""
        var rest = self[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            result += values[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}

/// Chooses the Russian form of a noun for a count: 1 сделка, 2 сделки, 5 сделок (CLDR plural rules for `ru`).
package func russianPlural(_ count: Int, one: String, few: String, many: String) -> String {
    let lastTwo = abs(count) % 100
    let last = lastTwo % 10
    if last == 1, lastTwo != 11 { return one }
    if (2...4).contains(last), !(12...14).contains(lastTwo) { return few }
    return many
}
