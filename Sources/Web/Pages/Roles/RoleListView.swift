import CRM
import Kernel

/// Every role with who has it and what it gives, one row each.
struct RoleListView {
    let roles: [Role]
    let directory: PeopleSnapshot
    let language: Language

    var html: HTML {
        let columns =
            [TableColumn(RolePageTexts.role[language]), TableColumn(RolePageTexts.members[language])]
            + EntityType.allCases.map { TableColumn($0.pluralName[language]) } + [TableColumn(RolePageTexts.permissions[language])]
        return """
            <div class="stack">\(.table(columns, roles.map(row), caption: SettingsSection.roles.title[language]))\
            <p class="muted">\(RolePageTexts.administrators, language)</p></div>
            """
    }

    private func row(_ role: Role) -> TableRow {
        let members = role.members.map(name).joined(separator: ", ")
        let nobody: HTML = "<span class=\"faint\">\(RolePageTexts.nobody, language)</span>"
        let permissions = PortalPermission.allCases.filter(role.rights.permissions.contains).map { $0.title[language] }
        return TableRow(
            [
                .tableTitle(role.name[language], to: "/settings/roles/\(role.id)"),
                members.isEmpty ? nobody : "\(members)",
            ] + EntityType.allCases.map { rights(role, $0) } + ["<small>\(permissions.joined(separator: "; "))</small>"])
    }

    /// «читать: все · изменять: свои»; operations without a right are left out.
    private func rights(_ role: Role, _ entity: EntityType) -> HTML {
        let lines = [CRM.Operation.read, .update, .delete].compactMap { operation -> HTML? in
            let scope = role.rights[entity, operation]
            return scope == .none ? nil : "<small>\(operation.title, language): \(scope.title, language)</small>"
        }
        return lines.isEmpty ? "<span class=\"faint\">\(RightScope.none.title, language)</span>" : "<span class=\"stack tight\">\(lines)</span>"
    }

    private func name(_ member: RoleMember) -> String {
        switch member {
        case .user(let id): directory.name(of: id)
        case .department(let id, let all):
            directory.name(of: id) + (all ? " (\(RolePageTexts.withSubdepartments[language]))" : "")
        case .everybody: AccessTexts.everybody[language]
        }
    }
}
