import CRM
import Kernel

/// A role's name, its matrix of entities and operations, and who has it.
struct RoleForm {
    /// Nil for a new one.
    let role: Role?
    let directory: PeopleSnapshot
    let attempt: Attempt
    let csrf: String
    private var language: Language { attempt.language }
    private static let everybody = "role:everybody"

    var html: HTML {
        let action = "/settings/roles/\(role.map { $0.id.description } ?? "new")"
        let label = role == nil ? SettingsPageTexts.create : SettingsPageTexts.save
        return """
            <div class="stack">\(.form(
                action: action, csrf: csrf, attributes: " class=\"stack\"",
                """
                \(attempt.notice(besides: ["NAME"]))\(.card(head))\
                \(.card(title: RolePageTexts.rights[language], isFlush: true, matrix))\
                \(.card(title: RolePageTexts.permissions[language], permissions))\(.actions(label, orBackTo: "/settings/roles", language))
                """))\
            \(ifLet: role, { deletion($0) })</div>
            """
    }

    private var head: HTML {
        .fields([
            .fieldPair([
                .textField(attempt.field("NAME", RolePageTexts.nameRussian, isRequired: true), value: attempt.text("NAME", role?.name.russian ?? "")),
                .textField(attempt.field("NAME_EN", RolePageTexts.nameEnglish), value: attempt.text("NAME_EN", role?.name.english ?? "")),
            ]),
            .userPicker(
                attempt.field("MEMBER", RolePageTexts.members, help: RolePageTexts.membersHelp), options,
                selected: attempt.chosen("MEMBER", (role?.members ?? []).map(Self.value)), allowsSeveral: true, language),
        ])
    }

    private var options: [PersonOption] {
        let people = directory.people.filter(\.isActive).map {
            PersonOption("user:\($0.id)", $0.name, note: $0.position.isEmpty ? nil : $0.position)
        }
        let departments = directory.departments.flatMap { department in
            [
                PersonOption("department:\(department.id)", department.name, kind: .department),
                PersonOption("department:\(department.id):all", department.name, kind: .department, note: RolePageTexts.withSubdepartments[language]),
            ]
        }
        return people + departments + [PersonOption(Self.everybody, AccessTexts.everybody[language], kind: .role)]
    }

    private var matrix: HTML {
        let columns = [TableColumn(RolePageTexts.entity[language])] + Operation.allCases.map { TableColumn($0.title[language]) }
        let rows = EntityType.allCases.map { entity in
            TableRow(["<span class=\"strong\">\(entity.pluralName, language)</span>"] + Operation.allCases.map { cell(entity, $0) })
        }
        return .table(columns, rows, caption: RolePageTexts.rights[language])
    }

    private func cell(_ entity: EntityType, _ operation: Operation) -> HTML {
        let name = "right.\(entity.code).\(operation.rawValue)"
        let stored = role?.rights[entity, operation] ?? .none
        let label = "\(entity.pluralName[language]): \(operation.title[language])"
        return .select(
            Field(name, label: label, error: attempt.error(at: "\(entity.code).\(operation.rawValue)")),
            operation.scopes.map { Option($0.rawValue, $0.title[language]) }, selected: attempt.text(name, stored.rawValue),
            attributes: " aria-label=\"\(label)\"")
    }

    private var permissions: HTML {
        let stored = role?.rights.permissions ?? []
        let boxes = PortalPermission.allCases.map { permission -> HTML in
            let name = "permission.\(permission.rawValue)"
            return .checkbox(attempt.field(name, permission.title), isChecked: attempt.flag(name, stored.contains(permission)))
        }
        return .fields(boxes)
    }

    private func deletion(_ role: Role) -> HTML {
        """
        <div class="row"><small class="grow">\(RolePageTexts.deleteHint, language)</small>\
        \(.actionButton(SettingsPageTexts.delete[language], action: "/settings/roles/\(role.id)/delete", csrf: csrf, kind: .danger, icon: .trash2))</div>
        """
    }

    // MARK: Reading

    static func name(_ form: FormFields) -> Text {
        let russian = form.text("NAME") ?? ""
        return Text(ru: russian, en: form.text("NAME_EN") ?? russian)
    }

    static func rights(_ form: FormFields) -> RoleRights {
        var rights = RoleRights()
        for entity in EntityType.allCases {
            for operation in Operation.allCases {
                rights[entity, operation] = form["right.\(entity.code).\(operation.rawValue)"].flatMap(RightScope.init) ?? .none
            }
        }
        rights.permissions = Set(PortalPermission.allCases.filter { form.flag("permission.\($0.rawValue)") })
        return rights
    }

    static func members(_ form: FormFields) -> [RoleMember] {
        form.all("MEMBER").compactMap { value in
            if value == everybody { return .everybody }
            let parts = value.split(separator: ":")
            guard parts.count >= 2 else { return nil }
            switch parts[0] {
            case "user": return UserID(parts[1]).map { .user($0) }
            case "department": return DepartmentID(parts[1]).map { .department($0, withSubdepartments: parts.count == 3) }
            default: return nil
            }
        }
    }

    private static func value(_ member: RoleMember) -> String {
        switch member {
        case .user(let id): "user:\(id)"
        case .department(let id, let all): "department:\(id)" + (all ? ":all" : "")
        case .everybody: everybody
        }
    }
}
