import Kernel

/// Guesses from a table's headings which column is which field.
package enum ImportHeadings {
    /// One proposal a column; nil where no field fits. A field that takes one value is proposed once, for the first column.
    package static func propose(_ headings: [String], for entity: EntityType, _ fields: FieldRegistry) -> [FieldCode?] {
        let importable = ImportPlan.importable(entity, fields)
        var taken: Set<FieldCode> = []
        return headings.map { heading in
            guard let code = guess(heading, entity, importable) else { return nil }
            let isMultiple = importable.first { $0.code == code }?.isMultiple ?? false
            return taken.insert(code).inserted || isMultiple ? code : nil
        }
    }

    private static func guess(_ heading: String, _ entity: EntityType, _ fields: [Field]) -> FieldCode? {
        let wanted = plain(heading)
        if wanted.isEmpty { return nil }
        let code = FieldCode(heading.withoutOuterSpace)
        if let field = fields.first(where: { $0.code == code || $0.aliases.contains(code) }) { return field.code }
        let named = fields.first { plain($0.title.russian) == wanted || plain($0.title.english) == wanted }
        // A lead's company is mostly a text that no card stands for yet: the synonyms decide.
        if let named, entity != .lead || named.code != .company { return named.code }
        let synonyms = ImportSynonymTexts.codes(of: wanted, for: entity)
        return synonyms.first { code in
            code == ImportPlan.fullName ? entity == .lead || entity == .contact : fields.contains { $0.code == code }
        }
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
