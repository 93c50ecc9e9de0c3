import CRM
import HTTPTypes
import Kernel
import Storage

/// Saving the products of a lead or deal.
enum ProductActions {
    static func routes(_ entity: EntityType) -> [Route] {
        [.post("/\(entity.segment)/:id/products") { page in try await page.refusing { try await save(entity, page) } }]
    }

    private static func save(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let id = try page.item(entity)
        var inputs = ProductInput.rows(of: page.form)
        if let removed = page.form.number("remove"), inputs.indices.contains(removed) { inputs.remove(at: removed) }
        do {
            try await write(inputs.filter { !$0.isBlank }, id, page)
        } catch let failure as Failure where failure.code == .invalid || failure.code == .conflict {
            return try await refuse(failure, inputs, id, page)
        }
        return try await page.answerCard(id, notice: CardTexts.saved)
    }

    private static func write(_ inputs: [ProductInput], _ id: DocumentID, _ page: PageRequest) async throws {
        let items = page.services.items
        let viewer = try page.viewer
        let isManual = page.form.flag("manual")
        let version = page.form.text("version").flatMap { Int64($0) }
        _ = try await page.services.portal.perform(as: page.actor) { command in
            let known = try items.products(of: id, in: command.transaction)
            let rows = try rows(inputs, in: command.transaction)
            let item = try items.setProducts(
                id, rows.map { $0.keeping(known) }, expectedVersion: version, for: viewer, command)
            guard item.hasManualAmount != isManual else { return }
            try items.update(id, [.manualAmount: .bool(isManual)], for: viewer, command)
        }
    }

    /// What was typed, completed from the catalogue; a product that does not exist is a free text.
    private static func rows(_ inputs: [ProductInput], in reader: any Reader) throws -> [ProductRow] {
        let named = try ProductStore.named(Set(inputs.filter { $0.product.isEmpty }.map(\.name)), in: reader)
        let chosen = try ProductStore.products(Set(inputs.compactMap { Int64($0.product) }), in: reader)
        return try inputs.enumerated().map { place, input in
            var input = input
            if Int64(input.product).flatMap({ chosen[$0] })?.name != input.name { input.product = "" }
            if input.product.isEmpty { input = input.filled(from: named[input.name]) }
            guard let row = input.row else {
                throw Failure(.invalid, CardTexts.badProduct.with(["row": String(place + 1)]), field: "products")
            }
            return row
        }
    }

    private static func refuse(
        _ failure: Failure, _ inputs: [ProductInput], _ id: DocumentID, _ page: PageRequest
    ) async throws -> PageResponse {
        let model = try await CardModel.load(page, id, tab: .products)
        let rates: [VATRate] = if case .products(_, let rates) = model.content { rates } else { [] }
        var view = CardProductsView(model.context, [], rates)
        view.typed = inputs.filter { !$0.isBlank }
        view.error = failure
        let card = CardView(model, products: view)
        return page.wantsPart
            ? .fragment(card.html, status: .unprocessableContent) : card.page(status: .unprocessableContent)
    }
}

extension ProductRow {
    /// With what the form does not ask, from the known row of the same name: its product, a discount in money.
    fileprivate func keeping(_ known: [ProductRow]) -> ProductRow {
        guard let old = known.first(where: { $0.name == name }) else { return self }
        var row = self
        row.product = row.product ?? old.product
        if case .absolute(let off) = old.discount, old.price == price,
            ProductInput(old).discount == ProductInput(self).discount
        {
            row.discount = .absolute(off)
        }
        return row
    }
}
