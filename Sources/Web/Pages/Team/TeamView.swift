import CRM
import Kernel

/// A row a person, a column a pipeline; every number leads to what it counts.
struct TeamView {
    let model: TeamModel
    let language: Language
    /// How many people are shown; nil is all of them.
    let few: Int?

    private var shown: [TeamModel.Member] { Array(model.members.prefix(few ?? .max)) }
    private var everybody: [UserID] { model.members.map(\.person.id) }

    var html: HTML {
        guard !model.members.isEmpty else {
            // The first screen has more to say than that.
            if few != nil { return "<div data-team></div>" }
            let nobody: HTML = .emptyState(icon: .users, title: TeamTexts.nobody[language], text: TeamTexts.nobodyHint[language])
            return "<div data-team>\(.card(nobody))</div>"
        }
        guard few != nil else { return "<div data-team>\(.card(isFlush: true, table))</div>" }
        let count = TeamTexts.all.with(["count": String(model.members.count)])[language]
        let all: HTML = .linkButton(count, to: "/team", kind: .link, size: .small)
        return "<div data-team>\(.card(title: TeamTexts.title[language], actions: [all], isFlush: true, table))</div>"
    }

    private var table: HTML {
        let titles = [TeamTexts.person[language]] + model.pipelines.map(name) + [TeamTexts.overdueTasks[language]]
        return .table(titles.map { TableColumn($0) }, [total] + shown.map(row), caption: TeamTexts.title[language])
    }

    /// Leads have one pipeline, whose name says less than theirs.
    private func name(_ pipeline: Pipeline) -> String {
        let entity = pipeline.id.entity.pluralName[language]
        return pipeline.id.entity == .lead ? entity : "\(entity): \(pipeline.name[language])"
    }

    private var total: TableRow {
        let cells = model.pipelines.map { pipeline in
            work(model.members.compactMap { $0.work[pipeline.id] }.reduce(.nothing, +), pipeline, of: everybody)
        }
        let late = tasks(model.members.reduce(0) { $0 + $1.overdueTasks }, of: [])
        return TableRow(["<span class=\"strong\">\(TeamTexts.everybody, language)</span>"] + cells + [late])
    }

    private func row(_ member: TeamModel.Member) -> TableRow {
        let person = member.person
        let name: HTML = .person(name: person.name, id: person.id.rawValue, address: "/people/\(person.id)")
        let cells = model.pipelines.map { work(member.work[$0.id] ?? .nothing, $0, of: [person.id]) }
        return TableRow([name] + cells + [tasks(member.overdueTasks, of: [person.id])])
    }

    private func work(_ work: OpenWork, _ pipeline: Pipeline, of people: [UserID]) -> HTML {
        guard work.open > 0 else { return "<span class=\"muted\">—</span>" }
        func link(_ label: HTML, _ activity: CRM.ActivityState?) -> HTML {
            "<a href=\"\(url: address(pipeline, activity, people))\">\(label)</a>"
        }
        func badge(_ count: Int, _ text: Text, _ tone: Tone, _ activity: CRM.ActivityState) -> HTML? {
            count == 0 ? nil : link(.badge("\(text[language]) \(grouped(count))", tone: tone), activity)
        }
        let badges = [
            badge(work.incoming, TeamTexts.incoming, .success, .incoming), badge(work.overdue, TeamTexts.overdue, .danger, .overdue),
            badge(work.unplanned, TeamTexts.unplanned, .warning, .none),
        ].compactMap(\.self)
        return "<div class=\"row\">\(link("<span class=\"strong\">\(grouped(work.open))</span>", nil))\(badges)</div>"
    }

    private func address(_ pipeline: Pipeline, _ activity: CRM.ActivityState?, _ people: [UserID]) -> String {
        var fields: [(String, String)] = [("view", "list")]
        if pipeline.id.entity == .deal { fields.append(("pipeline", String(pipeline.id.number))) }
        if let activity { fields.append(("activity", activity.rawValue)) }
        fields += people.map { ("responsible", $0.description) }
        return "\(pipeline.id.entity.listAddress)?\(FormFields(fields).urlEncoded)"
    }

    /// - Parameter people: one of them; the tasks of several have no list of their own.
    private func tasks(_ count: Int, of people: [UserID]) -> HTML {
        guard count > 0 else { return "<span class=\"muted\">—</span>" }
        let badge: HTML = .badge(grouped(count), tone: .danger)
        guard let person = people.first else { return badge }
        return "<a href=\"/tasks?view=list&amp;role=all&amp;responsible=\(person.description)\">\(badge)</a>"
    }
}
