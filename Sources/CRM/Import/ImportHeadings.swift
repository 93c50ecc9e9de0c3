import Kernel

/// Guesses from a table's headings which column is which field.
package enum ImportHeadings {
    /// One proposal a column; nil where no field fits. A field that takes one value is proposed once, for the first column.
    /// - Parameter program: whose export it is; its own words go first.
    package static func propose(
        _ headings: [String], for kind: TableKind, _ fields: FieldRegistry, _ program: ImportProgram? = nil
    ) -> [FieldCode?] {
        let columns = ImportColumn.all(kind, fields)
        let known = ImportColumn.byCode(kind, fields)
        var taken: Set<FieldCode> = []
        return headings.map { heading in
            let own = program?.code(heading, kind).flatMap { known[$0]?.code }
            guard let code = own ?? guess(heading, kind, columns), let column = known[code] else { return nil }
            let mayRepeat = own == nil ? column.isProposedAgain : column.takesSeveral
            return taken.insert(code).inserted || mayRepeat ? code : nil
        }
    }

    private static func guess(_ heading: String, _ kind: TableKind, _ columns: [ImportColumn]) -> FieldCode? {
        let wanted = plain(heading)
        if wanted.isEmpty { return nil }
        let code = FieldCode(heading.withoutOuterSpace)
        if let column = columns.first(where: { $0.code == code || $0.related == nil && $0.field?.aliases.contains(code) == true }) {
            return column.code
        }
        let named = columns.first { plain($0.title.russian) == wanted || plain($0.title.english) == wanted }
        // A lead's company is mostly a text that no card stands for yet: the synonyms decide.
        if let named, kind != .lead || named.code != .company { return named.code }
        guard let entity = kind.entity else { return ImportSynonymTexts.code(of: wanted, for: kind).flatMap { code in columns.first { $0.code == code }?.code } }
        return ImportSynonymTexts.codes(of: wanted, for: entity).first { code in columns.contains { $0.code == code } }
    }

    /// A heading without case, punctuation and doubled spaces; the two ways of writing one Russian letter are one.
    static func plain(_ heading: String) -> String {
        let letters = heading.lowercased().map { character -> Character in
            if character == ImportSynonymTexts.yo { return ImportSynonymTexts.ye }
            return character.isLetter || character.isNumber ? character : " "
        }
        return String(letters).split(separator: " ").joined(separator: " ")
    }
}
