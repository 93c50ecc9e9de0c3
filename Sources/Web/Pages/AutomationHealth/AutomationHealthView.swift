import Automation
import CRM
import Kernel

/// The page as HTML.
struct AutomationHealthView {
    let model: AutomationHealthModel
    let page: PageRequest
    private var language: Language { page.language }
    private var health: EngineHealth { model.health }
    private var writer: DateWriter { DateWriter(zone: model.zone, language: language) }

    var content: Page {
        var content = Page(
            AutomationHealthTexts.title[language],
            "<div class=\"stack\">\(hold)\(tiles)\(lateness)\(incidents)</div>")
        content.lead = state[language]
        content.actions = [.linkButton(AutomationJournalTexts.title[language], to: AutomationJournalPage.address, icon: .list)]
        content.breadcrumbs = [(RobotsTexts.title[language], "/automation"), (AutomationHealthTexts.title[language], nil)]
        return content
    }

    private var state: Text {
        if health.hold != nil { return AutomationHealthTexts.waits }
        if health.lag > .minutes(10) { return AutomationHealthTexts.late.with(["span": AutomationHealthTexts.span(health.lag)]) }
        return health.openIncidents > 0 ? AutomationHealthTexts.worksWithIncidents : AutomationHealthTexts.works
    }

    // MARK: The gate

    private var hold: HTML {
        guard let hold = health.hold else { return HTML() }
        let overdue = AutomationHealthTexts.overdueItems(model.overdueItems)
        let choices = HoldDecision.allCases.map {
            Option($0.rawValue, AutomationHealthTexts.decision($0)[language], help: AutomationHealthTexts.meaning($0)[language])
        }
        let field = Field("decision", label: AutomationHealthTexts.question[language])
        return .notice(
            .warning, icon: .triangleAlert, title: AutomationHealthTexts.cause(hold)[language],
            """
            <p>\(AutomationHealthTexts.since.with(["moment": writer.dateTime(hold.since)]), language) \(overdue, language)</p>\
            \(.form(action: AutomationHealthPage.address + "/resume", csrf: page.csrf, .fields([
                .radios(field, choices, selected: HoldDecision.spread.rawValue),
                .actions([.button(AutomationHealthTexts.resume[language], kind: .primary, icon: .check)]),
            ])))
            """)
    }

    // MARK: Figures

    private var tiles: HTML {
        var tiles: [HTML] = [
            .statTile(
                AutomationHealthTexts.lag[language], value: AutomationHealthTexts.span(health.lag)[language],
                note: AutomationHealthTexts.lagNote[language], tone: health.lag > .minutes(10) ? .danger : .neutral),
            .statTile(AutomationHealthTexts.running[language], value: String(health.liveRuns)),
            .statTile(AutomationHealthTexts.timers[language], value: String(health.waitingTimers)),
            .statTile(
                AutomationHealthTexts.speed[language], value: number(health.stepsPerSecond),
                note: AutomationHealthTexts.perCommit.with(["count": number(health.stepsPerCommit)])[language]),
            .statTile(
                AutomationHealthTexts.openIncidents[language], value: String(health.openIncidents),
                tone: health.openIncidents > 0 ? .warning : .neutral),
            .statTile(
                AutomationHealthTexts.heldItems[language], value: String(health.heldItems),
                note: health.quarantined > 0 ? AutomationHealthTexts.quarantined.with(["count": String(health.quarantined)])[language] : nil,
                tone: health.heldItems > 0 ? .warning : .neutral),
        ]
        if let told = health.rolloutTold {
            tiles.append(.statTile(AutomationHealthTexts.rollout[language], value: String(told)))
        }
        if health.clockLag > .seconds(1) {
            tiles.append(
                .statTile(
                    AutomationHealthTexts.clockLag[language], value: AutomationHealthTexts.span(health.clockLag)[language], tone: .warning))
        }
        return .stats(tiles)
    }

    /// To one place; whole numbers without it.
    private func number(_ value: Double) -> String {
        let tenths = Int(value * 10)
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }

    private var lateness: HTML {
        let total = health.overdue.values.reduce(0, +)
        guard total > 0 else { return HTML() }
        let rows = EngineHealth.Lateness.allCases.map { bucket in
            let count = health.overdue[bucket] ?? 0
            return TableRow([
                "\(AutomationHealthTexts.bucket(bucket), language)", "\(count)",
                .progressBar(percent: count * 100 / total, label: AutomationHealthTexts.bucket(bucket)[language]),
            ])
        }
        let columns = [
            TableColumn(AutomationHealthTexts.lateBy[language]), TableColumn(AutomationHealthTexts.items[language], isNumber: true),
            TableColumn(""),
        ]
        return .card(
            title: AutomationHealthTexts.overdue[language], isFlush: true,
            .table(columns, rows, caption: AutomationHealthTexts.overdue[language]))
    }

    // MARK: What stopped

    private var incidents: HTML {
        guard !model.incidents.isEmpty else {
            return .emptyState(icon: .circleCheck, title: AutomationHealthTexts.noIncidents[language])
        }
        let columns = [
            TableColumn(AutomationHealthTexts.item[language]), TableColumn(AutomationHealthTexts.robot[language]),
            TableColumn(AutomationHealthTexts.what[language]), TableColumn(RobotsTexts.when[language]), TableColumn(""),
        ]
        return .card(
            title: AutomationHealthTexts.stopped[language], isFlush: true,
            .table(columns, model.incidents.map(row), caption: AutomationHealthTexts.stopped[language]))
    }

    private func row(_ incident: Incident) -> TableRow {
        let title = model.titles[incident.item] ?? incident.item.description
        let address = incident.item.entity.map { "/\($0.code.lowercased())s/\(incident.item.id)" } ?? "/"
        return TableRow([
            .tableTitle(title, to: address), "\(incident.title)", "\(incident.message, language)",
            "\(writer.moment(incident.at, now: page.now))", actions(incident),
        ])
    }

    private func actions(_ incident: Incident) -> HTML {
        func button(_ label: Text, _ decision: String, _ icon: Icon) -> HTML {
            .actionButton(
                label[language], action: "\(AutomationHealthPage.address)/incidents/\(incident.id)/\(decision)", csrf: page.csrf, icon: icon,
                size: .small)
        }
        return switch incident.kind {
        case .robot, .delivery:
            .actions([
                button(AutomationHealthTexts.retry, "retry", .rotateCcw), button(AutomationHealthTexts.skip, "skip", .chevronRight),
            ])
        case .loop, .visit, .crash: button(AutomationHealthTexts.release, "release", .rotateCcw)
        }
    }
}
