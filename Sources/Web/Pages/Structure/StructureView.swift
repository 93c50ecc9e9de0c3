import CRM
import Kernel

struct StructureView {
    let trees: [DepartmentNode]
    let directory: PeopleSnapshot
    let mayChange: Bool
    let language: Language

    var html: HTML {
        if trees.isEmpty {
            return .emptyState(
                icon: .network, title: StructureTexts.empty[language], text: StructureTexts.emptyHint[language],
                actions: mayChange ? [.linkButton(StructureTexts.add[language], to: "/settings/structure/new", kind: .primary)] : [])
        }
        let outside = directory.people.filter { $0.isActive && $0.departments.isEmpty }
        return """
            <div class="stack"><ul class="tree">\(each: trees, { node($0) })</ul>\
            \(if: !outside.isEmpty, .card(title: StructureTexts.outside[language], "<div class=\"row\">\(each: outside, { person($0.id) })</div>"))</div>
            """
    }

    private func node(_ node: DepartmentNode) -> HTML {
        let department = node.department
        let others = node.members.filter { $0 != department.head }
        return """
            <li><div class="tree-node"><div class="row row-nowrap"><div class="grow"><p class="strong">\(department.name)</p>\(head(department))</div>\
            <small class="faint nowrap">\(SettingsPageTexts.people(node.members.count), language)</small>\
            \(if: mayChange, tools(department))</div>\
            \(if: !others.isEmpty, "<div class=\"row tree-people\">\(each: others, { person($0) })</div>")</div>\
            \(if: !node.children.isEmpty, "<ul>\(each: node.children, { self.node($0) })</ul>")</li>
            """
    }

    private func head(_ department: Department) -> HTML {
        guard let head = department.head else { return "<small class=\"warning-text\">\(StructureTexts.noHead, language)</small>" }
        return """
            <span class="row tight">\(person(head))<small class="faint">\(StructureTexts.head, language)</small></span>
            """
    }

    private func tools(_ department: Department) -> HTML {
        """
        \(.iconLink(.plus, label: "\(StructureTexts.addBelow[language]): \(department.name)", to: "/settings/structure/new?parent=\(department.id)", size: .small))\
        \(.iconLink(.pencil, label: "\(SettingsPageTexts.edit[language]): \(department.name)", to: "/settings/structure/\(department.id)", size: .small))
        """
    }

    private func person(_ id: UserID) -> HTML {
        .person(name: directory.name(of: id), id: id.rawValue, address: "/people/\(id)")
    }
}

/// A department's name, place, head and members.
struct DepartmentForm {
    /// Nil for a new one.
    let department: Department?
    let members: [UserID]
    let parent: DepartmentID?
    let directory: PeopleSnapshot
    let attempt: Attempt
    let csrf: String
    private var language: Language { attempt.language }

    var html: HTML {
        let action = "/settings/structure/\(department.map { $0.id.description } ?? "new")"
        let label = department == nil ? SettingsPageTexts.create : SettingsPageTexts.save
        return """
            <div class="stack">\(.form(
                action: action, csrf: csrf, attributes: " class=\"stack\"",
                """
                \(attempt.notice(besides: ["NAME", "PARENT", "HEAD"]))\(.card(fields))\(.actions(label, orBackTo: "/settings/structure", language))
                """))\
            \(ifLet: department, { deletion($0) })</div>
            """
    }

    private var fields: HTML {
        let parents = directory.departments.filter { $0.id != department?.id }.map { Option($0.id.description, $0.name) }
        let head = department?.head?.description
        return .fields([
            .fieldPair([
                .textField(attempt.field("NAME", StructureTexts.name, isRequired: true), value: attempt.text("NAME", department?.name ?? ""), attributes: " autofocus"),
                .selectField(
                    attempt.field("PARENT", StructureTexts.parent), parents, selected: attempt.text("PARENT", parent?.description ?? ""),
                    emptyLabel: StructureTexts.top[language]),
            ]),
            .userPicker(
                attempt.field("HEAD", StructureTexts.head, help: StructureTexts.headHelp), directory.options(),
                selected: attempt.chosen("HEAD", head.map { [$0] } ?? []), emptyLabel: SettingsPageTexts.notSet[language], language),
            .userPicker(
                attempt.field("MEMBER", StructureTexts.members), directory.options(),
                selected: attempt.chosen("MEMBER", members.map(\.description)), allowsSeveral: true, language),
        ])
    }

    private func deletion(_ department: Department) -> HTML {
        """
        <div class="row"><small class="grow">\(StructureTexts.deleteHint, language)</small>\
        \(.actionButton(SettingsPageTexts.delete[language], action: "/settings/structure/\(department.id)/delete", csrf: csrf, kind: .danger, icon: .trash2))</div>
        """
    }
}
