import Automation
import CRM
import Kernel

/// The journal as a table with its filters.
struct AutomationJournalView {
    let model: AutomationJournalModel
    let words: JournalWords

    init(_ model: AutomationJournalModel, _ page: PageRequest) {
        self.model = model
        words = JournalWords(names: model.names, writer: page.dates, now: page.now)
    }

    private var language: Language { words.language }
    private var filter: JournalFilter { model.filter }

    func page() -> Page {
        var page = Page(AutomationJournalTexts.title[language], "<div class=\"stack\">\(filters)\(.card(isFlush: true, list))\(further)</div>")
        page.lead = AutomationJournalTexts.lead[language]
        page.breadcrumbs = [(RobotsTexts.title[language], "/automation"), (AutomationJournalTexts.title[language], nil)]
        page.actions = words.tabs(current: .journal)
        return page
    }

    // MARK: Filters

    private var filters: HTML {
        let topics = JournalFilter.Topic.allCases.map { Option($0.rawValue, AutomationJournalTexts.topic($0)[language]) }
        let pipelines = model.names.pipelines.all.map { Option($0.automationName, $0.name[language]) }
        let stages = model.names.pipeline(filter.pipeline)?.stages.map { Option($0.code, $0.name[language]) } ?? []
        let selects: [HTML] = [
            select("topic", AutomationJournalTexts.everything, topics, filter.topic?.rawValue),
            select("pipeline", AutomationJournalTexts.allPipelines, pipelines, filter.pipeline),
            stages.isEmpty ? nil : select("stage", AutomationJournalTexts.allStages, stages, filter.stage),
            select("person", AutomationJournalTexts.everybody, people, model.person?.description),
        ].compactMap(\.self)
        let robot: HTML? = filter.node.map { .hiddenField("robot", $0) }
        return """
            <form class="filter" method="get" action="\(AutomationJournalPage.address)" data-autosubmit>\(selects)\(robot)\
            <noscript>\(.button(ComponentTexts.apply[language]))</noscript>\
            \(if: filter != JournalFilter() || model.person != nil, .linkButton(ComponentTexts.reset[language], to: AutomationJournalPage.address, kind: .quiet))</form>
            """
    }

    private var people: [Option] { model.names.people.people.filter(\.isActive).map { Option($0.id.description, $0.name) } }

    private func select(_ name: String, _ all: Text, _ options: [Option], _ chosen: String?) -> HTML {
        """
        <select class="input" name="\(name)" aria-label="\(all, language)"><option value="">\(all, language)</option>\
        \(each: options, { .option($0, isSelected: $0.value == chosen) })</select>
        """
    }

    // MARK: The list

    private var list: HTML {
        guard !model.entries.isEmpty else {
            return .emptyState(icon: .bot, title: AutomationJournalTexts.nothing[language], text: AutomationJournalTexts.nothingHint[language], size: .small)
        }
        let columns = [
            AutomationJournalTexts.when, AutomationJournalTexts.item, AutomationJournalTexts.stage, AutomationJournalTexts.whatAndWhy,
        ].map { TableColumn($0[language]) }
        return .table(columns, model.entries.map(row), caption: AutomationJournalTexts.title[language])
    }

    private func row(_ line: PortalJournalEntry) -> TableRow {
        TableRow([words.moment(line.entry.at), words.item(line.entry.item), words.stage(line), "\(words.what(line))\(words.why(line))"])
    }

    private var further: HTML? {
        guard let next = model.next else { return nil }
        var parameters = [("before", next.stored)]
        if let topic = filter.topic { parameters.append(("topic", topic.rawValue)) }
        if let pipeline = filter.pipeline { parameters.append(("pipeline", pipeline)) }
        if let stage = filter.stage { parameters.append(("stage", stage)) }
        if let node = filter.node { parameters.append(("robot", node)) }
        if let person = model.person { parameters.append(("person", person.description)) }
        let query = parameters.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&")
        return .actions([.linkButton(AutomationJournalTexts.earlier[language], to: "\(AutomationJournalPage.address)?\(query)")])
    }
}

/// What will happen next, as a table.
struct PlannedStepsView {
    let model: PlannedStepsModel
    let words: JournalWords

    init(_ model: PlannedStepsModel, _ page: PageRequest) {
        self.model = model
        words = JournalWords(names: model.names, writer: page.dates, now: page.now)
    }

    private var language: Language { words.language }

    func page() -> Page {
        var page = Page(AutomationJournalTexts.planned[language], .card(isFlush: true, list))
        page.lead = AutomationJournalTexts.plannedLead[language]
        page.breadcrumbs = [(RobotsTexts.title[language], "/automation"), (AutomationJournalTexts.planned[language], nil)]
        page.actions = words.tabs(current: .planned)
        return page
    }

    private var list: HTML {
        guard !model.steps.isEmpty else {
            return .emptyState(icon: .timer, title: AutomationJournalTexts.nothingPlanned[language], text: AutomationJournalTexts.nothingPlannedHint[language], size: .small)
        }
        let columns = [AutomationJournalTexts.dueAt, AutomationJournalTexts.item, AutomationJournalTexts.stage, AutomationJournalTexts.robot].map {
            TableColumn($0[language])
        }
        return .table(columns, model.steps.map(row), caption: AutomationJournalTexts.planned[language])
    }

    private func row(_ step: UpcomingStep) -> TableRow {
        let isLate = step.due + .minutes(1) < words.now
        let late: HTML = isLate ? " \(.badge(AutomationJournalTexts.late[language], tone: .danger))" : HTML()
        return TableRow([
            "\(words.moment(step.due))\(late)", words.item(step.item), words.stage(step.stage, of: step.pipeline, process: step.process), "\(step.title)",
        ])
    }
}

/// A chain of causes, the effect first.
struct CauseChainView {
    let model: CauseChainModel
    let words: JournalWords

    init(_ model: CauseChainModel, _ page: PageRequest) {
        self.model = model
        words = JournalWords(names: model.names, writer: page.dates, now: page.now)
    }

    private var language: Language { words.language }

    func page() -> Page {
        var page = Page(AutomationJournalTexts.chain[language], "<div class=\"timeline\">\(model.chain.map(step))</div>")
        page.layout = .narrow
        page.lead = AutomationJournalTexts.chainLead[language]
        page.breadcrumbs = [(AutomationJournalTexts.title[language], AutomationJournalPage.address), (AutomationJournalTexts.chain[language], nil)]
        return page
    }

    private func step(_ line: PortalJournalEntry) -> HTML {
        let look = words.look(line.entry.kind)
        var entry = TimelineEntryModel(
            icon: look.icon, title: words.sentence(line), time: words.writer.moment(line.entry.at, now: words.now),
            exactTime: words.writer.dateTime(line.entry.at))
        entry.tone = look.tone
        entry.text = "\(words.item(line.entry.item)) \(words.stage(line))"
        entry.cause = words.reason(line).map { "\($0)" }
        return .timelineEntry(entry)
    }
}
