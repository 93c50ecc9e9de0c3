import Kernel

/// Who a robot means, as stored in its parameters: people, departments, roles, fields. Resolved when the robot acts, so a
/// change of staff needs no change of robots.
package enum PeopleSelector: Hashable, Sendable {
    case responsible
    /// «Руководитель ответственного».
    case supervisor
    case author
    /// A role: a global constant of people.
    case constant(String)
    /// A field of the item that holds people.
    case field(String)
    case user(UserID)
    case department(DepartmentID, withSubdepartments: Bool)

    /// `responsible`, `supervisor`, `author`, `constant:Clerk`, `field:UF_CRM_OWNER`, `user:7`, `department:3`,
    /// `departments:3` (with those below), `{=GlobalConst:Clerk}`, `{=Document:ASSIGNED_BY_ID}`; nil when it is none of them.
    package init?(stored: String) {
        switch stored {
        case "responsible": self = .responsible
        case "supervisor": self = .supervisor
        case "author": self = .author
        default:
            if let reference = Template(stored).soleReference {
                self.init(reference)
            } else {
                self.init(parts: stored.split(separator: ":", maxSplits: 1).map(String.init))
            }
        }
    }

    private init?(_ reference: FieldReference) {
        switch (reference.object, reference.field) {
        case ("GlobalConst", let code): self = .constant(code)
        case ("Document", "ASSIGNED_BY_ID"): self = .responsible
        case ("Document", "CREATED_BY_ID"): self = .author
        case ("Document", let code): self = .field(code)
        default: return nil
        }
    }

    private init?(parts: [String]) {
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        switch (parts[0], Int64(parts[1])) {
        case ("constant", _): self = .constant(parts[1])
        case ("field", _): self = .field(parts[1])
        case ("user", let id?): self = .user(UserID(id))
        case ("department", let id?): self = .department(DepartmentID(id), withSubdepartments: false)
        case ("departments", let id?): self = .department(DepartmentID(id), withSubdepartments: true)
        default: return nil
        }
    }

    package var stored: String {
        switch self {
        case .responsible: "responsible"
        case .supervisor: "supervisor"
        case .author: "author"
        case .constant(let code): "constant:\(code)"
        case .field(let code): "field:\(code)"
        case .user(let id): "user:\(id)"
        case .department(let id, let withSubdepartments): "\(withSubdepartments ? "departments" : "department"):\(id)"
        }
    }

    /// Reads a robot's parameter: a list of stored selectors, or one of them.
    /// - Throws: `Failure(.invalid)` naming what is not understood.
    package static func list(_ json: JSONValue?, field: String) throws -> [PeopleSelector] {
        let texts = json?.array?.compactMap(\.string) ?? json?.string.map { [$0] } ?? []
        return try texts.filter { !$0.isEmpty }.map { text in
            guard let selector = PeopleSelector(stored: text) else {
                throw Failure(.invalid, PeopleTexts.unknownSelector.with(["text": text]), field: field)
            }
            return selector
        }
    }
}
