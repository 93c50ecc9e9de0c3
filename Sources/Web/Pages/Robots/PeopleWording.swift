import Automation
import CRM
import Kernel

/// Names for people selectors, the choices of the person selector, and what is wrong with those that mean nobody.
struct PeopleWording: Sendable {
    let people: PeopleSnapshot
    let constants: [Constant]
    let fields: [CRM.Field]
    let recent: Set<UserID>
    let language: Language

    // MARK: Cards

    /// «Делопроизводитель (Мария Белова)».
    func name(_ selector: PeopleSelector) -> String {
        switch selector {
        case .responsible: return PeopleWordingTexts.responsible[language]
        case .supervisor: return PeopleWordingTexts.supervisor[language]
        case .author: return PeopleWordingTexts.author[language]
        case .field(let code): return PeopleWordingTexts.ofField.with(["field": title(ofField: code)])[language]
        case .user(let id): return people.name(of: id)
        case .department(let id, let withSubdepartments):
            let name = people.name(of: id)
            return withSubdepartments ? PeopleWordingTexts.departmentWithBelow.with(["department": name])[language] : name
        case .constant(let code):
            guard let constant = constants.first(where: { $0.code == code }) else { return code }
            let names = constant.value.userIDs.map { people.name(of: $0) }.joined(separator: ", ")
            let behind = names.isEmpty ? PeopleWordingTexts.vacant[language] : names
            return PeopleWordingTexts.roleOf.with(["role": constant.title, "people": behind])[language]
        }
    }

    /// Why a selector means nobody; nil when it means somebody, or when only the item can tell.
    func problem(_ selector: PeopleSelector) -> Text? {
        switch selector {
        case .responsible, .supervisor, .author, .field: return nil
        case .user(let id):
            return people[id]?.isActive == true ? nil : PeopleWordingTexts.personGone.with(["person": people.name(of: id)])
        case .department(let id, let withSubdepartments):
            guard people.departments.contains(where: { $0.id == id }) else {
                return PeopleWordingTexts.departmentGone.with(["id": id.description])
            }
            let reached = withSubdepartments ? below(id) : [id]
            let hasPeople = people.people.contains { $0.isActive && !reached.isDisjoint(with: $0.departments) }
            return hasPeople ? nil : PeopleWordingTexts.departmentEmpty.with(["department": people.name(of: id)])
        case .constant(let code):
            guard let constant = constants.first(where: { $0.code == code }) else {
                return PeopleWordingTexts.constantGone.with(["role": code])
            }
            let hasPeople = constant.value.userIDs.contains { people[$0]?.isActive == true }
            return hasPeople ? nil : PeopleWordingTexts.nobodyBehind.with(["role": constant.title])
        }
    }

    private func below(_ root: DepartmentID) -> Set<DepartmentID> {
        var found: Set<DepartmentID> = [root]
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for department in people.departments {
                guard let parent = department.parent, found.contains(parent) else { continue }
                if found.insert(department.id).inserted { isGrowing = true }
            }
        }
        return found
    }

    private func title(ofField code: String) -> Text {
        fields.first { $0.code.rawValue == code }?.title ?? Text(verbatim: code)
    }

    // MARK: The selector

    /// Everybody who can be chosen, and those of `chosen` who cannot be any more.
    func options(chosen: [String]) -> [PersonOption] {
        var options = roles + active + departments
        for stored in chosen where !options.contains(where: { $0.value == stored }) {
            let selector = PeopleSelector(stored: stored)
            let isPerson = if case .user = selector { true } else { false }
            options.append(
                PersonOption(
                    stored, selector.map(name) ?? stored, kind: isPerson ? .person : .role,
                    note: isPerson ? PeopleWordingTexts.dismissed[language] : nil))
        }
        return options
    }

    private var active: [PersonOption] {
        people.people.filter(\.isActive).map { person in
            PersonOption(
                PeopleSelector.user(person.id).stored, person.name, note: person.position.isEmpty ? nil : person.position,
                isRecent: recent.contains(person.id))
        }
    }

    private var departments: [PersonOption] {
        people.departments.flatMap { department in
            [false, true].map { isDeep in
                let selector = PeopleSelector.department(department.id, withSubdepartments: isDeep)
                let note = isDeep ? PeopleWordingTexts.withBelow : PeopleWordingTexts.department
                return PersonOption(selector.stored, name(selector), kind: .department, note: note[language])
            }
        }
    }

    private var roles: [PersonOption] {
        let usual: [PeopleSelector] = [.responsible, .supervisor, .author]
        let ofFields = fields.filter { field in
            field.type.code == "employee" && !["ASSIGNED_BY_ID", "CREATED_BY_ID"].contains(field.code.rawValue)
        }
        return usual.map { PersonOption($0.stored, name($0), kind: .role) } + constantRoles
            + ofFields.map { field in
                let selector = PeopleSelector.field(field.code.rawValue)
                return PersonOption(selector.stored, name(selector), kind: .role)
            }
    }

    private var constantRoles: [PersonOption] {
        constants.filter { $0.kind == .user }.map { constant in
            let names = constant.value.userIDs.map { people.name(of: $0) }.joined(separator: ", ")
            return PersonOption(
                PeopleSelector.constant(constant.code).stored, constant.title, kind: .role,
                note: names.isEmpty ? PeopleWordingTexts.vacant[language] : names)
        }
    }
}
