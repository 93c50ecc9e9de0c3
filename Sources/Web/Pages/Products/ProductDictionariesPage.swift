import CRM
import Kernel
import Storage

/// `/products/dictionaries`: the sections of the catalogue, units of measure and rates of VAT. Who configures the portal changes
/// them; programs write them by the REST API.
enum ProductDictionariesPage {
    static let routes: [Route] =
        [.get("/products/dictionaries") { page in try await list(page) }]
        + entry(
            "sections", ProductDictionaryTexts.section, ProductDictionaryTexts.newSection,
            form: { id, attempt, reader in
                SectionForm(
                    section: try id.map { try ProductSections.section($0, in: reader) }, sections: try ProductSections.all(in: reader), attempt: attempt
                ).fields
            }, save: { id, form, command in
                var section = try id.map { try ProductSections.section($0, in: command.transaction) } ?? ProductSection(name: "")
                section.name = form["NAME"] ?? ""
                section.parent = form.text("SECTION_ID").flatMap { Int64($0) }
                section.sort = form.number("SORT").map { Int64($0) } ?? section.sort
                try ProductSections.save(section, command)
            }, delete: { try ProductSections.delete($0, $1) })
        + entry(
            "measures", ProductDictionaryTexts.measure, ProductDictionaryTexts.newMeasure,
            form: { id, attempt, reader in MeasureForm(measure: try id.map { try Measure.find($0, in: reader) }, attempt: attempt).fields },
            save: { id, form, command in
                var measure = try id.map { try Measure.find($0, in: command.transaction) } ?? Measure(code: 0, name: "", symbol: "")
                measure.name = form["NAME"] ?? ""
                measure.symbol = form["SYMBOL"] ?? ""
                measure.code = form.number("CODE").map { Int64($0) } ?? 0
                measure.isDefault = form.flag("DEFAULT")
                try measure.save(command)
            }, delete: { try Measure.delete($0, $1) })
        + entry(
            "rates", ProductDictionaryTexts.rate, ProductDictionaryTexts.newRate,
            form: { id, attempt, reader in RateForm(rate: try id.map { try VATRate.find($0, in: reader) }, attempt: attempt).fields },
            save: { id, form, command in
                var rate = try id.map { try VATRate.find($0, in: command.transaction) } ?? VATRate(name: "", rate: nil)
                rate.name = form["NAME"] ?? ""
                rate.rate = try form.text("RATE").map { text in
                    guard let number = ProductInput.whole(text, digits: 2) else { throw Failure(.invalid, ProductDictionaryTexts.badRate, field: "RATE") }
                    return number
                }
                rate.isActive = form.flag("ACTIVE")
                try rate.save(command)
            }, delete: { try VATRate.delete($0, $1) })

    private static func list(_ page: PageRequest) async throws -> PageResponse {
        let (sections, measures, rates) = try await page.services.portal.read { reader in
            (try ProductSections.all(in: reader), try Measure.all(in: reader), try VATRate.all(in: reader))
        }
        let view = ProductDictionariesView(
            sections: sections, measures: measures, rates: rates, mayChange: try page.viewer.may(.configurePortal), language: page.language)
        var content = Page(ProductDictionaryTexts.title[page.language], view.html)
        content.lead = ProductDictionaryTexts.lead[page.language]
        content.breadcrumbs = [(ProductPageTexts.title[page.language], "/products"), (ProductDictionaryTexts.title[page.language], nil)]
        return .page(content, rail: .products)
    }

    /// The pages of one kind of entry: its form, new or known, and its deletion.
    private static func entry(
        _ name: String, _ title: Text, _ newTitle: Text, form: @escaping @Sendable (Int64?, Attempt, any Reader) throws -> HTML,
        save: @escaping @Sendable (Int64?, FormFields, Command) throws -> Void, delete: @escaping @Sendable (Int64, Command) throws -> Void
    ) -> [Route] {
        @Sendable func show(_ id: Int64?, _ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
            try page.require(.configurePortal)
            let fields = try await page.services.portal.read { try form(id, attempt, $0) }
            let path = id.map { "/products/\(name)/\($0)" } ?? "/products/\(name)/new"
            let removal: HTML? = id.map {
                .actionButton(ComponentTexts.delete[page.language], action: "/products/\(name)/\($0)/delete", csrf: page.csrf, icon: .trash2)
            }
            let save: HTML = .button(SettingsPageTexts.save[page.language], kind: .primary)
            let html: HTML = """
                <div class="stack">\(attempt.notice(besides: ["NAME", "SYMBOL", "CODE", "RATE", "SECTION_ID"]))\
                \(.card(.form(action: path, csrf: page.csrf, attributes: " class=\"stack\"", "\(fields)\(.actions([save]))")))\(removal)</div>
                """
            let heading = (id == nil ? newTitle : title)[page.language]
            var content = Page(heading, html)
            content.layout = .narrow
            content.breadcrumbs = [
                (ProductPageTexts.title[page.language], "/products"), (ProductDictionaryTexts.title[page.language], "/products/dictionaries"), (heading, nil),
            ]
            return .page(content, rail: .products, status: attempt.status)
        }
        @Sendable func change(_ id: Int64?, _ page: PageRequest) async throws -> PageResponse {
            try await page.attempt {
                let typed = page.form
                try await page.services.portal.perform(as: page.actor) { try save(id, typed, $0) }
                return .redirect("/products/dictionaries", notice: SettingsPageTexts.saved)
            } again: { try await show(id, page, $0) }
        }
        return [
            .get("/products/\(name)/new") { page in try await show(nil, page, Attempt(page)) },
            .post("/products/\(name)/new") { page in try await change(nil, page) },
            .get("/products/\(name)/:id") { page in try await show(try page.number("id"), page, Attempt(page)) },
            .post("/products/\(name)/:id") { page in try await change(try page.number("id"), page) },
            .post("/products/\(name)/:id/delete") { page in
                let id = try page.number("id")
                return try await page.attempt {
                    try await page.services.portal.perform(as: page.actor) { try delete(id, $0) }
                    return .redirect("/products/dictionaries", notice: ProductDictionaryTexts.deleted)
                } again: { try await show(id, page, $0) }
            },
        ]
    }
}
