import CRM
import Kernel
import Storage

/// `/products`: the catalogue from which the rows of leads and deals are filled. Everybody sees it, who configures the portal
/// changes it.
enum ProductsPage {
    static let routes: [Route] = ProductDictionariesPage.routes + [
        .get("/products") { try await list($0) },
        .get("/products/suggestions") { try await suggest($0) },
        .get("/products/new") { page in try await form(nil, page, Attempt(page)) },
        .post("/products/new") { page in
            try await page.attempt { try await save(nil, page) } again: { try await form(nil, page, $0) }
        },
        .get("/products/:id") { page in try await form(page.number("id"), page, Attempt(page)) },
        .post("/products/:id") { page in
            let id = try page.number("id")
            return try await page.attempt { try await save(id, page) } again: { try await form(id, page, $0) }
        },
        .post("/products/:id/archive") { page in
            let (id, isOffered) = (try page.number("id"), page.form.flag("offered"))
            try await page.services.portal.perform(as: page.actor) { try ProductStore.setOffered(isOffered, id, $0) }
            return .redirect("/products", notice: isOffered ? ProductPageTexts.restored : ProductPageTexts.archived)
        },
    ]

    private static func list(_ page: PageRequest) async throws -> PageResponse {
        let model = try await ProductsModel.read(page)
        let view = ProductsView(model: model, mayChange: try page.viewer.may(.configurePortal), language: page.language)
        var content = Page(ProductPageTexts.title[page.language], view.html)
        content.actions = [view.dictionaries, view.create, view.more].compactMap(\.self)
        return .page(content, rail: .products)
    }

    /// What a row of products offers while a name is typed: options of its list.
    private static func suggest(_ page: PageRequest) async throws -> PageResponse {
        let words = page.query.text("q") ?? ""
        let found = try await page.services.portal.read { try ProductStore.list(search: words, limit: 20, in: $0) }
        return .fragment("\(each: found, { .productOption($0, page.language) })")
    }

    private static func form(_ id: Int64?, _ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        if id == nil { try page.require(.configurePortal) }
        let (product, choices) = try await page.services.portal.read { reader in
            (try id.map { try ProductStore.product($0, in: reader) }, try ProductChoices(in: reader))
        }
        let view = ProductForm(
            product: product, choices: choices, mayChange: try page.viewer.may(.configurePortal), attempt: attempt, csrf: page.csrf, action: page.path)
        let title = product.map { Text(verbatim: $0.name) } ?? ProductPageTexts.newProduct
        var content = Page(title[page.language], view.html)
        content.layout = .narrow
        content.breadcrumbs = [(ProductPageTexts.title[page.language], "/products"), (title[page.language], nil)]
        return .page(content, rail: .products, status: attempt.status)
    }

    private static func save(_ id: Int64?, _ page: PageRequest) async throws -> PageResponse {
        let typed = page.form
        try await page.services.portal.perform(as: page.actor) { command in
            let known = try id.map { try ProductStore.product($0, in: command.transaction) }
            try ProductStore.save(ProductForm.product(typed, over: known), command)
        }
        return .redirect("/products", notice: id == nil ? ProductPageTexts.created : SettingsPageTexts.saved)
    }
}

/// A page of the catalogue. Four queries.
struct ProductsModel: Sendable {
    static let pageSize = 50

    let part: ProductPart
    let words: String
    /// All of them, as a tree is read.
    let sections: [(section: ProductSection, depth: Int)]
    /// The one whose products are shown, with those below; nil for all.
    let section: Int64?
    let products: [Product]
    let window: PageWindow
    let counts: [ProductPart: Int]

    static func read(_ page: PageRequest) async throws -> ProductsModel {
        let part = page.query["show"].flatMap(ProductPart.init(rawValue:)) ?? .offered
        let words = page.query.text("q") ?? ""
        let number = max(1, page.query.number("page") ?? 1)
        return try await page.services.portal.read { reader in
            let sections = try ProductSections.all(in: reader)
            let section = page.query.number("section").map { Int64($0) }.flatMap { id in sections.contains { $0.id == id } ? id : nil }
            let within = section.map { ProductSections.below($0, sections) }
            let offered = try ProductStore.count(.offered, search: words, sections: within, in: reader)
            let archived = try ProductStore.count(.archived, search: words, sections: within, in: reader)
            let counts: [ProductPart: Int] = [.offered: offered, .archived: archived, .all: offered + archived]
            let last = PageWindow(page: 1, pageSize: pageSize, total: counts[part] ?? 0).lastPage
            let window = PageWindow(page: min(number, last), pageSize: pageSize, total: counts[part] ?? 0)
            let products = try ProductStore.list(
                part, search: words, sections: within, limit: pageSize, offset: (window.page - 1) * pageSize, in: reader)
            return ProductsModel(
                part: part, words: words, sections: ProductSections.tree(sections), section: section, products: products, window: window, counts: counts)
        }
    }
}
