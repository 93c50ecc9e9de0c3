import Kernel

/// A program whose exports are known by their headings. Raw values are stored with plans and items.
package enum ImportProgram: String, Sendable, CaseIterable {
    case amoCRM = "amocrm"
    case bitrix24

    package var name: String {
        switch self {
        case .amoCRM: "amoCRM"
        case .bitrix24: ImportProgramTexts.bitrix24
        }
    }

    /// The program that writes such headings: two of its own words at least, for one may be chance.
    package static func recognised(_ headings: [String]) -> ImportProgram? {
        let words = Set(headings.map(ImportHeadings.plain))
        let matches = allCases.map { ($0, words.intersection(ImportProgramTexts.marks[$0] ?? []).count) }
        guard let best = matches.max(by: { $0.1 < $1.1 }), best.1 >= 2 else { return nil }
        return best.0
    }

    /// What a heading of its exports stands for; nil where nothing here does.
    func code(_ heading: String, _ kind: TableKind) -> FieldCode? {
        let word = ImportHeadings.plain(heading)
        let tables = ImportProgramTexts.fields
        if let code = tables[kind]?[word] { return code }
        guard let entity = kind.entity else { return nil }
        if let code = ImportProgramTexts.common[word] { return code }
        let reach = ImportProgramTexts.person[word]
        switch entity {
        // A deal's row carries its client's name and phones.
        case .deal: return reach.map { FieldCode("CONTACT.\($0.rawValue)") }
        case .lead, .contact: return reach
        case .company: return reach.flatMap { [.phone, .email, .web].contains($0) ? $0 : nil }
        }
    }
}
