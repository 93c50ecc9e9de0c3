import Kernel

package enum ConditionJoin: String, Sendable {
    case all
    case any
}

/// A condition as groups of comparisons. Every comparison sends `conditionGroup` (its group, from 0), `conditionField`,
/// `conditionOperator` and `conditionValue`, each exactly once, so that the four lists of the form run in step. A group
/// sends `groupJoin`, the whole `conditionJoin`. Rows without a field are to be ignored.
package struct ConditionForm: Sendable {
    package struct Row: Sendable {
        package let field: String
        package let operation: String
        /// The control for the value, named `conditionValue`: the type of the field decides what it is.
        package let value: HTML

        package init(field: String, operation: String, value: HTML) {
            self.field = field
            self.operation = operation
            self.value = value
        }
    }

    package struct Group: Sendable {
        package let join: ConditionJoin
        package let rows: [Row]

        package init(join: ConditionJoin, rows: [Row]) {
            self.join = join
            self.rows = rows
        }
    }

    package let join: ConditionJoin
    package let groups: [Group]
    package let fields: [Option]
    /// The comparisons that the type of this field knows.
    package let operations: @Sendable (_ field: String) -> [Option]
    /// GET with `conditionField` and `conditionOperator` answers a row for them (operators and value of the field's type).
    package let rowAddress: String

    package init(
        join: ConditionJoin, groups: [Group], fields: [Option], rowAddress: String,
        operations: @escaping @Sendable (_ field: String) -> [Option]
    ) {
        self.join = join
        self.groups = groups
        self.fields = fields
        self.rowAddress = rowAddress
        self.operations = operations
    }
}

extension HTML {
    /// The builder. Without script an empty row at the end of each group takes one more comparison per saving.
    package static func conditionBuilder(_ form: ConditionForm, _ language: Language) -> HTML {
        let empty = ConditionForm.Row(field: "", operation: "", value: emptyConditionValue(language))
        let groups = form.groups.isEmpty ? [ConditionForm.Group(join: .all, rows: [])] : form.groups
        return """
            <div class="conditions" data-conditions>\
            <label class="condition-join condition-between"\(attribute: "hidden", if: groups.count < 2)>\
            <span class="visually-hidden">\(ComponentTexts.betweenGroups, language)</span>\
            \(joinSelect("conditionJoin", form.join, ComponentTexts.allGroups, ComponentTexts.anyGroup, language))</label>\
            \(each: Array(groups.enumerated()), { conditionGroup($0.element, number: $0.offset, form, empty, language) })\
            <template data-condition-row-template>\(conditionRow(empty, group: 0, form, language))</template>\
            <div class="actions">\(.button(ComponentTexts.addGroup[language], kind: .quiet, icon: .plus, size: .small, type: .button, attributes: " data-add-group"))</div>\
            </div>
            """
    }

    /// One comparison; also the answer to a change of its field.
    package static func conditionRow(
        _ row: ConditionForm.Row, group: Int, _ form: ConditionForm, _ language: Language
    ) -> HTML {
        """
        <div class="condition-row" data-condition-row><input type="hidden" name="conditionGroup" value="\(group)">\
        <select class="input" name="conditionField" aria-label="\(ComponentTexts.chooseField, language)" \
        hx-get="\(url: form.rowAddress)" hx-include="closest [data-condition-row]" hx-target="closest [data-condition-row]" \
        hx-swap="outerHTML"><option value="">\(ComponentTexts.chooseField, language)</option>\
        \(each: form.fields, { option($0, isSelected: $0.value == row.field) })</select>\
        <select class="input condition-operator" name="conditionOperator" aria-label="\(ComponentTexts.conditionOperator, language)" \
        hx-get="\(url: form.rowAddress)" hx-include="closest [data-condition-row]" hx-target="closest [data-condition-row]" \
        hx-swap="outerHTML">\
        \(each: form.operations(row.field), { option($0, isSelected: $0.value == row.operation) })</select>\
        <div class="condition-value">\(row.value)</div>\
        \(.iconButton(.x, label: ComponentTexts.removeCondition[language], attributes: " data-remove-condition"))</div>
        """
    }

    private static func conditionGroup(
        _ group: ConditionForm.Group, number: Int, _ form: ConditionForm, _ empty: ConditionForm.Row, _ language: Language
    ) -> HTML {
        """
        <div class="condition-group" data-condition-group><label class="condition-join">\(ComponentTexts.inGroup, language) \
        \(joinSelect("groupJoin", group.join, ComponentTexts.allConditions, ComponentTexts.anyCondition, language))</label>\
        \(each: group.rows + [empty], { conditionRow($0, group: number, form, language) })\
        <div class="actions">\(.button(ComponentTexts.addCondition[language], kind: .quiet, icon: .plus, size: .small, type: .button, attributes: " data-add-condition"))</div></div>
        """
    }

    private static func joinSelect(
        _ name: String, _ join: ConditionJoin, _ all: Text, _ any: Text, _ language: Language
    ) -> HTML {
        """
        <select class="input" name="\(name)">\(option(Option("all", all[language]), isSelected: join == .all))\
        \(option(Option("any", any[language]), isSelected: join == .any))</select>
        """
    }

    private static func emptyConditionValue(_ language: Language) -> HTML {
        "<input class=\"input\" name=\"conditionValue\" value=\"\" aria-label=\"\(ComponentTexts.conditionValue, language)\">"
    }
}
