import Automation
import CRM
import Kernel

/// What is asked before a simulation: the item, how long, what happens.
struct SimulationForm {
    let model: SimulationModel
    /// What was sent last, or asked for by the address.
    let sent: FormFields
    let csrf: String
    let language: Language

    var html: HTML {
        .form(
            action: model.address, csrf: csrf,
            attributes: """
                 class="card simulation-form" hx-post="\(url: model.address)" hx-target="#simulation-result" hx-swap="innerHTML" novalidate
                """,
            """
            \(ifLet: model.version, { .hiddenField("version", String($0)) })<div class="card-body stack">\
            \(subject)\(.fieldPair([days, reaction]))\(deliveries)\(events)</div>\
            <div class="card-foot simulation-foot">\(.button(SimulatorTexts.check[language], kind: .primary, icon: .play))\
            \(if: model.isDraft, .badge(SimulatorTexts.draft[language], tone: .warning, icon: .pencil))</div>
            """)
    }

    // MARK: The item

    private var isExisting: Bool { sent["subject"] == "existing" || sent["subject"] == nil && !model.chosen.isEmpty }

    private var subject: HTML {
        """
        <fieldset class="field simulation-subject"><legend class="field-label">\(SimulatorTexts.what, language)</legend>\
        <div class="row loose">\(radio("subject", "invented", SimulatorTexts.invented, isChecked: !isExisting))\
        \(radio("subject", "existing", SimulatorTexts.existing, isChecked: isExisting))</div>\
        <div class="simulation-invented stack">\(.fieldPair([stage, start]))\(decisive)</div>\
        <div class="simulation-existing stack">\(item)</div></fieldset>
        """
    }

    private func radio(_ name: String, _ value: String, _ title: Text, isChecked: Bool) -> HTML {
        """
        <label class="choice"><input type="radio" name="\(name)" value="\(value)"\(attribute: "checked", if: isChecked)>\
        <span>\(title, language)</span></label>
        """
    }

    private var stage: HTML {
        let stages = model.robots.pipeline.stages.map { Option($0.code, $0.name[language]) }
        return .selectField(
            Field("stage", label: SimulatorTexts.stage[language]), stages, selected: sent["stage"] ?? model.robots.pipeline.first?.code)
    }

    private var start: HTML {
        .textField(Field("start", label: SimulatorTexts.start[language]), type: .dateTime, value: sent["start"] ?? "")
    }

    private var decisive: HTML {
        let typed = sent.pairs.contains { $0.name.hasPrefix("f.") } ? sent : nil
        let fields = model.decisive.map { field in
            FieldEditor(
                field: field, language: language, people: model.robots.people, names: model.names,
                value: field.code == .responsible ? .user(model.robots.user) : .null, typed: typed, scope: "simulated"
            ).html
        }
        return """
            <details class="simulation-fields"\(attribute: "open", if: typed != nil)><summary>\(.icon(.chevronRight, size: .small))\
            \(SimulatorTexts.fields, language)</summary><div class="fields-pair">\(fields)</div></details>
            """
    }

    private var item: HTML {
        let lookup = ItemLookup(
            label: Field("item", label: SimulatorTexts.item[language]), entities: [model.entity], chosen: model.chosen, allowsSeveral: false,
            language: language)
        let isAnew = sent["begin"] == "anew"
        return """
            \(lookup.html)<div class="choices">\(radio("begin", "going", SimulatorTexts.going, isChecked: !isAnew))\
            \(radio("begin", "anew", SimulatorTexts.anew, isChecked: isAnew))</div>
            """
    }

    // MARK: How it is played

    private var days: HTML {
        let chosen = sent["days"] ?? "30"
        let known = [7, 30, 60, 90].map { Option(String($0), SimulatorTexts.dayCount($0)[language]) }
        let other = known.contains { $0.value == chosen } ? [] : [Option(chosen, chosen)]
        return .selectField(Field("days", label: SimulatorTexts.days[language]), known + other, selected: chosen)
    }

    private var reaction: HTML {
        .selectField(
            Field("reaction", label: SimulatorTexts.reaction[language]), SimulatorTexts.reactions.map { Option($0.code, $0.title[language]) },
            selected: sent["reaction"], emptyLabel: SimulatorTexts.nobody[language])
    }

    /// Asked only where something goes outside.
    private var deliveries: HTML {
        let sends = model.body.stages.flatMap(\.process).flatMap(\.robots).contains { robot in
            model.robots.store.catalog[robot: robot.kind]?.parameters.contains { if case .connection = $0.kind { true } else { false } } ?? false
        }
        guard sends else { return HTML() }
        return .selectField(
            Field("deliveries", label: SimulatorTexts.deliveries[language]),
            [Option("ok", SimulatorTexts.succeed[language]), Option("fail", SimulatorTexts.fail[language])], selected: sent["deliveries"] ?? "ok")
    }

    private var events: HTML {
        let rows = SimulationReading.rows(sent) + (sent.flag("add") ? [SimulationReading.Row()] : [])
        return """
            <fieldset class="field"><legend class="field-label">\(SimulatorTexts.events, language)</legend>\
            \(EventRows(model: model, language: language).html(rows))\
            <p class="field-help">\(SimulatorTexts.noEvents, language)</p></fieldset>
            """
    }
}
