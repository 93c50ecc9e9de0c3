import Automation
import CRM
import Kernel

/// The explanation: what every robot of every visited stage did, does or waits for, and why.
struct CardRobotsView {
    let context: CardContext
    let model: CardRobots
    private var language: Language { context.language }

    init(_ context: CardContext, _ model: CardRobots) {
        self.context = context
        self.model = model
    }

    var html: HTML {
        """
        <div class="stack" data-live-topic="\(context.item.id.liveTopic)" data-live-calm hx-get="\(url: context.address("robots"))" \
        hx-trigger="live" hx-target="this" hx-swap="outerHTML">\(processes)\(content)</div>
        """
    }

    private var content: HTML {
        guard let explanation = model.explanation else {
            return .card(
                .emptyState(icon: .bot, title: RobotTabTexts.none[language], text: RobotTabTexts.noneHint[language]))
        }
        return """
            \(if: explanation.isHeld, held)\(each: explanation.incidents.filter { $0.kind != .robot && $0.kind != .delivery }, { notice($0) })\
            \(each: explanation.visits, { visit($0) })\(if: !explanation.decisions.isEmpty, decisions(explanation.decisions))
            """
    }

    /// «Запустить процесс»: for those who may change the item.
    private var processes: HTML {
        guard context.mayUpdate, !model.processes.isEmpty else { return HTML() }
        let items = model.processes.map { process in
            MenuItem.link(process.title, to: context.address("processes/\(percentEncoded(process.code))"))
        }
        return .actions([
            .menu("\(.icon(.play, size: .small))\(ProcessesTexts.start, language)\(.icon(.chevronDown, size: .small))", align: .start, items)
        ])
    }

    private var held: HTML {
        let release: HTML? = context.mayRepair ? button(RobotTabTexts.release, "robots/release", icon: .play) : nil
        return .notice(
            .warning, icon: .pause, title: RobotTabTexts.held[language],
            "<div class=\"row\"><span>\(RobotTabTexts.heldHint, language)</span>\(release)</div>")
    }

    private func notice(_ incident: Incident) -> HTML {
        .notice(.danger, icon: .triangleAlert, title: incident.title, "\(incident.message, language)")
    }

    private func button(_ label: Text, _ part: String, icon: Icon) -> HTML {
        let action = "\(context.address(part))?tab=robots"
        return .actionButton(
            label[language], action: action, csrf: context.csrf, icon: icon, size: .small,
            attributes: "\(.posts(to: action)) hx-target=\"closest .item\" hx-swap=\"outerHTML\"")
    }

    // MARK: Visits

    private func visit(_ visit: StageVisit) -> HTML {
        let stage = context.catalog.pipelines.stage(visit.stage, of: context.entity)
        let tag: HTML = visit.process.map { "\(.icon(.workflow, size: .small)) \(ProcessesTexts.drawnTitle.with(["process": $0]), language)" } ?? .stageTag(stage?.name[language] ?? visit.stage, color: StageColor(stage?.color ?? ""))
        let cancelled: HTML? = visit.cancelled.map {
            "<p class=\"robot-why visit-why\">\(RobotTabTexts.stopped, language): \(context.naming($0))</p>"
        }
        return """
            <section class="card visit"><header class="card-head"><h2>\(tag)</h2>\(state(of: visit))\
            <span class="faint">\(.moment(visit.enteredAt, context))</span></header>\
            \(ifLet: visit.reason, { "<p class=\"robot-why visit-why\">\(visit.process == nil ? RobotTabTexts.entered : RobotTabTexts.because, language)\(if: visit.process == nil, ":") \(context.naming($0))</p>" })\(cancelled)\
            \(if: visit.robots.isEmpty && visit.process == nil, "<p class=\"faint visit-why\">\(RobotTabTexts.noRobots, language)</p>")\
            <ol class="steps">\(each: visit.robots, { RobotStep($0, context, model, cancelled: visit.cancelled).html })</ol>\(stopping(visit))</section>
            """
    }

    private func stopping(_ visit: StageVisit) -> HTML? {
        guard visit.process != nil, visit.state == .running, let run = visit.run, context.mayRepair else { return nil }
        return "<div class=\"card-body\">\(.actions([button(ProcessesTexts.stop, "robots/stop/\(run)", icon: .ban)]))</div>"
    }

    private func state(of visit: StageVisit) -> HTML? {
        switch visit.state {
        case .running: .badge(RobotTabTexts.running[language], tone: .accent)
        case .ended: .badge(RobotTabTexts.ended[language], tone: .success)
        case .cancelled: .badge(RobotTabTexts.interrupted[language], tone: .neutral)
        case nil: nil
        }
    }

    // MARK: Triggers

    private func decisions(_ decisions: [TriggerDecision]) -> HTML {
        let columns = [
            TableColumn(RobotTabTexts.when[language]), TableColumn(RobotTabTexts.trigger[language]),
            TableColumn(CardTexts.stage[language]), TableColumn(RobotTabTexts.decision[language]),
        ]
        let rows = decisions.map { decision -> TableRow in
            let stage =
                context.catalog.pipelines.stage(decision.stage, of: context.entity)?.name[language] ?? decision.stage
            let badge: HTML =
                decision.isApplied
                ? .badge(RobotTabTexts.applied[language], tone: .success) : .badge(RobotTabTexts.declined[language])
            return TableRow([
                .moment(decision.at, context), "\(decision.title)", "\(stage)",
                "<span class=\"row tight\">\(badge)<span class=\"muted\">\(ifLet: decision.reason, { "\(context.naming($0))" })</span></span>",
            ])
        }
        return .card(
            title: RobotTabTexts.triggers[language], isFlush: true,
            .table(columns, rows, caption: RobotTabTexts.triggers[language]))
    }
}
