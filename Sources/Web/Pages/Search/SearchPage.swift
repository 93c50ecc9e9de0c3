import CRM
import Kernel
import Storage

/// `/search?q=`: items of every entity, people and tasks whose names, phones or addresses have these words.
enum SearchPage {
    static let routes: [Route] = [.get("/search") { .page(try await content($0)) }]

    private static func content(_ page: PageRequest) async throws -> Page {
        let model = try await SearchModel.read(page.query.text("q") ?? "", page)
        let view = SearchView(model: model, language: page.language)
        var content = Page(SearchTexts.title[page.language], view.body())
        content.layout = .narrow
        return content
    }
}

/// What a search found, at most ten of a kind: a fixed number of queries.
struct SearchModel: Sendable {
    static let limit = 10

    let words: String
    let items: [EntityType: [ItemSummary]]
    let reach: [DocumentID: ItemReach]
    let pipelines: Pipelines
    let people: [PersonCard]
    let tasks: [TaskItem]

    /// One character would find almost everything.
    var isTooShort: Bool { words.count < 2 }
    var isEmpty: Bool { items.isEmpty && people.isEmpty && tasks.isEmpty }

    static func read(_ words: String, _ page: PageRequest) async throws -> SearchModel {
        let viewer = try page.viewer
        let people = words.count < 2 ? [] : try await page.services.people.snapshot().search(words, limit: limit)
        let (items, now) = (page.services.items, page.now)
        return try await page.services.portal.read { reader in
            let found = try items.search(words, limit: limit, for: viewer, now: now, in: reader)
            var query = TaskQuery()
            query.text = words
            return SearchModel(
                words: words, items: found, reach: try items.reach(of: found.values.flatMap(\.self), in: reader),
                pipelines: try items.catalog.catalog(in: reader).pipelines, people: people,
                tasks: words.count < 2
                    ? [] : try TaskItem.list(query, for: .reading(viewer, in: reader), order: .changed, limit: limit, in: reader).tasks)
        }
    }
}
