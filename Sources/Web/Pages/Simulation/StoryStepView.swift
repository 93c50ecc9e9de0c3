import Automation
import CRM
import Kernel

/// One step of the timeline.
struct StoryStepView {
    let simulation: Simulation
    let dates: DateWriter
    let language: Language

    func html(_ step: SimulationStep) -> HTML {
        let look = look(step)
        return """
            <li\(classes: "story-step", look.tone.className, step.isQuiet ? "is-quiet" : nil, look.style)>\
            <span class="step-icon">\(.icon(look.icon))</span><div class="story-body">\
            <p class="story-head">\(look.title)\(ifLet: look.state, { "<span class=\"story-state\">\($0)</span>" })\(owner(step))</p>\
            \(meta(step))\(why(step))\(ifLet: step.condition, { ConditionLines(language: language).html($0) })\(people(step))\
            \(ifLet: step.text, { "<blockquote class=\"story-text\">\($0)</blockquote>" })\(effects(step))\(details(step))</div></li>
            """
    }

    // MARK: Head

    private struct Look {
        var icon: Icon
        var tone: Tone
        var title: HTML
        var state: String?
        var style: String?
    }

    private func look(_ step: SimulationStep) -> Look {
        let name: HTML = "<b>\(step.title, language)</b>"
        switch step.kind {
        case .deed(let isDone):
            return Look(
                icon: isDone ? .user : .circleX, tone: isDone ? .accent : .warning, title: name,
                state: (isDone ? StoryTexts.scenario : StoryTexts.impossible)[language], style: "story-deed")
        case .stage(let stage, let restarted):
            let tag: HTML = .stageTag(stage.name[language], color: StageColor(stage.color))
            return Look(
                icon: .flag, tone: .accent, title: tag, state: restarted ? StoryTexts.restarted[language] : nil, style: "story-stage")
        case .process(let isStarted):
            return Look(
                icon: .workflow, tone: isStarted ? .accent : .warning, title: name,
                state: (isStarted ? StoryTexts.processStarted : StoryTexts.processRefused)[language])
        case .left(let robots):
            let words = StoryTexts.left.with(["stage": step.title])
            return Look(icon: .ban, tone: .neutral, title: "<span>\(words, language) \(robots.joined(separator: ", "))</span>")
        case .planned(let due, let moved):
            let moment = due.map { self.moment($0) } ?? StoryTexts.whenFilled[language]
            let word = moved ? StoryTexts.moved : StoryTexts.planned
            return Look(icon: .clock, tone: .neutral, title: "<span>\(word, language): \(name) — \(moment)</span>", style: "story-small")
        case .robot(let end): return robot(step, end, name)
        case .branch(let isTaken):
            return Look(
                icon: .gitBranch, tone: .neutral, title: name, state: (isTaken ? StoryTexts.taken : StoryTexts.notTaken)[language])
        case .loopEnded: return Look(icon: .refreshCw, tone: .neutral, title: name, state: StoryTexts.loopEnded[language])
        case .waitBegan(let due):
            let state = due.map { WaitTexts.storyUntil.with(["moment": Text(verbatim: moment($0))]) } ?? WaitTexts.storyWaits
            return Look(icon: .timer, tone: .neutral, title: name, state: state[language], style: "story-small")
        case .waitEnded(let hasCome):
            return Look(
                icon: hasCome ? .circleCheck : .timer, tone: hasCome ? .success : .warning, title: name,
                state: (hasCome ? WaitTexts.hasCome : WaitTexts.hasNotCome)[language])
        case .trigger(let isApplied, let stage): return trigger(step, isApplied, stage)
        case .delivery(let isDone):
            let words = (isDone ? StoryTexts.delivered : StoryTexts.undelivered).with(["title": step.title])
            return Look(icon: .send, tone: isDone ? .success : .danger, title: "<b>\(words, language)</b>")
        case .held: return Look(icon: .pause, tone: .danger, title: "<b>\(StoryTexts.held, language)</b>")
        }
    }

    private func robot(_ step: SimulationStep, _ end: SimulationStep.RobotEnd, _ name: HTML) -> Look {
        switch end {
        case .done: Look(icon: .circleCheck, tone: .success, title: name)
        case .waiting: Look(icon: .timer, tone: .success, title: name, state: StoryTexts.waits[language])
        case .resumed: Look(icon: .circleCheck, tone: .success, title: name, state: StoryTexts.resumed[language])
        case .skipped: Look(icon: .arrowRight, tone: .neutral, title: name, state: StoryTexts.skipped[language])
        case .failed: Look(icon: .circleAlert, tone: .danger, title: name, state: StoryTexts.failed[language])
        }
    }

    private func trigger(_ step: SimulationStep, _ isApplied: Bool, _ stage: SimulatedStage) -> Look {
        let words = (isApplied ? StoryTexts.triggered : StoryTexts.declined).with(["title": step.title])
        let tag: HTML = .stageTag(stage.name[language], color: StageColor(stage.color))
        return Look(
            icon: .zap, tone: isApplied ? .success : .neutral, title: "<span>\(words, language)</span> \(.icon(.arrowRight, size: .small)) \(tag)",
            style: isApplied ? nil : "story-small")
    }

    /// Whose step it is, when it is not the item that the story began with.
    private func owner(_ step: SimulationStep) -> HTML? {
        guard step.item != simulation.items.first?.document, let item = simulation.items.first(where: { $0.document == step.item })
        else { return nil }
        return "<span class=\"story-owner\">\(item.pipeline, language)</span>"
    }

    // MARK: Lines below

    /// The kind of robot where its title does not say it, its timing, the plan.
    private func meta(_ step: SimulationStep) -> HTML? {
        var parts: [String] = []
        if let robot = step.robot, robot[language] != step.title[language] { parts.append(robot[language]) }
        if let timing = step.timing { parts.append(timing[language]) }
        if let planned = step.planned {
            parts.append(
                planned == step.at
                    ? StoryTexts.byPlan[language] : StoryTexts.plannedFor.with(["moment": moment(planned)])[language])
        }
        guard !parts.isEmpty else { return nil }
        return "<p class=\"story-meta\">\(parts.joined(separator: " · "))</p>"
    }

    private func why(_ step: SimulationStep) -> HTML? {
        guard let reason = step.reason, isWorthSaying(step) else { return nil }
        return "<p class=\"story-why\">\(named(reason))</p>"
    }

    /// That its moment has come is said by the plan already.
    private func isWorthSaying(_ step: SimulationStep) -> Bool {
        switch step.kind {
        case .robot(.done), .robot(.waiting), .planned(_, moved: false), .left, .waitBegan: false
        case .deed, .stage, .process, .planned, .robot, .branch, .loopEnded, .waitEnded, .trigger, .delivery, .held: true
        }
    }

    /// Stages by their names instead of their codes.
    private func named(_ text: Text) -> String {
        var sentence = text[language]
        for step in simulation.steps {
            guard case .stage(let stage, _) = step.kind else { continue }
            for quotes in CardTexts.quotes {
                sentence = sentence.replacing(quotes.with(["code": stage.code])[language], with: quotes.with(["code": stage.name])[language])
            }
        }
        return sentence
    }

    private func people(_ step: SimulationStep) -> HTML? {
        let effected = Set(step.effects.flatMap(\.people))
        let others = step.addressees.filter { !effected.contains($0) }
        return others.isEmpty ? nil : "<p class=\"story-people\">\(others.map(person))</p>"
    }

    private func person(_ id: UserID) -> HTML {
        .person(name: simulation.people[id] ?? "№ \(id)", id: id.rawValue)
    }

    private func effects(_ step: SimulationStep) -> HTML? {
        guard !step.effects.isEmpty else { return nil }
        return """
            <ul class="story-effects">\(each: step.effects, { effect in
                """
                <li>\(.icon(icon(effect.kind), size: .small))<span>\(effect.title, language)\
                \(ifLet: effect.deadline, { " <span class=\"faint\">\(StoryTexts.until.with(["moment": moment($0)]), language)</span>" })</span>\
                \(if: !effect.people.isEmpty, "<span class=\"story-people\">\(effect.people.map(person))</span>")</li>
                """
            })</ul>
            """
    }

    private func icon(_ kind: SimulatedEffect.Kind) -> Icon {
        switch kind {
        case .task: .squareCheckBig
        case .call: .phone
        case .activity: .calendarClock
        case .request: .circleQuestionMark
        case .item: .handshake
        case .change: .pencil
        case .other: .messageSquare
        }
    }

    private func details(_ step: SimulationStep) -> HTML? {
        let inputs = step.inputs.filter { isNews($0, step) }
        guard !inputs.isEmpty, !step.isQuiet else { return nil }
        return """
            <details class="item-fold"><summary class="faint">\(.icon(.chevronRight, size: .small))\(StoryTexts.details, language)</summary>\
            <dl class="step-inputs">\(each: inputs, { "<dt>\($0.title, language)</dt><dd>\(shown($0.value))</dd>" })</dl></details>
            """
    }

    /// Whether the lines above do not say it already.
    private func isNews(_ input: SimulationStep.Input, _ step: SimulationStep) -> Bool {
        let people = Set(step.addressees + step.effects.flatMap(\.people))
        let users = input.value.userIDs
        if !users.isEmpty { return !people.isSuperset(of: users) }
        guard case .string(let text) = input.value else { return true }
        return text != step.text && !step.effects.contains { $0.title.russian.contains(text) }
    }

    private func shown(_ value: Value) -> String {
        value.elements.map { element in
            switch element {
            case .reference(let reference) where reference.kind == .user: simulation.people[UserID(reference.id)] ?? "№ \(reference.id)"
            case .dateTime(let moment): self.moment(moment)
            case .date(let day): dates.date(day)
            case .money(let money): money.text(language)
            case .bool(let answer): (answer ? CardTexts.yes : CardTexts.no)[language]
            case .null, .int, .double, .string, .list, .reference: element.printable
            }
        }.joined(separator: ", ")
    }

    private func moment(_ moment: Timestamp) -> String {
        "\(dates.dayMonth(dates.zone.local(moment).date)), \(dates.time(moment))"
    }
}

/// A condition with what it found: every comparison, held or not.
struct ConditionLines {
    let language: Language

    func html(_ story: ConditionStory) -> HTML { "<ul class=\"story-conditions\">\(lines(story))</ul>" }

    private func lines(_ story: ConditionStory) -> HTML {
        switch story {
        case .all(let parts, let isTrue): group(StoryTexts.allOf, parts, isTrue)
        case .any(let parts, let isTrue): group(StoryTexts.anyOf, parts, isTrue)
        case .not(let part, let isTrue): group(StoryTexts.notOf, [part], isTrue, always: true)
        case .comparison(let comparison): line(comparison)
        }
    }

    private func group(_ name: Text, _ parts: [ConditionStory], _ isTrue: Bool, always: Bool = false) -> HTML {
        if parts.count == 1, !always { return lines(parts[0]) }
        return "<li class=\"story-condition\">\(mark(isTrue))<div><span class=\"faint\">\(name, language)</span><ul>\(parts.map(lines))</ul></div></li>"
    }

    private func line(_ comparison: ConditionStory.Comparison) -> HTML {
        let others = comparison.others.map { $0.isEmpty ? "(\(StoryTexts.empties[language]))" : $0 }.joined(separator: ", ")
        let found: HTML =
            comparison.value.isEmpty
            ? "<span class=\"faint\">\(StoryTexts.empties, language)</span>" : "<span class=\"story-found\">\(comparison.value)</span>"
        return """
            <li class="story-condition">\(mark(comparison.isTrue))<span>\(comparison.asked[language]) \(found) \
            <span class="faint">— \(comparison.sign, language) \(others)</span></span></li>
            """
    }

    private func mark(_ isTrue: Bool) -> HTML {
        let label = (isTrue ? StoryTexts.taken : StoryTexts.notTaken)[language]
        return "<span class=\"story-mark \(isTrue ? "tone-success" : "tone-danger")\">\(.icon(isTrue ? .check : .x, size: .small, label: label))</span>"
    }
}
