import CRM
import Kernel

/// The groups of a search.
struct SearchView {
    let model: SearchModel
    let language: Language

    func body() -> HTML {
        """
        <form class="search-form" action="/search" role="search"><div class="filter-search">\(.icon(.search))\
        <input class="input" type="search" name="q" value="\(model.words)" placeholder="\(SearchTexts.prompt, language)" \
        aria-label="\(SearchTexts.prompt, language)"\(attribute: "autofocus", if: model.words.isEmpty)></div></form>\(results())
        """
    }

    private func results() -> HTML {
        if model.isTooShort {
            return .emptyState(icon: .search, title: SearchTexts.tooShort[language], text: SearchTexts.hint[language])
        }
        if model.isEmpty {
            return .emptyState(
                icon: .search, title: SearchTexts.nothing.with(["words": model.words])[language],
                text: SearchTexts.nothingHint[language])
        }
        // Who one looks for stands first, then what is going on with them.
        let order: [EntityType] = [.company, .contact, .deal, .lead]
        return "<div class=\"stack\">\(each: order, { group($0) })\(tasks())\(people())</div>"
    }

    private func group(_ entity: EntityType) -> HTML {
        guard let found = model.items[entity], !found.isEmpty else { return HTML() }
        let all = "\(entity.listAddress)?view=list&preset=all&q=\(model.words.percentEncoded)"
        let actions: [HTML] =
            found.count < SearchModel.limit ? [] : [.linkButton(SearchTexts.all[language], to: all, kind: .link, size: .small)]
        return .card(
            title: entity.pluralName[language], actions: actions, isFlush: true,
            "<ul class=\"found\">\(each: found, { item($0) })</ul>")
    }

    private func item(_ summary: ItemSummary) -> HTML {
        let reach = model.reach[summary.id]
        let client = summary.clientName == summary.title ? nil : summary.clientName
        let facts = [client, reach?.phone, reach?.email, summary.responsibleName].compactMap(\.self)
        let stage = summary.item.stage.flatMap { model.pipelines.stage($0, of: summary.item.entity) }
        return """
            <li class="found-row" data-row>\(.icon(summary.item.entity.icon))<div class="grow">\
            \(.tableTitle(summary.title.isEmpty ? "№\(summary.id.id)" : summary.title, to: summary.id.cardAddress, attributes: " data-slideover"))\
            <p class="found-facts clip">\(facts.joined(separator: " · "))</p></div>\
            \(ifLet: stage, { .stageTag($0.name[language], color: StageColor($0.color)) })\
            \(ifLet: summary.amount, { "<span class=\"number strong\">\($0.text(language))</span>" })</li>
            """
    }

    private func tasks() -> HTML {
        guard !model.tasks.isEmpty else { return HTML() }
        let rows = model.tasks.map { task -> HTML in
            """
            <li class="found-row" data-row>\(.icon(.listChecks))<div class="grow">\
            \(.tableTitle(task.title, to: "/tasks/\(task.id)", attributes: " data-slideover"))</div></li>
            """
        }
        return .card(title: SearchTexts.tasks[language], isFlush: true, "<ul class=\"found\">\(rows)</ul>")
    }

    private func people() -> HTML {
        guard !model.people.isEmpty else { return HTML() }
        let rows = model.people.map { person -> HTML in
            """
            <li class="found-row" data-row>\(.avatar(name: person.name, id: person.id.rawValue))<div class="grow">\
            \(.tableTitle(person.name, to: "/people/\(person.id)"))<p class="found-facts clip">\(person.position)</p></div></li>
            """
        }
        return .card(title: SearchTexts.people[language], isFlush: true, "<ul class=\"found\">\(rows)</ul>")
    }
}
