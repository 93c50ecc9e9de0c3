/// An insertion of a value: `{=Object:Field > modifier, …}`.
package struct FieldReference: Hashable, Sendable {
    /// `Document`, `Variable`, … in their usual case whatever the source says; the name of a robot (`A12`) as written.
    package let object: String
    /// The field's code, dots included: `TITLE`, `CONTACT.NAME`.
    package let field: String
    package let modifiers: [Modifier]
    /// Where it stands in the template's source, in UTF-8 bytes, braces included.
    package let range: Range<Int>

    /// - Parameter range: where it stands in a source; empty for a reference made by code.
    package init(object: String, field: String, modifiers: [Modifier] = [], range: Range<Int> = 0..<0) {
        self.object = FieldReference.knownObjects.first { $0.lowercased() == object.lowercased() } ?? object
        self.field = field
        self.modifiers = modifiers
        self.range = range
    }

    /// Objects that every process has; any other name is that of a robot, whose results the fields are.
    package static let knownObjects = [
        "Document", "Template", "Variable", "Constant", "GlobalConst", "GlobalVar", "System", "Workflow", "User",
    ]

    /// The canonical form: `{=Document:TITLE > printable}`.
    package var source: String {
        let tail = modifiers.isEmpty ? "" : " > " + modifiers.map(\.rawValue).joined(separator: ", ")
        return "{=\(name)\(tail)}"
    }

    /// `Document:TITLE`
    package var name: String { "\(object):\(field)" }
}

/// How a value is to be output.
package enum Modifier: String, Hashable, Sendable, CaseIterable {
    /// Text for people: names of list options, people, files.
    case printable
    /// A person's name with a link where the text allows one.
    case friendly
    /// As people: `user_12` becomes the person 12.
    case user
    /// A moment in the portal's zone.
    case server
    /// A moment in the viewer's zone.
    case local
    case date
    case bool
    case int
    case double
    case string
    /// The address of a file.
    case src
    case shortlink
    case publink
    /// The person responsible for an item.
    case responsible
}

/// Finds the field that people call by a title, for `{{Название}}`; nil when there is none.
package typealias AliasResolver = (String) -> (object: String, field: String)?
