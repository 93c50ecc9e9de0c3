import Automation
import CRM
import Kernel

/// A moment as a form: now, after some time, before or after a field; for «когда выполнять» also the order.
struct TimingForms {
    let prefix: String
    let vocabulary: Vocabulary
    let language: Language

    /// A moment that may be missing or written as an expression.
    enum Moment {
        case none
        case timing(Timing)
        case expression(String)
    }

    private var dateFields: [Option] {
        vocabulary.groups.flatMap(\.entries).filter {
            $0.object == "Document" && ($0.type == .date || $0.type == .dateTime)
        }.map { Option($0.field, $0.title[language]) }
    }

    /// Which kinds of moments are asked for.
    enum Offers {
        /// When a robot runs or how long a pause is.
        case moments
        /// A parameter, which may be left out or be an expression.
        case optional
        /// A deadline, which may be left out.
        case deadlines
        /// A date in a field.
        case fieldMoments

        fileprivate var modes: [(code: String, title: Text)] {
            let fields = [("afterField", RobotFormTexts.afterField), ("beforeField", RobotFormTexts.beforeField)]
            let none = [("none", RobotFormTexts.notSet)]
            let after = [("after", RobotFormTexts.after)]
            return switch self {
            case .moments: [("now", RobotFormTexts.now)] + after + fields
            case .optional: none + [("now", RobotFormTexts.now)] + after + fields + [("text", RobotFormTexts.byExpression)]
            case .deadlines: none + after + fields
            case .fieldMoments: fields
            }
        }
    }

    // MARK: Showing

    func html(_ moment: Moment, offers: Offers, typed: FormFields?) -> HTML {
        let shown = typed ?? fields(of: moment)
        let modes = offers.modes.map { Option($0.code, $0.title[language]) }
        let isOptional = offers == .optional
        return """
            <div class="timing"><div class="timing-line">\
            \(plainSelect("mode", RobotFormTexts.when, modes, shown, className: "timing-mode"))\
            <input class="input timing-amount" name="\(prefix).amount" value="\(shown["\(prefix).amount"] ?? "")" inputmode="numeric" \
            aria-label="\(RobotFormTexts.amount, language)" autocomplete="off">\
            \(plainSelect("unit", RobotFormTexts.unit, RobotFormTexts.units.map { Option($0.code, $0.title[language]) }, shown, className: "timing-unit"))\
            \(plainSelect("field", RobotFormTexts.dateField, [Option("", RobotFormTexts.chooseField[language])] + dateFields, shown, className: "timing-field"))\
            \(if: isOptional, expression(shown))</div>\
            <div class="timing-line timing-limits"><label class="choice"><input type="checkbox" name="\(prefix).working" value="1"\
            \(attribute: "checked", if: shown.flag("\(prefix).working"))><span>\(RobotFormTexts.inWorkingTime, language)</span></label>\
            <label class="timing-time">\(RobotFormTexts.timeOfDay, language) <input class="input" type="time" name="\(prefix).time" \
            value="\(shown["\(prefix).time"] ?? "")"></label></div></div>
            """
    }

    private func plainSelect(_ part: String, _ label: Text, _ options: [Option], _ shown: FormFields, className: String) -> HTML {
        let name = "\(prefix).\(part)"
        let value = shown[name] ?? ""
        let extra = value.isEmpty || options.contains { $0.value == value } ? [] : [Option(value, value)]
        return """
            <select class="input \(className)" name="\(name)" aria-label="\(label, language)">\
            \(each: options + extra, { .option($0, isSelected: $0.value == value) })</select>
            """
    }

    private func expression(_ shown: FormFields) -> HTML {
        let name = "\(prefix).text"
        let control: HTML = """
            <input class="input" name="\(name)" value="\(shown[name] ?? "")" aria-label="\(RobotFormTexts.expression, language)" autocomplete="off">
            """
        return "<div class=\"timing-text\">\(.withInsertions(control, vocabulary.insertions(language), language))</div>"
    }

    /// What the form would send for this moment.
    private func fields(of moment: Moment) -> FormFields {
        var fields = FormFields()
        switch moment {
        case .none: fields.append("\(prefix).mode", "none")
        case .expression(let source):
            fields.append("\(prefix).mode", "text")
            fields.append("\(prefix).text", vocabulary.human(source, language))
        case .timing(let timing): describe(timing, in: &fields)
        }
        return fields
    }

    private func describe(_ timing: Timing, in fields: inout FormFields) {
        switch timing.base {
        case .entry: fields.append("\(prefix).mode", timing.amount == 0 && !timing.countsWorkingTime ? "now" : "after")
        case .field(let code):
            fields.append("\(prefix).mode", timing.amount < 0 ? "beforeField" : "afterField")
            fields.append("\(prefix).field", code)
        }
        let unit = timing.unit.rawValue
        let isNow = timing.amount == 0 && timing.base == .entry
        fields.append("\(prefix).amount", isNow ? "" : String(abs(timing.amount)))
        fields.append("\(prefix).unit", timing.countsWorkingTime ? "working" + unit.prefix(1).uppercased() + unit.dropFirst() : unit)
        if timing.workingTimeOnly { fields.append("\(prefix).working", "1") }
        if let time = timing.timeOfDay { fields.append("\(prefix).time", time.description) }
    }

    // MARK: Reading

    /// - Throws: `Failure(.invalid)` at the prefix.
    func moment(_ form: FormFields, old: Timing?) throws -> Moment {
        let mode = form["\(prefix).mode"] ?? "none"
        switch mode {
        case "none": return .none
        case "text":
            guard let text = form.text("\(prefix).text") else { return .none }
            let template = Template(text, aliases: vocabulary.aliases)
            if let problem = template.problems.first { throw Failure(.invalid, problem.message, field: prefix) }
            return .expression(template.canonicalSource)
        default: return .timing(try timing(form, mode, old))
        }
    }

    private func timing(_ form: FormFields, _ mode: String, _ old: Timing?) throws -> Timing {
        var timing = Timing(workingTimeOnly: form.flag("\(prefix).working"))
        if let text = form.text("\(prefix).time") {
            guard let time = LocalTime(parsing: text) else { throw Failure(.invalid, RobotFormTexts.badTime, field: prefix) }
            timing.timeOfDay = time
        }
        if mode == "now" {
            // The unit of «сразу» means nothing; it stays so that an untouched robot stays equal.
            if let old, old.amount == 0, old.base == .entry { timing.unit = old.unit }
            return timing
        }
        try readOffset(form, into: &timing, isBefore: mode == "beforeField")
        if mode == "afterField" || mode == "beforeField" {
            guard let field = form.text("\(prefix).field") else { throw Failure(.invalid, RobotFormTexts.noField, field: prefix) }
            timing.base = .field(field)
        }
        return timing
    }

    private func readOffset(_ form: FormFields, into timing: inout Timing, isBefore: Bool) throws {
        let text = form.text("\(prefix).amount") ?? "0"
        guard let amount = Int(text.filter { !$0.isWhitespace }), (0...100_000).contains(amount) else {
            throw Failure(.invalid, RobotFormTexts.badAmount, field: prefix)
        }
        timing.amount = isBefore ? -amount : amount
        var unit = form["\(prefix).unit"] ?? ""
        if unit.hasPrefix("working") {
            timing.countsWorkingTime = true
            unit = String(unit.dropFirst("working".count)).lowercased()
        }
        timing.unit = Timing.Unit(rawValue: unit) ?? .minutes
    }
}
