import Automation
import Kernel

/// The result of a simulation: its numbers, the way through the stages, the timeline day by day, what still waits.
struct StoryView {
    let simulation: Simulation
    let dates: DateWriter
    let calendar: WorkingCalendar
    let language: Language

    var html: HTML {
        """
        <div class="story stack">\(summary)\(stopped)\
        \(each: simulation.notes, { .notice(.warning, icon: .info, "<p>\($0, language)</p>") })\
        \(if: simulation.steps.isEmpty, nothing, else: timeline)\(waiting)</div>
        """
    }

    // MARK: Summary

    private var summary: HTML {
        let span = "\(moment(simulation.start)) — \(moment(simulation.reached))"
        return """
            <section class="card story-summary"><header class="card-head"><h2>\(StoryTexts.result, language)</h2>\
            <span class="faint">\(span)</span></header><div class="card-body stack">\
            <ul class="story-counts">\(counts)</ul>\(each: simulation.items, { path($0) })</div></section>
            """
    }

    private var counts: [HTML] {
        let counts = simulation.counts
        let all: [(Int, Text, Tone)] = [
            (counts.acted, StoryTexts.acted(counts.acted), .success), (counts.failed, StoryTexts.errors(counts.failed), .danger),
            (counts.skipped, StoryTexts.skipped(counts.skipped), .neutral), (counts.tasks, StoryTexts.tasks(counts.tasks), .accent),
            (counts.activities, StoryTexts.activities(counts.activities), .accent),
            (counts.notices, StoryTexts.notices(counts.notices), .accent), (counts.messages, StoryTexts.messages(counts.messages), .accent),
            (counts.deliveries, StoryTexts.deliveries(counts.deliveries), .accent),
        ]
        return all.enumerated().filter { $0.offset == 0 || $0.element.0 > 0 }.map { _, count in
            "<li class=\"story-count \(count.2.className)\"><b>\(count.0)</b> <span>\(count.1, language)</span></li>"
        }
    }

    /// The stages of one item, in order, with how they follow each other.
    private func path(_ item: SimulatedItem) -> HTML {
        let stages = simulation.steps.compactMap { step -> SimulatedStage? in
            guard step.item == item.document, case .stage(let stage, _) = step.kind else { return nil }
            return stage
        }
        let shown = stages.isEmpty ? [item.stage] : stages
        return """
            <div class="story-path"><span class="story-path-name"><b>\(item.title)</b> <span class="faint">\(item.pipeline, language)</span></span>\
            <span class="story-path-stages">\(each: Array(shown.enumerated()), { place, stage in
                "\(if: place > 0, .icon(.chevronRight, size: .small))\(tag(stage))"
            })</span></div>
            """
    }

    private func tag(_ stage: SimulatedStage) -> HTML { .stageTag(stage.name[language], color: StageColor(stage.color)) }

    private var stopped: HTML? {
        simulation.stopped.map {
            .notice(.danger, icon: .triangleAlert, title: StoryTexts.stopped[language], "<p>\($0, language)</p>")
        }
    }

    private var nothing: HTML {
        .card(.emptyState(icon: .clock, title: StoryTexts.nothing[language], text: StoryTexts.nothingHint[language]))
    }

    // MARK: Timeline

    private var timeline: HTML {
        let days = StoryDay.days(of: simulation.steps, dates.zone)
        let first = dates.zone.local(simulation.start).date
        return """
            <section class="card story-line"><header class="card-head"><label class="choice story-quiet">\
            <input type="checkbox" name="quiet" checked><span>\(StoryTexts.quiet, language)</span></label></header>\
            <div class="card-body">\(each: Array(days.enumerated()), { place, day in
                "\(gap(before: day, after: place == 0 ? nil : days[place - 1]))\(self.day(day, number: day.date.daysSinceEpoch - first.daysSinceEpoch + 1))"
            })</div></section>
            """
    }

    private func gap(before day: StoryDay, after last: StoryDay?) -> HTML? {
        guard let last else { return nil }
        let quiet = day.date.daysSinceEpoch - last.date.daysSinceEpoch - 1
        guard quiet > 0 else { return nil }
        return "<p class=\"story-gap\">\(StoryTexts.quietDays(quiet), language)</p>"
    }

    private func day(_ day: StoryDay, number: Int) -> HTML {
        let isWorking = calendar.isWorkingDay(day.date)
        let view = StoryStepView(simulation: simulation, dates: dates, language: language)
        return """
            <section class="story-day"><header class="story-day-head"><h3>\(dates.weekday(day.date)), \(dates.dayMonth(day.date))</h3>\
            <span class="faint">\(StoryTexts.dayNumber.with(["number": String(number)]), language)\
            \(if: !isWorking, " · \(StoryTexts.dayOff, language)")</span></header>\
            <ol class="story-steps">\(each: day.moments, { moment in
                """
                <li class="story-moment\(if: moment.isQuiet, " is-quiet")"><time class="story-time">\(dates.time(moment.at))</time>\
                <ol class="story-group">\(each: moment.steps, { view.html($0) })</ol></li>
                """
            })</ol></section>
            """
    }

    private func moment(_ moment: Timestamp) -> String {
        "\(dates.dayMonth(dates.zone.local(moment).date)), \(dates.time(moment))"
    }

    // MARK: The end

    private var waiting: HTML? {
        guard !simulation.steps.isEmpty else { return nil }
        guard !simulation.waiting.isEmpty else {
            return .card(title: StoryTexts.waiting[language], "<p class=\"muted\">\(StoryTexts.noWaiting, language)</p>")
        }
        return .card(
            title: StoryTexts.waiting[language],
            """
            <ul class="story-waiting">\(each: simulation.waiting, { wait in
                "<li>\(.icon(.timer, size: .small))<b>\(wait.title)</b> <span class=\"muted\">\(words(wait.state))</span></li>"
            })</ul>
            """)
    }

    private func words(_ state: RobotExplanation.State) -> String {
        switch state {
        case .waitingUntil(let moment): return StoryTexts.at.with(["moment": self.moment(moment)])[language]
        case .waitingForField(let field): return StoryTexts.untilField.with(["field": field])[language]
        case .waitingForEvent(let kind, _):
            switch kind.noun {
            case "task": return StoryTexts.untilTask[language]
            case "request": return StoryTexts.untilAnswer[language]
            case "assignment": return StoryTexts.untilDecision[language]
            default: return StoryTexts.untilOther[language]
            }
        case .waitingForItem(let until):
            guard let until else { return StoryTexts.untilOther[language] }
            return "\(StoryTexts.untilOther[language]) \(WaitTexts.until.with(["moment": self.moment(until)])[language])"
        case .failed: return StoryTexts.unresolved[language]
        case .notReached, .ready, .done, .skipped, .passed, .cancelled: return RobotTabTexts.ready[language]
        }
    }
}

/// The steps of one day, those of one minute together.
struct StoryDay {
    struct Moment {
        let at: Timestamp
        var steps: [SimulationStep]
        /// Nothing in it but what was skipped or planned.
        var isQuiet: Bool { steps.allSatisfy(\.isQuiet) }
    }

    let date: LocalDate
    var moments: [Moment]

    static func days(of steps: [SimulationStep], _ zone: TimeZoneRules) -> [StoryDay] {
        var days: [StoryDay] = []
        for step in steps {
            let date = zone.local(step.at).date
            if days.last?.date != date { days.append(StoryDay(date: date, moments: [])) }
            let place = days.count - 1
            if let last = days[place].moments.last, last.at.seconds / 60 == step.at.seconds / 60 {
                days[place].moments[days[place].moments.count - 1].steps.append(step)
            } else {
                days[place].moments.append(Moment(at: step.at, steps: [step]))
            }
        }
        return days
    }
}

extension SimulationStep {
    /// Worth less than what really happens: hidden on demand.
    var isQuiet: Bool {
        switch kind {
        case .planned, .robot(.skipped), .trigger(isApplied: false, _): true
        case .deed, .stage, .process, .left, .robot, .branch, .loopEnded, .waitBegan, .waitEnded, .trigger, .delivery, .held: false
        }
    }
}
