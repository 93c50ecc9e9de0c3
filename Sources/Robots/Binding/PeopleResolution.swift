import Automation
import CRM
import Kernel
import Storage

extension Step {
    /// The people a parameter means now: each once, in the order chosen, only those who still work here. A dismissed person is
    /// replaced by their supervisor, so that no work is lost.
    /// - Throws: `Failure(.invalid)` when the parameter names nobody at all.
    func people(_ parameter: String) throws -> [UserID] {
        let selectors = try PeopleSelector.list(setting.parameters[parameter], field: parameter)
        var found: [UserID] = []
        for selector in selectors {
            for user in try resolve(selector) where !found.contains(user) { found.append(user) }
        }
        guard !found.isEmpty else {
            let who = try selectors.map(name).joined(separator: ", ")
            throw wrong(parameter, RobotTexts.nobody.with(["who": who.isEmpty ? "—" : who]))
        }
        record(parameter, .list(found.map(Value.user)))
        return found
    }

    /// The first of the people a parameter means.
    func person(_ parameter: String) throws -> UserID { try people(parameter)[0] }

    /// The people of a parameter that may be left empty.
    func optionalPeople(_ parameter: String) throws -> [UserID] {
        strings(parameter).isEmpty ? [] : try people(parameter)
    }

    /// A role by its title: people do not know its code.
    private func name(of selector: PeopleSelector) throws -> String {
        guard case .constant(let code) = selector else { return selector.stored }
        return try ConstantStore.constant(code, in: transaction)?.title ?? code
    }

    private func resolve(_ selector: PeopleSelector) throws -> [UserID] {
        let named = try candidates(selector)
        let active = try UserStore.active(named, in: transaction)
        let gone = named.filter { !active.contains($0) }
        return try active + gone.flatMap { try DepartmentStore.supervisors(of: $0, in: transaction) }
    }

    private func candidates(_ selector: PeopleSelector) throws -> [UserID] {
        switch selector {
        case .responsible: return try value("Document", "ASSIGNED_BY_ID")
        case .author: return try value("Document", "CREATED_BY_ID")
        case .field(let code): return try value("Document", code)
        case .constant(let code): return try value("GlobalConst", code)
        case .user(let id): return [id]
        case .department(let id, let withSubdepartments):
            return try DepartmentStore.members(of: id, withSubdepartments: withSubdepartments, in: transaction)
        case .supervisor:
            guard let responsible = try value("Document", "ASSIGNED_BY_ID").first else {
                return try UserStore.administrators(in: transaction)
            }
            return try DepartmentStore.supervisors(of: responsible, in: transaction)
        }
    }

    private func value(_ object: String, _ field: String) throws -> [UserID] {
        try environment.value(object: object, field: field)?.userIDs ?? []
    }
}
