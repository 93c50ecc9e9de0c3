import CRM
import Kernel

/// The three dictionaries beside each other.
struct ProductDictionariesView {
    let sections: [ProductSection]
    let measures: [Measure]
    let rates: [VATRate]
    let mayChange: Bool
    let language: Language

    var html: HTML {
        """
        <div class="stack">\(card(ProductDictionaryTexts.sections, "sections", ProductDictionaryTexts.noSections, sectionRows))\
        \(card(ProductDictionaryTexts.measures, "measures", ProductDictionaryTexts.noMeasures, measureRows))\
        \(card(ProductDictionaryTexts.rates, "rates", ProductDictionaryTexts.noRates, rateRows))</div>
        """
    }

    private func card(_ title: Text, _ name: String, _ none: Text, _ rows: [HTML]) -> HTML {
        let add: [HTML] =
            mayChange
            ? [
                .linkButton(
                    ProductDictionaryTexts.add[language], to: "/products/\(name)/new", kind: .quiet, icon: .plus, size: .small,
                    attributes: " data-slideover=\"narrow\"")
            ] : []
        return rows.isEmpty
            ? .card(title: title[language], actions: add, "<p class=\"faint\">\(none, language)</p>")
            : .card(title: title[language], actions: add, isFlush: true, "<div class=\"link-list\">\(rows)</div>")
    }

    private func row(_ name: String, _ id: Int64, depth: Int = 0, _ title: String, _ note: String, badge: Text? = nil) -> HTML {
        let content: HTML = """
            <span\(classes: "grow", "clip", depth > 0 ? "product-depth-\(min(depth, 4))" : nil)>\(title)</span>\
            \(ifLet: badge, { .badge($0[language]) })<small class="muted nowrap">\(note)</small>
            """
        guard mayChange else { return "<div class=\"link-row\">\(content)</div>" }
        return "<a class=\"link-row\" href=\"/products/\(name)/\(String(id))\" data-slideover=\"narrow\">\(content)</a>"
    }

    private var sectionRows: [HTML] {
        ProductSections.tree(sections).map { row("sections", $0.section.id, depth: $0.depth, $0.section.name, $0.section.xmlID ?? "") }
    }

    private var measureRows: [HTML] {
        measures.map { measure in
            row(
                "measures", measure.id, "\(measure.name), \(measure.symbol)", ProductDictionaryTexts.classifier.with(["code": String(measure.code)])[language],
                badge: measure.isDefault ? ProductDictionaryTexts.usual : nil)
        }
    }

    private var rateRows: [HTML] {
        rates.map { rate in
            let percent = rate.rate.map { "\(ProductInput.decimal($0, digits: 2)) %" } ?? "—"
            return row("rates", rate.id, rate.name, percent, badge: rate.isActive ? nil : ProductDictionaryTexts.notOffered)
        }
    }
}

/// What is asked of a section.
struct SectionForm {
    let section: ProductSection?
    let sections: [ProductSection]
    let attempt: Attempt

    /// A section as an option of a list, deeper ones moved in.
    static func option(_ section: ProductSection, _ depth: Int) -> Option {
        Option(String(section.id), String(repeating: "\u{00A0}\u{00A0}", count: depth) + section.name)
    }

    var fields: HTML {
        let own = section.map { ProductSections.below($0.id, sections) } ?? []
        let places = ProductSections.tree(sections).filter { !own.contains($0.section.id) }.map { SectionForm.option($0.section, $0.depth) }
        return .fields([
            .textField(
                attempt.field("NAME", ProductPageTexts.name, isRequired: true), value: attempt.text("NAME", section?.name ?? ""),
                attributes: " maxlength=\"500\""),
            .selectField(
                attempt.field("SECTION_ID", ProductDictionaryTexts.parent), places, selected: attempt.text("SECTION_ID", section?.parent.map { String($0) } ?? ""),
                emptyLabel: ProductDictionaryTexts.top[attempt.language]),
            .textField(
                attempt.field("SORT", ProductDictionaryTexts.sort, help: ProductDictionaryTexts.sortHelp),
                value: attempt.text("SORT", String(section?.sort ?? 500)), attributes: " inputmode=\"numeric\""),
        ])
    }
}

/// What is asked of a unit of measure.
struct MeasureForm {
    let measure: Measure?
    let attempt: Attempt

    var fields: HTML {
        .fields([
            .textField(
                attempt.field("NAME", ProductPageTexts.name, isRequired: true), value: attempt.text("NAME", measure?.name ?? ""),
                attributes: " maxlength=\"200\""),
            .fieldPair([
                .textField(
                    attempt.field("SYMBOL", ProductDictionaryTexts.symbol, isRequired: true), value: attempt.text("SYMBOL", measure?.symbol ?? ""),
                    placeholder: ProductPageTexts.unitExample[attempt.language], attributes: " maxlength=\"50\""),
                .textField(
                    attempt.field("CODE", ProductDictionaryTexts.code, isRequired: true), value: attempt.text("CODE", measure.map { String($0.code) } ?? ""),
                    attributes: " inputmode=\"numeric\""),
            ]),
            .checkbox(
                Field("DEFAULT", label: ProductDictionaryTexts.isUsual[attempt.language]), isChecked: attempt.flag("DEFAULT", measure?.isDefault ?? false)),
        ])
    }
}

/// What is asked of a rate of VAT.
struct RateForm {
    let rate: VATRate?
    let attempt: Attempt

    var fields: HTML {
        let stored = rate?.rate.map { ProductInput.decimal($0, digits: 2) } ?? ""
        return .fields([
            .textField(
                attempt.field("NAME", ProductPageTexts.name, isRequired: true), value: attempt.text("NAME", rate?.name ?? ""),
                attributes: " maxlength=\"200\""),
            .textField(
                attempt.field("RATE", ProductDictionaryTexts.percent, help: ProductDictionaryTexts.percentHelp), value: attempt.text("RATE", stored),
                attributes: " inputmode=\"decimal\""),
            .checkbox(
                Field("ACTIVE", label: ProductDictionaryTexts.isOffered[attempt.language]), isChecked: attempt.flag("ACTIVE", rate?.isActive ?? true)),
        ])
    }
}
