import Automation
import CRM
import Kernel

/// One robot of a visited stage, with what became of it.
struct RobotStep {
    let robot: RobotExplanation
    let context: CardContext
    let model: CardRobots
    /// Why the whole stage was left; said once above its robots.
    let cancelled: Text?
    private var language: Language { context.language }

    init(_ robot: RobotExplanation, _ context: CardContext, _ model: CardRobots, cancelled: Text?) {
        self.cancelled = cancelled
        self.robot = robot
        self.context = context
        self.model = model
    }

    var html: HTML {
        let look = look
        return """
            <li class="step \(look.tone.className)"><span class="step-icon">\(.icon(look.icon, label: look.name[language]))</span>\
            <div class="step-body"><div class="step-head"><span class="step-title">\(title)</span>\
            <span class="step-state">\(look.name, language)\(ifLet: look.at, { " · \(.moment($0, context))" })</span></div>\
            <p class="step-timing">\(.icon(.clock, size: .small))<span>\(timing)\(planned)</span></p>\
            \(ifLet: look.note, { "<p class=\"robot-why\">\($0)</p>" })\
            \(ifLet: cause, { "<p class=\"robot-why\">\(RobotTabTexts.because, language) \(context.naming($0))</p>" })\
            \(ifLet: delivery, { $0 })\(details)\(repair)</div></li>
            """
    }

    private var title: String {
        guard robot.title.isEmpty, let rule = robot.rule else { return robot.title }
        return WaitTexts.waitsFor.with(["goal": model.goal(rule, field: fieldTitle)])[language]
    }

    private var timing: String {
        guard let rule = robot.rule else { return words(robot.timing) }
        let goal = robot.title.isEmpty ? "" : model.goal(rule, field: fieldTitle)[language] + ". "
        return goal + (rule.deadline.map { WaitTexts.atMost.with(["timing": words($0)])[language] } ?? WaitTexts.forever[language])
    }

    private func words(_ timing: Timing) -> String {
        timing.title(fieldTitle: { fieldTitle($0) ?? Text(verbatim: $0) })[language]
    }

    private func fieldTitle(_ code: String) -> Text? {
        context.catalog.fields.field(FieldCode(code), of: context.entity)?.title
    }

    private var planned: HTML? {
        robot.planned.map { " · \(RobotTabTexts.planned, language) \(context.writer.moment($0, now: context.now))" }
    }

    // MARK: State

    private struct Look {
        var icon: Icon
        var tone: Tone
        var name: Text
        var at: Timestamp?
        var note: HTML?
    }

    private var look: Look {
        switch robot.state {
        case .notReached: Look(icon: .circleDot, tone: .neutral, name: RobotTabTexts.notReached)
        case .ready: Look(icon: .play, tone: .accent, name: RobotTabTexts.ready)
        case .waitingUntil(let moment):
            Look(
                icon: .timer, tone: .accent, name: RobotTabTexts.waits,
                note: "\(RobotTabTexts.waitsUntil, language) \(context.writer.moment(moment, now: context.now))")
        case .waitingForField(let code):
            Look(icon: .timer, tone: .warning, name: RobotTabTexts.waits, note: waiting(forField: code))
        case .waitingForEvent(let kind, let number):
            Look(icon: .timer, tone: .accent, name: RobotTabTexts.waits, note: waiting(for: kind, number))
        case .waitingForItem(let until):
            Look(
                icon: .timer, tone: .accent, name: RobotTabTexts.waits,
                note: until.map { "\(WaitTexts.until.with(["moment": Text(verbatim: context.writer.moment($0, now: context.now))]), language)" })
        case .done(let at) where robot.hasCome == false:
            Look(icon: .timer, tone: .warning, name: WaitTexts.missed, at: at)
        case .done(let at):
            Look(icon: .circleCheck, tone: .success, name: robot.rule == nil ? RobotTabTexts.done : WaitTexts.came, at: at, note: result)
        case .skipped(let why, let at):
            Look(icon: .arrowRight, tone: .neutral, name: RobotTabTexts.skipped, at: at, note: "\(context.naming(why))")
        case .failed(let why, _):
            Look(icon: .circleAlert, tone: .danger, name: RobotTabTexts.failed, note: "\(context.naming(why))")
        case .passed(let at): Look(icon: .arrowRight, tone: .warning, name: RobotTabTexts.passed, at: at)
        case .cancelled(let why):
            Look(
                icon: .ban, tone: .neutral, name: RobotTabTexts.cancelled,
                note: why.flatMap { $0 == cancelled ? nil : "\(context.naming($0))" })
        }
    }

    /// Why it ran; what skipped it or stopped it is said with the state.
    private var cause: Text? {
        switch robot.state {
        case .skipped, .failed, .cancelled: nil
        case .notReached, .ready, .waitingUntil, .waitingForField, .waitingForEvent, .waitingForItem, .done, .passed: robot.cause
        }
    }

    private func waiting(forField code: String) -> HTML {
        "\(RobotTabTexts.waitsForField.with(["field": fieldTitle(code) ?? Text(verbatim: code)]), language)"
    }

    private func waiting(for kind: EventKind, _ number: Int64) -> HTML {
        switch kind.noun {
        case "task":
            "<a class=\"link\" href=\"/tasks/\(number)\" data-slideover>\(RobotTabTexts.waitsForTask.with(["number": String(number)]), language)</a>"
        case "request":
            "<a class=\"link\" href=\"/requests/\(number)\" data-slideover>\(RobotTabTexts.waitsForAnswer, language)</a>"
        case "activity": "\(RobotTabTexts.waitsForActivity, language)"
        case "assignment":
            "<a class=\"link\" href=\"/assignments/\(number)\" data-slideover>\(RobotTabTexts.waitsForDecision, language)</a>"
        case "delivery": "\(RobotTabTexts.waitsForDelivery, language)"
        default: "\(RobotTabTexts.waitsForEvent.with(["event": kind.rawValue]), language)"
        }
    }

    // MARK: Delivery

    /// What became of what it sent outside: queued, the failed attempt and the next one, delivered.
    private var delivery: HTML? {
        guard let delivery = robot.delivery else { return nil }
        let words = DeliveryWords(delivery: delivery, writer: context.writer, now: context.now, language: language)
        return "<p class=\"robot-why row tight\">\(words.badge)\(ifLet: words.note, { "<span>\($0)</span>" })</p>"
    }

    // MARK: Details

    private var result: HTML? {
        let links = robot.results.sorted { $0.key < $1.key }.compactMap { name, value in reference(name, value) }
        let times: HTML? = robot.runs > 1 ? "\(RobotTabTexts.times.with(["count": String(robot.runs)]), language)" : nil
        let parts = links + [times].compactMap(\.self)
        return parts.isEmpty ? nil : "<span class=\"row\">\(parts)</span>"
    }

    /// What the robot made, as a link: its task, the deal it copied.
    private func reference(_ name: String, _ value: Value) -> HTML? {
        switch (name, value) {
        case ("task", .int(let id)):
            return
                "<a class=\"link\" href=\"/tasks/\(id)\" data-slideover>\(RobotTabTexts.task.with(["number": String(id)]), language)</a>"
        case (_, .reference(let reference)):
            switch reference.kind {
            case .task:
                return
                    "<a class=\"link\" href=\"/tasks/\(reference.id)\" data-slideover>\(RobotTabTexts.task.with(["number": String(reference.id)]), language)</a>"
            case .item(let type):
                let id = DocumentID(type: type, id: reference.id)
                return
                    "<a class=\"link\" href=\"\(url: id.cardAddress)\" data-slideover>\(context.names[reference] ?? "№ \(reference.id)")</a>"
            case .user, .department, .file, .activity: return nil
            }
        default: return nil
        }
    }

    private var details: HTML? {
        let inputs = robot.inputs.filter { !$0.value.isEmpty }
        guard !inputs.isEmpty || robot.duration != nil else { return nil }
        return """
            <details class="item-fold"><summary class="faint">\(.icon(.chevronRight, size: .small))\(RobotTabTexts.inputs, language)</summary>\
            <dl class="step-inputs">\(each: inputs, { "<dt>\(model.title(robot.kind, $0.name), language)</dt><dd>\(shown($0.value))</dd>" })\
            \(ifLet: robot.duration, { "<dt>\(RobotTabTexts.duration, language)</dt><dd>\($0.milliseconds) \(RobotTabTexts.milliseconds, language)</dd>" })</dl></details>
            """
    }

    private func shown(_ value: Value) -> String {
        value.elements.map { element in
            switch element {
            case .reference(let reference) where reference.kind == .user: context.people.name(of: UserID(reference.id))
            case .reference(let reference): context.names[reference] ?? "№ \(reference.id)"
            case .dateTime(let moment): context.writer.dateTime(moment)
            case .date(let day): context.writer.date(day)
            case .money(let money): money.text(language)
            case .bool(let answer): (answer ? CardTexts.yes : CardTexts.no)[language]
            case .null, .int, .double, .string, .list: element.printable
            }
        }.joined(separator: ", ")
    }

    /// What waits for a decision: the robot itself, or what it sent without waiting.
    private var openIncident: Int64? {
        if case .failed(_, let incident) = robot.state { return incident }
        return robot.delivery?.incident
    }

    private var repair: HTML? {
        guard context.mayRepair else { return nil }
        if let incident = openIncident {
            let buttons = [
                button(RobotTabTexts.retry, "\(incident)/retry", .refreshCw), button(RobotTabTexts.skip, "\(incident)/skip", .arrowRight),
            ]
            return .actions(buttons)
        }
        switch robot.state {
        case .waitingUntil, .waitingForField: return .actions([button(RobotTabTexts.now, "now/\(percentEncoded(robot.id))", .play)])
        case .waitingForItem: return .actions([button(WaitTexts.giveUp, "now/\(percentEncoded(robot.id))", .arrowRight)])
        case .notReached, .ready, .waitingForEvent, .done, .skipped, .failed, .passed, .cancelled: return nil
        }
    }

    private func button(_ label: Text, _ part: String, _ icon: Icon) -> HTML {
        let action = "\(context.address("robots/\(part)"))?tab=robots"
        return .actionButton(
            label[language], action: action, csrf: context.csrf, icon: icon, size: .small,
            attributes: "\(.posts(to: action)) hx-target=\"closest .item\" hx-swap=\"outerHTML\"")
    }
}
