import CRM
import Kernel
import Storage

/// What the form of a product offers. Three queries.
struct ProductChoices: Sendable {
    /// As a tree is read.
    let sections: [(section: ProductSection, depth: Int)]
    let measures: [Measure]
    private let rates: [VATRate]

    init(in reader: any Reader) throws {
        sections = ProductSections.tree(try ProductSections.all(in: reader))
        measures = try Measure.all(in: reader)
        rates = try VATRate.all(in: reader).filter(\.isActive)
    }

    /// The rates that are offered, and the one that the product has.
    func taxes(including own: Int64?, _ language: Language) -> [Option] { ProductChoices.taxes(rates.map(\.rate), including: own, language) }

    static func taxes(_ rates: [Int64?], including own: Int64?, _ language: Language) -> [Option] {
        let all = Set(rates.compactMap(\.self) + [own].compactMap(\.self)).sorted()
        return [Option("", CardTexts.noTax[language])]
            + all.map { rate in
                let text = ProductInput.decimal(rate, digits: 2)
                return Option(text, "\(text) %")
            }
    }
}
