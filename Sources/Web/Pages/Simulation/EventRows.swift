import Automation
import CRM
import Kernel

/// The list of what happens in the scenario: «через 2 рабочих часа клиент звонит».
struct EventRows {
    let model: SimulationModel
    let language: Language

    typealias Row = SimulationReading.Row

    func html(_ rows: [Row]) -> HTML {
        let more: HTML = " hx-get=\"\(url: address)\" hx-target=\"previous .scenario\" hx-swap=\"beforeend\""
        return """
            <div class="scenario" role="list">\(each: rows, { row($0) })</div>\
            \(.actions([.button(SimulatorTexts.addEvent[language], kind: .quiet, icon: .plus, size: .small, name: "add", value: "1", attributes: more)]))
            """
    }

    private var address: String { "\(model.address)/event" }

    /// One row; also the answer to a change of what happens.
    func row(_ row: Row) -> HTML {
        let reload: HTML = """
             hx-get="\(url: address)" hx-include="closest .scenario-row" hx-target="closest .scenario-row" hx-swap="outerHTML"
            """
        let asks = model.deeds.first { $0.kind == row.deed }?.asks ?? .nothing
        return """
            <div class="scenario-row" role="listitem"><span class="scenario-when"><span class="faint">\(SimulatorTexts.after, language)</span>\
            <input class="input input-number" name="eventAmount" value="\(row.amount)" inputmode="numeric" \
            aria-label="\(SimulatorTexts.amount, language)" autocomplete="off">\
            <select class="input" name="eventUnit" aria-label="\(SimulatorTexts.unit, language)">\
            \(each: SimulatorTexts.units, { .option(Option($0.code, $0.title[language]), isSelected: $0.code == row.unit) })</select></span>\
            <select class="input scenario-deed" name="eventDeed" aria-label="\(SimulatorTexts.deed, language)"\(reload)>\
            <option value="">\(SimulatorTexts.noDeed, language)…</option>\
            \(each: model.deeds, { .option(Option($0.kind, $0.title[language]), isSelected: $0.kind == row.deed) })</select>\
            \(.iconButton(.x, label: SimulatorTexts.removeEvent[language], attributes: " data-remove-event"))\
            \(if: asks == .stage, stages(row), else: .hiddenField("eventStage", row.stage))\
            \(if: asks == .field, fields(row, reload), else: "\(.hiddenField("eventField", row.field))\(.hiddenField("eventValue", row.value))")</div>
            """
    }

    private func stages(_ row: Row) -> HTML {
        """
        <select class="input scenario-more" name="eventStage" aria-label="\(SimulatorTexts.stage, language)">\
        <option value="">\(SimulatorTexts.stage, language)…</option>\(each: model.pipelines, { pipeline in
            """
            <optgroup label="\(pipeline.name, language)">\(each: pipeline.stages, { stage in
                let value = "\(pipeline.automationName)/\(stage.code)"
                return .option(Option(value, stage.name[language]), isSelected: value == row.stage)
            })</optgroup>
            """
        })</select>
        """
    }

    private func fields(_ row: Row, _ reload: HTML) -> HTML {
        """
        <select class="input scenario-more" name="eventField" aria-label="\(SimulatorTexts.field, language)"\(reload)>\
        <option value="">\(SimulatorTexts.field, language)…</option>\(each: [EntityType.lead, .deal], { entity in
            """
            <optgroup label="\(entity.pluralName, language)">\(each: settable(entity), { field in
                let value = "\(entity.code)/\(field.code.rawValue)"
                return .option(Option(value, field.title[language]), isSelected: value == row.field)
            })</optgroup>
            """
        })</select>\(value(row))
        """
    }

    private func settable(_ entity: EntityType) -> [CRM.Field] {
        let places: Set<FieldCode> = [.stage(of: entity), .pipeline, .id]
        return model.robots.fields.fields(of: entity).filter { field in
            !field.isReadOnly && !field.flags.contains(.technical) && field.type.code != "crm" && !places.contains(field.code)
        }
    }

    /// The control of the field's type; empty is «any value that suits».
    private func value(_ row: Row) -> HTML {
        let parts = row.field.split(separator: "/", maxSplits: 1)
        let field = parts.count == 2 ? EntityType(code: parts[0]).flatMap { model.robots.fields.field(FieldCode(parts[1]), of: $0) } : nil
        let label: HTML = " aria-label=\"\(SimulatorTexts.value, language)\""
        guard let field else { return .hiddenField("eventValue", row.value) }
        switch field.type.code {
        case "file": return .hiddenField("eventValue", "")
        case "boolean": return choice(row, [Option("Y", RobotFormTexts.yes[language]), Option("N", RobotFormTexts.no[language])], label)
        case "enumeration", "source":
            return choice(row, field.options.filter { !$0.isHidden }.map { Option($0.code, $0.name[language]) }, label)
        case "employee":
            return choice(row, model.robots.people.people.filter(\.isActive).map { Option($0.id.description, $0.name) }, label)
        case "date": return input(row, "date", label)
        case "datetime": return input(row, "datetime-local", label)
        default: return input(row, "text", label)
        }
    }

    private func choice(_ row: Row, _ options: [Option], _ label: HTML) -> HTML {
        """
        <select class="input scenario-value" name="eventValue"\(label)><option value="">\(SimulatorTexts.anyValue, language)</option>\
        \(each: options, { .option($0, isSelected: $0.value == row.value) })</select>
        """
    }

    private func input(_ row: Row, _ type: String, _ label: HTML) -> HTML {
        """
        <input class="input scenario-value" type="\(type)" name="eventValue" value="\(row.value)" \
        placeholder="\(SimulatorTexts.anyValue, language)" autocomplete="off"\(label)>
        """
    }
}
