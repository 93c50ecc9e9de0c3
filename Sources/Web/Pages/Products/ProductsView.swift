import CRM
import Kernel

struct ProductsView {
    let model: ProductsModel
    let mayChange: Bool
    let language: Language

    var html: HTML { "\(filter)\(model.products.isEmpty ? empty : list)" }

    var create: HTML? {
        guard mayChange else { return nil }
        return .linkButton(
            ProductPageTexts.product[language], to: "/products/new", kind: .primary, icon: .plus,
            attributes: " data-new data-slideover=\"narrow\"")
    }

    var more: HTML {
        var items: [MenuItem] = mayChange ? [.link(FilterTexts.importItems[language], to: "/import", icon: .upload)] : []
        items += ExportMenu.items(language, hasColumns: false) { changes in
            let kept = FormFields([("show", model.part.rawValue), ("q", model.words), ("section", model.section.map { String($0) } ?? "")])
            return "/products/export?\(changes.reduce(kept) { $0.setting($1.name, $1.value) }.urlEncoded)"
        }
        return .moreMenu(label: ExportPageTexts.more[language], items)
    }

    var dictionaries: HTML {
        .linkButton(ProductDictionaryTexts.title[language], to: "/products/dictionaries", kind: .quiet, icon: .slidersHorizontal)
    }

    private var filter: HTML {
        let label = ProductDictionaryTexts.productSection[language]
        let sections: HTML? = model.sections.isEmpty ? nil : .select(
            Field("section", label: label, id: "filter-section"), model.sections.map { SectionForm.option($0.section, $0.depth) },
            selected: model.section.map { String($0) }, emptyLabel: ProductDictionaryTexts.anySection[language], attributes: " aria-label=\"\(label)\"")
        let presets = ProductPart.allCases.map { part in
            TabItem(part.title[language], to: address(part), isCurrent: part == model.part, count: model.counts[part])
        }
        return .filterBar(
            action: "/products", query: model.words, placeholder: ProductPageTexts.search[language],
            quick: [.hiddenField("show", model.part.rawValue), sections].compactMap(\.self), presets: presets, language)
    }

    private func address(_ part: ProductPart, page: Int = 1) -> String {
        var fields = FormFields([("show", part.rawValue)])
        if !model.words.isEmpty { fields.append("q", model.words) }
        if let section = model.section { fields.append("section", String(section)) }
        if page > 1 { fields.append("page", String(page)) }
        return "/products?\(fields.urlEncoded)"
    }

    private var empty: HTML {
        if !model.words.isEmpty || model.section != nil {
            return .emptyState(icon: .search, title: ProductPageTexts.nothing[language], text: ProductPageTexts.nothingHint[language])
        }
        if model.part == .archived { return .emptyState(icon: .package, title: ProductPageTexts.noArchive[language]) }
        return .emptyState(
            icon: .package, title: ProductPageTexts.none[language], text: ProductPageTexts.noneHint[language],
            actions: [create].compactMap(\.self))
    }

    private var list: HTML {
        let columns = [
            TableColumn(ProductPageTexts.name[language]), TableColumn(ProductPageTexts.article[language]),
            TableColumn(ProductPageTexts.price[language], isNumber: true), TableColumn(ProductPageTexts.unit[language]),
            TableColumn(ProductPageTexts.tax[language]),
        ]
        return """
            \(.table(columns, model.products.map(row), caption: ProductPageTexts.title[language]))\
            \(.pagination(model.window, language) { address(model.part, page: $0) })
            """
    }

    private func row(_ product: Product) -> TableRow {
        let section = model.sections.first { $0.section.id == product.section }?.section.name
        let archived: HTML? = product.isActive ? nil : .badge(ProductPart.archived.title[language])
        return TableRow([
            """
            <div class="row">\(.tableTitle(product.name, to: "/products/\(product.id)", attributes: " data-slideover=\"narrow\""))\(archived)</div>\(ifLet: section, { "<small class=\"muted\">\($0)</small>" })
            """,
            "<span class=\"muted\">\(product.article ?? "")</span>", "<span class=\"nowrap\">\(product.price.text(language))</span>",
            "\(product.unit)", "<span class=\"nowrap\">\(product.taxText, language)</span>",
        ])
    }
}

extension Product {
    /// «20 % в цене», «20 % сверху», «Без НДС».
    var taxText: Text {
        guard let taxRate else { return CardTexts.noTax }
        let rate = Text(verbatim: ProductInput.decimal(taxRate, digits: 2))
        return (isTaxIncluded ? ProductPageTexts.taxWithin : ProductPageTexts.taxOnTop).with(["rate": rate])
    }
}

extension HTML {
    /// A product as a suggestion for a row: script fills price, unit and tax from it.
    static func productOption(_ product: Product, _ language: Language) -> HTML {
        let input = ProductInput(product.row)
        return """
            <option value="\(product.name)" data-id="\(String(product.id))" data-price="\(input.price)" data-unit="\(input.unit)" data-tax="\(input.tax)" \
            data-on-top="\(product.isTaxIncluded ? "" : "1")">\(product.article.map { $0 + " · " } ?? "")\(product.price.text(language))</option>
            """
    }
}

/// One product, to be made, changed or looked at.
struct ProductForm {
    let product: Product?
    let choices: ProductChoices
    let mayChange: Bool
    let attempt: Attempt
    let csrf: String
    let action: String
    private var language: Language { attempt.language }

    var html: HTML {
        guard mayChange else { return .card(facts) }
        return """
            <div class="stack">\(attempt.notice(besides: ["NAME", "PRICE", "VAT", "SECTION_ID", "DESCRIPTION"]))\
            \(.card(.form(action: action, csrf: csrf, attributes: " class=\"stack\"", "\(fields)\(.actions([.button(SettingsPageTexts.save[language], kind: .primary)]))")))\
            \(product.map(archive))</div>
            """
    }

    private var fields: HTML {
        let input = product.map { ProductInput($0.row) }
        let taxes = choices.taxes(including: product?.taxRate, language)
        return .fields([
            .textField(
                attempt.field("NAME", ProductPageTexts.name, isRequired: true), value: attempt.text("NAME", product?.name ?? ""),
                attributes: " maxlength=\"1000\""),
            .fieldPair([
                .textField(attempt.field("ARTICLE", ProductPageTexts.article), value: attempt.text("ARTICLE", product?.article ?? "")),
                .textField(
                    attempt.field("UNIT", ProductPageTexts.unit), value: attempt.text("UNIT", product?.unit ?? ""),
                    placeholder: ProductPageTexts.unitExample[language], autocomplete: "off", attributes: " list=\"product-units\""),
            ]),
            .fieldPair([
                .textField(
                    attempt.field("PRICE", ProductPageTexts.price, isRequired: true), value: attempt.text("PRICE", input?.price ?? ""),
                    attributes: " inputmode=\"decimal\""),
                .selectField(attempt.field("VAT", ProductPageTexts.tax), taxes, selected: attempt.text("VAT", input?.tax ?? "20")),
            ]),
            .checkbox(
                Field("TAX_INCLUDED", label: ProductPageTexts.taxIncluded[language]),
                isChecked: attempt.flag("TAX_INCLUDED", product?.isTaxIncluded ?? true)),
            choices.sections.isEmpty
                ? HTML()
                : .selectField(
                    attempt.field("SECTION_ID", ProductDictionaryTexts.productSection), choices.sections.map { SectionForm.option($0.section, $0.depth) },
                    selected: attempt.text("SECTION_ID", product?.section.map { String($0) } ?? ""), emptyLabel: ProductDictionaryTexts.noSection[language]),
            .textAreaField(
                attempt.field("DESCRIPTION", ProductDictionaryTexts.description), value: attempt.text("DESCRIPTION", product?.description ?? ""), rows: 4),
            "<datalist id=\"product-units\">\(each: choices.measures, { "<option value=\"\($0.symbol)\">\($0.name)</option>" })</datalist>",
        ])
    }

    private func archive(_ product: Product) -> HTML {
        .actionButton(
            (product.isActive ? ProductPageTexts.archive : ProductPageTexts.restore)[language], action: "/products/\(product.id)/archive",
            csrf: csrf, icon: product.isActive ? .box : .undo2, hidden: [("offered", product.isActive ? "" : "1")])
    }

    private var facts: HTML {
        guard let product else { return HTML() }
        return .definitionList(
            [
                DefinitionItem(ProductPageTexts.article[language], "\(product.article ?? "—")"),
                DefinitionItem(ProductPageTexts.price[language], "\(product.price.text(language))"),
                DefinitionItem(ProductPageTexts.unit[language], "\(product.unit.isEmpty ? "—" : product.unit)"),
                DefinitionItem(ProductPageTexts.tax[language], "\(product.taxText, language)"),
                DefinitionItem(
                    ProductDictionaryTexts.productSection[language],
                    "\(choices.sections.first { $0.section.id == product.section }?.section.name ?? "—")"),
                DefinitionItem(ProductDictionaryTexts.description[language], "<span class=\"item-text\">\(product.description.isEmpty ? "—" : product.description)</span>"),
            ], language)
    }

    /// The product that the form describes; what it does not ask stays as it was.
    /// - Throws: `Failure` `.invalid` at `PRICE` for what is no sum.
    static func product(_ form: FormFields, over known: Product?) throws -> Product {
        let text = form.text("PRICE") ?? ""
        guard let price = Money(parsing: text, currency: known?.price.currency ?? "RUB") else {
            throw Failure(.invalid, ProductPageTexts.badPrice, field: "PRICE")
        }
        var product = known ?? Product(name: "", price: price)
        product.name = form.text("NAME") ?? ""
        product.article = form.text("ARTICLE")
        product.unit = form.text("UNIT") ?? ""
        product.price = price
        if form["SECTION_ID"] != nil { product.section = form.text("SECTION_ID").flatMap { Int64($0) } }
        product.description = form["DESCRIPTION"] ?? product.description
        product.taxRate = form.text("VAT").flatMap { ProductInput.whole($0, digits: 2) }
        product.isTaxIncluded = form.flag("TAX_INCLUDED")
        return product
    }
}
