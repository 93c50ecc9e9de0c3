import CRM
import Kernel
import Storage

/// What a card says of duplicates, loaded after it: who looks like the same client, what was merged into it and can be taken
/// out again, into what a deleted one went.
enum CardDuplicates {
    /// So many look-alikes are named.
    private static let most = 5

    static func routes(_ entity: EntityType) -> [Route] {
        [.get("\(entity.listAddress)/:id/duplicates") { page in try await show(try page.item(entity), page) }]
    }

    /// What stands in a card until it is loaded.
    static func place(_ item: DocumentID) -> HTML {
        """
        <div class="stack" hx-get="\(url: item.cardAddress + "/duplicates")" hx-trigger="load" hx-target="this" hx-swap="outerHTML"></div>
        """
    }

    private static func show(_ id: DocumentID, _ page: PageRequest) async throws -> PageResponse {
        let (viewer, items, now) = (try page.viewer, page.services.items, page.now)
        let model = try await page.services.portal.read { reader in
            let item = try items.find(id, for: viewer, in: reader)
            let alike = try alike(item, items, viewer, reader)
            let merges = try MergeRecord.undoable(of: id, at: now, in: reader)
            let master = item.isDeleted ? try MergeRecord.masters(of: [id], in: reader)[id] : nil
            let people = merges.compactMap(\.person).map { Reference(.user, $0.rawValue) }
            let documents = (merges.flatMap(\.items) + [master].compactMap(\.self)).map { Reference(.item(type: $0.type), $0.id) }
            return Model(
                item: item, alike: alike, merges: merges, master: master, names: try items.names(of: people + documents, in: reader),
                mayUpdate: viewer.may(.update, item.entity, responsible: item.responsible))
        }
        return .fragment(View(model: model, csrf: page.csrf, writer: page.dates, language: page.language).html)
    }

    private static func alike(_ item: Item, _ items: ItemStore, _ viewer: Viewer, _ reader: any Reader) throws -> [DuplicateMatch] {
        // A client may ask again: what is done with is no duplicate of a new request.
        guard !item.isDeleted, !item.isClosed, item.entity != .deal else { return [] }
        let apart = try DistinctItems.others(of: item.id, in: reader)
        let matches = try DuplicateFinder.find(like: item, for: viewer, in: reader).filter {
            $0.item.entity == item.entity && $0.title != nil && !apart.contains($0.item)
        }
        guard item.entity.hasStages else { return matches }
        let others = try items.load(matches.map(\.item), in: reader)
        return matches.filter { others[$0.item]?.isClosed == false }
    }

    struct Model: Sendable {
        let item: Item
        let alike: [DuplicateMatch]
        let merges: [MergeRecord]
        let master: DocumentID?
        let names: Names
        let mayUpdate: Bool
    }

    struct View {
        let model: Model
        let csrf: String
        let writer: DateWriter
        let language: Language

        private var item: Item { model.item }

        var html: HTML { "\(alike)\(each: model.merges, merge)\(gone)" }

        private var alike: HTML? {
            guard !model.alike.isEmpty else { return nil }
            let rows = model.alike.prefix(most).map { match -> HTML in
                """
                <li class="row tight">\(link(match.item, match.title ?? ""))\
                <span class="faint">\(match.reasons.map { DuplicateTexts.same($0)[language] }.joined(separator: ", "))</span></li>
                """
            }
            let rest = model.alike.count - rows.count
            return .notice(
                .warning, icon: .copy, title: DuplicateTexts.alike[language],
                """
                <div class="stack"><ul class="stack tight">\(rows)</ul>\
                \(if: rest > 0, "<p class=\"faint\">\(DuplicateTexts.more(rest), language)</p>")\
                \(if: model.mayUpdate, .actions([compare, differ]))</div>
                """)
        }

        private var all: [(name: String, value: String)] {
            ([item.id] + model.alike.map(\.item)).prefix(MergePlan.limit).map { ("id", String($0.id)) }
        }

        private var compare: HTML {
            .linkButton(
                DuplicateTexts.compare[language], to: "\(item.entity.mergeAddress)?\(FormFields(all + [("master", String(item.id.id))]).urlEncoded)",
                icon: .listChecks, size: .small)
        }

        private var differ: HTML {
            .actionButton(
                DuplicateTexts.different[language], action: item.entity.duplicatesAddress + "/distinct", csrf: csrf, kind: .quiet,
                size: .small, hidden: all + [("back", item.id.cardAddress)])
        }

        private func merge(_ merge: MergeRecord) -> HTML {
            let items: HTML = .init(joining: merge.items.map { link($0, model.names.item($0) ?? "№ \($0.id)") }, with: ", ")
            let who = merge.person.flatMap { model.names.user($0) } ?? CardTexts.portal[language]
            let undo: HTML = .actionButton(
                DuplicateTexts.undo[language], action: "\(item.entity.listAddress)/merges/\(merge.id)/undo", csrf: csrf, icon: .undo2,
                size: .small, hidden: [("id", String(item.id.id))])
            return .notice(
                .neutral, icon: .copy,
                """
                <div class="row"><span>\(DuplicateTexts.mergedInto, language) \(items) \
                <span class="faint">\(writer.dateTime(merge.at)), \(who)</span></span>\(if: model.mayUpdate, undo)</div>
                """)
        }

        private var gone: HTML? {
            model.master.map { master in
                .notice(
                    .neutral, icon: .copy,
                    "<p>\(DuplicateTexts.wentInto, language) \(link(master, model.names.item(master) ?? "№ \(master.id)"))</p>")
            }
        }

        private func link(_ id: DocumentID, _ title: String) -> HTML {
            "<a class=\"link\" href=\"\(url: id.cardAddress)\" data-slideover>\(title)</a>"
        }
    }
}
