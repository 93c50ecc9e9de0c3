import Kernel

/// Somebody who can be chosen: a person, a department, a role.
package struct PersonOption: Sendable {
    package enum Kind: String, Sendable {
        case person
        case department
        case role
    }

    /// What is sent: `user:7`, `department:3`, `department:3:all`, `role:responsible`.
    package let value: String
    package let label: String
    package let kind: Kind
    /// A second line: the position, «с подотделами».
    package let note: String?
    /// Chosen by this viewer lately: stands on the first tab.
    package let isRecent: Bool

    package init(_ value: String, _ label: String, kind: Kind = .person, note: String? = nil, isRecent: Bool = false) {
        self.value = value
        self.label = label
        self.kind = kind
        self.note = note
        self.isRecent = isRecent
    }
}

extension HTML {
    /// Chooses people, departments and roles. Without script it is a plain list; script lays chips, a search and the tabs
    /// «Недавние · Сотрудники и отделы · Роли» over it. With `allowsSeveral` the name is sent once per choice.
    package static func userPicker(
        _ field: Field, _ options: [PersonOption], selected: Set<String>, allowsSeveral: Bool = false,
        emptyLabel: String? = nil, _ language: Language
    ) -> HTML {
        .field(
            field,
            """
            <div class="people" data-people data-search-label="\(ComponentTexts.findPerson, language)" \
            data-none-label="\(ComponentTexts.nobodyFound, language)" data-remove-label="\(ComponentTexts.remove, language)" \
            data-tabs="\(PeopleTabs(language).json)">\
            <select class="input"\(field.attributes)\(attribute: "multiple", if: allowsSeveral)>\
            \(ifLet: allowsSeveral ? nil : emptyLabel ?? "", { "<option value=\"\">\($0)</option>" })\
            \(each: options, { personOption($0, isSelected: selected.contains($0.value)) })</select></div>
            """)
    }

    private static func personOption(_ option: PersonOption, isSelected: Bool) -> HTML {
        """
        <option value="\(option.value)" data-kind="\(option.kind.rawValue)"\(attribute: "data-note", option.note)\
        \(attribute: "data-recent", if: option.isRecent)\(attribute: "selected", if: isSelected)>\(option.label)</option>
        """
    }
}

/// The headings of the picker's tabs, handed to the script.
private struct PeopleTabs {
    let json: HTML

    init(_ language: Language) {
        let titles: JSONValue = [
            "recent": .string(ComponentTexts.recent[language]),
            "people": .string(ComponentTexts.peopleAndDepartments[language]),
            "roles": .string(ComponentTexts.roles[language]),
        ]
        json = "\(json: titles)"
    }
}
