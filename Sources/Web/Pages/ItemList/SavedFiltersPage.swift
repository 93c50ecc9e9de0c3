import CRM
import Kernel
import Storage

/// `/deals/filters`: keeping the present filter under a name, renaming, deleting, choosing the one a section opens with.
enum SavedFiltersPage {
    static let routes: [Route] = EntityType.allCases.flatMap(routes)

    private static func routes(_ entity: EntityType) -> [Route] {
        let base = entity.listAddress + "/filters"
        return [
            .get(base) { page in try await show(entity, page, Attempt(page)) },
            .post(base) { page in
                try await page.attempt { try await save(entity, page) } again: { try await show(entity, page, $0) }
            },
            change(base + "/:filter/rename", entity, SavedFilterTexts.renamed) { id, page, viewer, command in
                try SavedFilterStore.rename(id, of: entity, to: page.form["name"] ?? "", viewer: viewer, command)
            },
            change(base + "/:filter/default", entity, SavedFilterTexts.defaultChanged) { id, page, viewer, command in
                try SavedFilterStore.setDefault(id, of: entity, to: page.form.flag("default"), viewer: viewer, command)
            },
            change(base + "/:filter/delete", entity, SavedFilterTexts.deleted) { id, _, viewer, command in
                try SavedFilterStore.delete(id, of: entity, viewer: viewer, command)
            },
        ]
    }

    private static func show(_ entity: EntityType, _ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        let viewer = try page.viewer
        let saved = try await page.services.portal.read { try SavedFilterStore.list(entity, for: viewer, in: $0) }
        let typed = page.form["conditions"].map { FormFields(urlEncoded: $0) } ?? page.query
        let view = SavedFiltersView(
            entity: entity, saved: saved, conditions: ItemFilter.conditions(in: typed), viewer: viewer, attempt: attempt,
            csrf: page.csrf)
        var content = Page(SavedFilterTexts.title[page.language], view.html)
        content.layout = .narrow
        content.breadcrumbs = [(entity.pluralName[page.language], entity.listAddress), (SavedFilterTexts.title[page.language], nil)]
        return .page(content, rail: entity.rail, status: attempt.status)
    }

    private static func save(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let viewer = try page.viewer
        let form = page.form
        let conditions = ItemFilter.conditions(in: FormFields(urlEncoded: form["conditions"] ?? "")).urlEncoded
        try await page.services.portal.perform(as: page.actor) { command in
            _ = try SavedFilterStore.add(
                form["name"] ?? "", conditions, of: entity, forEverybody: form.flag("everybody"), isDefault: form.flag("default"),
                viewer: viewer, command)
        }
        return .redirect("\(entity.listAddress)?\(conditions)", notice: SavedFilterTexts.saved)
    }

    private static func change(
        _ path: String, _ entity: EntityType, _ notice: Text,
        _ body: @escaping @Sendable (Int64, PageRequest, Viewer, Command) throws -> Void
    ) -> Route {
        .post(path) { page in
            let (id, viewer) = (try page.number("filter"), try page.viewer)
            return try await page.attempt {
                try await page.services.portal.perform(as: page.actor) { try body(id, page, viewer, $0) }
                return .redirect(entity.listAddress + "/filters", notice: notice)
            } again: { try await show(entity, page, $0) }
        }
    }
}

/// The present filter, to be kept, and those that are kept already.
struct SavedFiltersView {
    let entity: EntityType
    let saved: [SavedFilter]
    let conditions: FormFields
    let viewer: Viewer
    let attempt: Attempt
    let csrf: String
    private var language: Language { attempt.language }
    private var address: String { entity.listAddress + "/filters" }

    var html: HTML {
        "<div class=\"stack\">\(attempt.notice(besides: conditions.pairs.isEmpty ? [] : ["name"]))\(keep)\(list)</div>"
    }

    private var keep: HTML {
        guard !conditions.pairs.isEmpty else {
            return .notice(.neutral, icon: .info, "<p>\(SavedFilterTexts.howToKeep, language)</p>")
        }
        let everybody: HTML? =
            viewer.may(.configurePortal)
            ? .checkbox(Field("everybody", label: SavedFilterTexts.forEverybody[language]), isChecked: attempt.flag("everybody", false)) : nil
        return .card(
            title: SavedFilterTexts.keepPresent[language],
            .form(
                action: address, csrf: csrf,
                """
                \(.hiddenField("conditions", conditions.urlEncoded))\(.fields([
                    .textField(
                        attempt.field("name", SavedFilterTexts.name), value: attempt.text("name"),
                        attributes: " maxlength=\"\(SavedFilter.nameLimit)\" autofocus required"),
                    .checkbox(Field("default", label: SavedFilterTexts.opensSection[language]), isChecked: attempt.flag("default", false)),
                    everybody,
                    .actions([.button(SavedFilterTexts.keep[language], kind: .primary, icon: .bookmark)]),
                ].compactMap(\.self)))
                """))
    }

    private var list: HTML {
        let rows: HTML =
            saved.isEmpty
            ? .emptyState(icon: .bookmark, title: SavedFilterTexts.none[language], text: SavedFilterTexts.noneHint[language], size: .small)
            : "<ul class=\"saved-filters\">\(each: saved, { row($0) })</ul>"
        return .card(title: SavedFilterTexts.kept[language], isFlush: true, rows)
    }

    private func row(_ filter: SavedFilter) -> HTML {
        let link = "\(entity.listAddress)?\(filter.conditions)"
        let shared: HTML? = filter.owner == nil ? .badge(SavedFilterTexts.ofEverybody[language]) : nil
        guard filter.mayChange(viewer) else {
            return """
                <li class="row row-nowrap"><a class="link grow clip" href="\(url: link)">\(filter.name)</a>\(shared)\
                \(if: filter.isDefault, .badge(SavedFilterTexts.usual[language], tone: .accent))</li>
                """
        }
        let path = "\(address)/\(filter.id)"
        let label = SavedFilterTexts.nameOf.with(["name": filter.name])[language]
        return """
            <li class="row row-nowrap">\(.form(action: path + "/rename", csrf: csrf, attributes: " class=\"row row-nowrap grow\"", """
                \(.input(Field("name", label: label, id: "filter-\(filter.id)"), value: filter.name, attributes: " aria-label=\"\(label)\" maxlength=\"100\" required"))\
                \(.iconButton(.check, label: SavedFilterTexts.rename[language], type: .submit))
                """))\(shared)\
            \(.iconLink(.funnel, label: SavedFilterTexts.apply[language], to: link))\
            \(.form(action: path + "/default", csrf: csrf, """
                \(.hiddenField("default", filter.isDefault ? "0" : "1"))\
                \(.iconButton(.star, label: (filter.isDefault ? SavedFilterTexts.notUsual : SavedFilterTexts.opensSection)[language], type: .submit, attributes: filter.isDefault ? " aria-pressed=\"true\"" : " aria-pressed=\"false\""))
                """))\
            \(.form(action: path + "/delete", csrf: csrf, .iconButton(.trash2, label: SavedFilterTexts.delete[language], type: .submit)))</li>
            """
    }
}
