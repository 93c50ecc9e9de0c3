import CRM
import Kernel

/// The control by which a field is filled in, whatever its type: on the card, in the create form, in dialogs that ask for
/// missing fields and in information requests.
struct FieldEditor {
    let field: CRM.Field
    let language: Language
    let people: PeopleSnapshot
    let names: Names
    /// What the control shows at first.
    var value: Value = .null
    /// What was typed, when it was refused: shown instead of `value`.
    var typed: FormFields?
    var error: String?
    var isRequired = false
    /// Further attributes of a plain input, with a leading space.
    var attributes = HTML()
    /// Tells apart the same field in several forms of a page.
    var scope = "f"

    /// The name under which the form sends it: `f.TITLE`.
    var name: String { "f.\(field.code.rawValue)" }

    private var label: Field {
        Field(
            name, label: field.title[language], isRequired: isRequired, error: error,
            id: "\(scope)-\(field.code.rawValue)")
    }

    private var texts: [String] { typed?.all(name) ?? value.elements.map(\.printable) }
    private var text: String { texts.first ?? "" }

    /// The control with its label and error.
    var html: HTML {
        if case .communications(let kind) = field.storage { return several(kind.inputType) }
        switch field.type.code {
        case "text": return .textAreaField(label, value: text, rows: 3)
        case "integer", "double": return number
        case "money": return money
        case "boolean":
            return .selectField(
                label, yesNo, selected: booleanCode, emptyLabel: isRequired ? nil : CardTexts.notChosen[language])
        case "date": return .textField(label, type: .date, value: day)
        case "datetime": return .textField(label, type: .dateTime, value: moment)
        case "enumeration", "source": return choice
        case "employee": return people(allowsSeveral: field.isMultiple)
        case "file": return file
        case "crm": return links
        case "crm_category": return .selectField(label, pipelines, selected: text)
        default:
            return field.isMultiple
                ? several(.text) : .textField(label, type: inputType, value: text, attributes: attributes)
        }
    }

    private var inputType: InputType {
        switch field.type.code {
        case "phone": .tel
        case "email": .email
        default: .text
        }
    }

    // MARK: Plain values

    private var number: HTML {
        field.isMultiple
            ? several(.text) : .textField(label, value: text, attributes: " inputmode=\"decimal\" autocomplete=\"off\"")
    }

    private var money: HTML {
        var amount = text
        var currency = typed?[name + "Currency"] ?? "RUB"
        if typed == nil, case .money(let money) = value {
            amount =
                money.decimalString.hasSuffix(".00") ? String(money.decimalString.dropLast(3)) : money.decimalString
            currency = money.currency
        }
        return .moneyField(
            label, amount: amount, currency: currency, currencies: currencies(besides: currency)
        )
    }

    /// What is offered, and what the sum is in already.
    private func currencies(besides own: String) -> [Option] {
        let offered = names.catalog.currencies.map { Option($0.code, $0.sign) }
        return offered.contains { $0.value == own } ? offered : offered + [Option(own, own)]
    }

    private var yesNo: [Option] {
        [Option("Y", CardTexts.yes[language]), Option("N", CardTexts.no[language])]
    }

    private var booleanCode: String? {
        if let typed { return typed[name] }
        return value.isEmpty ? nil : value.isTrue ? "Y" : "N"
    }

    private var day: String {
        if typed == nil, case .date(let day) = value { return day.description }
        return text
    }

    private var moment: String {
        if typed == nil, case .dateTime(let moment) = value { return names.zone.inputText(moment) }
        return text
    }

    // MARK: Choices

    private var choice: HTML {
        let chosen = texts
        let options = field.options.filter { !$0.isHidden || chosen.contains($0.code) }.map {
            Option($0.code, $0.name[language])
        }
        if field.isMultiple { return .checkboxes(label, options, selected: Set(chosen)) }
        return .selectField(label, options, selected: text, emptyLabel: CardTexts.notChosen[language])
    }

    private var pipelines: [Option] {
        (field.entity.map(names.pipelines.of) ?? []).map { Option(String($0.id.number), $0.name[language]) }
    }

    private func people(allowsSeveral: Bool) -> HTML {
        let chosen = typed == nil ? value.userIDs.map(\.description) : texts
        return .userPicker(
            label, people.options(including: Set(chosen)), selected: Set(chosen), allowsSeveral: allowsSeveral,
            emptyLabel: CardTexts.notChosen[language], language)
    }

    // MARK: Several values

    /// An input for each value and one more; script adds further ones.
    private func several(_ type: InputType) -> HTML {
        let group = label
        let inputs = texts.filter { !$0.isEmpty } + [""]
        return .fieldGroup(
            group,
            """
            <div class="repeat" data-repeat>\(each: Array(inputs.enumerated()), { place, text in
                .input(
                    Field(name, label: group.label, id: "\(group.id)-\(place)"), type: type, value: text,
                    attributes: " aria-label=\"\(group.label)\" autocomplete=\"off\"")
            })</div>
            """)
    }

    /// Files that are there can be kept or taken away, a new one added.
    private var file: HTML {
        let kept = value.references
        let boxes: HTML = """
            \(each: kept, { reference in
                "<label class=\"choice\"><input type=\"checkbox\" name=\"\(name)\" value=\"\(reference.id)\" checked><span>\(names[reference] ?? "№ \(reference.id)")</span></label>"
            })
            """
        let upload: HTML = .fileField(label, acceptsSeveral: field.isMultiple, language)
        return kept.isEmpty ? upload : "<div class=\"stack tight\">\(upload)\(boxes)</div>"
    }

    private var links: HTML {
        let documents =
            typed == nil
            ? value.documents
            : texts.compactMap { Value.reference(parsing: $0) }.map(Value.reference).flatMap(\.documents)
        let entities = field.linkedEntity.map { [$0] } ?? EntityType.allCases
        return ItemLookup(
            label: label, entities: entities, chosen: documents.map { ($0, names.item($0) ?? "№ \($0.id)") },
            allowsSeveral: field.isMultiple, language: language
        ).html
    }
}

extension Communication.Kind {
    fileprivate var inputType: InputType {
        switch self {
        case .phone: .tel
        case .email: .email
        case .web, .messenger: .text
        }
    }
}

extension PeopleSnapshot {
    /// Everybody who works here, and those among `ids` who do not any more, for a picker that sends plain ids.
    func options(including ids: Set<String> = []) -> [PersonOption] {
        people.filter { $0.isActive || ids.contains($0.id.description) }.map {
            PersonOption($0.id.description, $0.name, note: $0.position.isEmpty ? nil : $0.position)
        }
    }
}

extension TimeZoneRules {
    /// A moment as a browser's date and time input takes it: `2026-11-23T09:30`.
    func inputText(_ moment: Timestamp) -> String {
        let local = local(moment)
        return "\(local.date)T\(local.time)"
    }
}
