import CRM
import Kernel

/// What stands above the items of an entity however they are looked at: heading, pipelines, views, «+», filter.
struct SectionHead {
    let filter: ItemFilter
    let saved: [SavedFilter]
    let people: PeopleSnapshot
    let viewer: Viewer
    let language: Language

    func page(_ body: HTML, lead: String?, layout: Page.Layout) -> Page {
        let bar = FilterPanel(filter: filter, saved: saved, people: people, language: language).bar()
        var page = Page(title, "\(bar)\(body)")
        page.layout = layout
        page.lead = lead
        page.actions = [pipelines, views, create, more].compactMap(\.self)
        return page
    }

    private var title: String {
        let name = filter.entity.pluralName[language]
        return filter.query.isInBin ? "\(FilterTexts.bin[language]): \(name)" : name
    }

    private var views: HTML? {
        if filter.query.isInBin { return nil }
        let icons: [ItemView: Icon] = [.kanban: .squareKanban, .list: .list, .agenda: .calendarClock]
        return .segments(
            ItemView.offered(for: filter.entity).map { view in
                TabItem(
                    view.title[language], to: filter.address([("view", view.rawValue)]), isCurrent: view == filter.view,
                    icon: icons[view])
            }, label: FilterTexts.views[language])
    }

    /// Tabs while they fit beside each other, a menu for many.
    private var pipelines: HTML? {
        guard filter.pipelines.count > 1, let current = filter.pipeline else { return nil }
        func address(_ pipeline: Pipeline) -> String {
            filter.address([("pipeline", String(pipeline.id.number)), ("stage", nil)])
        }
        if filter.pipelines.count <= 3 {
            return .segments(
                filter.pipelines.map { TabItem($0.name[language], to: address($0), isCurrent: $0.id == current.id) },
                label: FilterTexts.pipelines[language])
        }
        return .menu(
            "\(.icon(.gitBranch))<span class=\"button-label\">\(current.name, language)</span>",
            label: FilterTexts.pipelines[language],
            filter.pipelines.map { .link($0.name[language], to: address($0), isCurrent: $0.id == current.id) })
    }

    private var create: HTML? {
        guard viewer.scope(.create, of: filter.entity) != .none, !filter.query.isInBin else { return nil }
        let pipeline = filter.entity == .deal ? filter.pipeline.map { "?pipeline=\($0.id.number)" } ?? "" : ""
        return .linkButton(
            filter.entity.name[language], to: filter.section + "/new" + pipeline, icon: .plus,
            attributes: " data-new data-slideover")
    }

    private var more: HTML? {
        var items: [MenuItem] = []
        if let pipeline = filter.pipeline, viewer.may(.configureAutomation) {
            items.append(
                .link(FilterTexts.robots[language], to: "/automation/\(pipeline.automationName)", icon: .bot))
        }
        if viewer.scope(.import, of: filter.entity) != .none {
            items.append(.link(FilterTexts.importItems[language], to: "/import", icon: .upload))
        }
        if viewer.scope(.export, of: filter.entity) != .none {
            items += ExportMenu.items(language, hasColumns: true) { filter.address(at: filter.section + "/export", $0) }
        }
        if filter.entity != .deal, viewer.scope(.update, of: filter.entity) != .none {
            items.append(.link(DuplicateTexts.duplicates[language], to: filter.entity.duplicatesAddress, icon: .copy))
        }
        if viewer.scope(.delete, of: filter.entity) != .none {
            items.append(
                .link(
                    FilterTexts.bin[language],
                    to: filter.section + "?view=list&bin=1" + (filter.pipeline.map { "&pipeline=\($0.id.number)" } ?? ""),
                    icon: .trash2, isCurrent: filter.query.isInBin))
        }
        return items.isEmpty ? nil : .moreMenu(label: FilterTexts.more[language], items)
    }
}
