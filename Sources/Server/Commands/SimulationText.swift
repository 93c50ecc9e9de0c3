import Automation
import CRM
import Kernel
import Web

/// A simulation as text for a terminal.
struct SimulationText {
    let simulation: Simulation
    let calendar: PortalCalendar
    let language: Language

    private var dates: DateWriter { calendar.dates.writer(language) }

    var text: String {
        var lines: [String] = []
        for item in simulation.items {
            lines.append(SimulateTexts.head.with(["title": Text(verbatim: item.title), "pipeline": item.pipeline])[language])
        }
        var day: LocalDate?
        for step in simulation.steps {
            let date = dates.zone.local(step.at).date
            if date != day { lines += ["", "\(dates.weekday(date)), \(dates.longDate(date))"] }
            day = date
            lines += self.lines(step)
        }
        lines += [""] + waiting + [counts]
        if let stopped = simulation.stopped { lines.append(stopped[language]) }
        lines += simulation.notes.map { $0[language] }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Steps

    private func lines(_ step: SimulationStep) -> [String] {
        let owner = simulation.items.count > 1 ? simulation.items.first { $0.document == step.item }.map { "[\($0.pipeline[language])] " } ?? "" : ""
        var lines = ["  \(dates.time(step.at))  \(sign(step.kind)) \(owner)\(head(step))"]
        func add(_ text: String) { lines.append("             " + text) }
        if let condition = step.condition {
            for comparison in condition.comparisons { add(sentence(comparison)) }
        }
        if !step.addressees.isEmpty { add(SimulateTexts.to.with(["who": names(step.addressees)])[language]) }
        if let text = step.text { add("«\(text.withoutLineBreaks)»") }
        for effect in step.effects {
            let people = effect.people.isEmpty ? "" : " — \(names(effect.people))"
            let until = effect.deadline.map { ", " + SimulateTexts.until.with(["moment": moment($0)])[language] } ?? ""
            add("+ \(effect.title[language])\(people)\(until)")
        }
        return lines
    }

    private func sign(_ kind: SimulationStep.Kind) -> String {
        switch kind {
        case .deed(let isDone): isDone ? "☎" : "✗"
        case .stage: "▶"
        case .process: "▷"
        case .left: "⊘"
        case .planned: "⏲"
        case .robot(.done), .robot(.resumed): "✓"
        case .robot(.waiting): "…"
        case .robot(.skipped): "–"
        case .robot(.failed), .held: "✗"
        case .branch, .loopEnded: "?"
        case .waitBegan: "…"
        case .waitEnded(let hasCome): hasCome ? "✓" : "–"
        case .trigger(let isApplied, _): isApplied ? "⚡" : "–"
        case .delivery(let isDone): isDone ? "↗" : "✗"
        }
    }

    private func head(_ step: SimulationStep) -> String {
        let title = step.title[language]
        let reason = step.reason.map { ": \($0[language])" } ?? ""
        switch step.kind {
        case .deed, .held: return title + reason
        case .stage(let stage, let restarted):
            return "\(stage.name[language])\(restarted ? " (\(StoryTexts.restarted[language]))" : "")"
        case .process(let isStarted):
            let words = isStarted ? StoryTexts.processStarted : StoryTexts.processRefused
            return "\(title): \(words[language])\(reason)"
        case .left(let robots):
            return "\(StoryTexts.left.with(["stage": step.title])[language]) \(robots.joined(separator: ", "))"
        case .planned(let due, let moved):
            let word = (moved ? StoryTexts.moved : StoryTexts.planned)[language]
            return "\(word): \(title) — \(due.map(moment) ?? StoryTexts.whenFilled[language])"
        case .robot(let end): return robot(step, end)
        case .branch(let isTaken): return "\(title): \((isTaken ? StoryTexts.taken : StoryTexts.notTaken)[language])"
        case .loopEnded: return "\(title): \(StoryTexts.loopEnded[language])"
        case .waitBegan(let due):
            let words = due.map { WaitTexts.storyUntil.with(["moment": Text(verbatim: moment($0))]) } ?? WaitTexts.storyWaits
            return "\(title): \(words[language])"
        case .waitEnded(let hasCome): return "\(title): \((hasCome ? WaitTexts.hasCome : WaitTexts.hasNotCome)[language])\(reason)"
        case .trigger(let isApplied, let stage):
            let words = (isApplied ? StoryTexts.triggered : StoryTexts.declined).with(["title": step.title])[language]
            return "\(words) → \(stage.name[language])\(isApplied ? "" : reason)"
        case .delivery(let isDone):
            return (isDone ? StoryTexts.delivered : StoryTexts.undelivered).with(["title": step.title])[language] + reason
        }
    }

    private func robot(_ step: SimulationStep, _ end: SimulationStep.RobotEnd) -> String {
        var parts = [step.title[language]]
        if let timing = step.timing { parts.append(timing[language]) }
        if let planned = step.planned { parts.append(SimulateTexts.planned.with(["moment": moment(planned)])[language]) }
        switch end {
        case .done: break
        case .waiting: parts.append(StoryTexts.waits[language])
        case .resumed: parts.append(StoryTexts.resumed[language])
        case .skipped: parts.append(StoryTexts.skipped[language])
        case .failed: parts.append(StoryTexts.failed[language])
        }
        if end == .failed || end == .skipped, let reason = step.reason { parts.append(reason[language]) }
        return parts.joined(separator: " · ")
    }

    private func sentence(_ comparison: ConditionStory.Comparison) -> String {
        let found = comparison.value.isEmpty ? "(\(StoryTexts.empties[language]))" : comparison.value
        let others = comparison.others.map { $0.isEmpty ? "(\(StoryTexts.empties[language]))" : $0 }.joined(separator: ", ")
        return "\(comparison.isTrue ? "✓" : "✗") \(comparison.asked[language]) \(found) — \(comparison.sign[language]) \(others)"
    }

    // MARK: The end

    private var waiting: [String] {
        guard !simulation.waiting.isEmpty else { return [] }
        return [SimulateTexts.waiting[language]] + simulation.waiting.map { wait in
            if case .waitingUntil(let moment) = wait.state { return "  \(wait.title) — \(self.moment(moment))" }
            return "  \(wait.title)"
        }
    }

    private var counts: String {
        let counts = simulation.counts
        return SimulateTexts.counts.with([
            "acted": String(counts.acted), "skipped": String(counts.skipped), "failed": String(counts.failed),
            "tasks": String(counts.tasks), "activities": String(counts.activities), "notices": String(counts.notices),
            "messages": String(counts.messages), "deliveries": String(counts.deliveries),
        ])[language]
    }

    private func names(_ people: [UserID]) -> String { people.map { simulation.people[$0] ?? "№ \($0)" }.joined(separator: ", ") }

    private func moment(_ moment: Timestamp) -> String { dates.dateTime(moment) }
}
