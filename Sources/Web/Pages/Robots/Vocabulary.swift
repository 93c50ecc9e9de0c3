import Automation
import CRM
import Kernel

/// Everything that can be inserted and compared on a pipeline's items: fields, fields of linked items, constants, results of
/// robots. Gives each its name for people and finds it again by that name.
struct Vocabulary: Sendable {
    /// One thing that has a value.
    struct Entry: Sendable {
        let object: String
        let field: String
        let title: Text
        /// How it is compared.
        let type: ComparedType
        /// The field behind it, which knows its options.
        let source: CRM.Field?

        var name: String { "\(object):\(field)" }
        var reference: FieldReference { FieldReference(object: object, field: field) }
        /// Codes and ids are printed by name only on demand.
        var needsPrinting: Bool {
            switch type {
            case .option, .item, .user, .stage, .bool, .money, .date, .dateTime, .file: true
            case .text, .number: false
            }
        }
    }

    struct Group: Sendable {
        let title: Text
        let entries: [Entry]
    }

    let entity: EntityType
    let fields: FieldRegistry
    let pipeline: Pipeline
    let groups: [Group]
    private let constantCodes: Set<String>
    private let byName: [String: Entry]
    private let byTitle: [String: Entry]

    /// - Parameter robots: what else gives results that may be used: the robots and lists of the same stage.
    init(_ pipeline: Pipeline, fields: FieldRegistry, constants: [Constant], robots: [ResultGiver]) {
        entity = pipeline.id.entity
        self.pipeline = pipeline
        self.fields = fields
        constantCodes = Set(constants.map(\.code))
        groups = VocabularyGroups(entity: entity, fields: fields, constants: constants, robots: robots).all
        var byName: [String: Entry] = [:]
        var byTitle: [String: Entry] = [:]
        for entry in groups.flatMap(\.entries) {
            byName[entry.name] = byName[entry.name] ?? entry
            for title in [entry.title.russian, entry.title.english] {
                byTitle[title.lowercased()] = byTitle[title.lowercased()] ?? entry
            }
        }
        self.byName = byName
        self.byTitle = byTitle
    }

    /// By `Document:TITLE`, however the code is written.
    func entry(_ reference: FieldReference) -> Entry? {
        if let entry = byName[reference.name] { return entry }
        guard reference.object == "Document" else { return nil }
        if let entry = byName["Document:\(reference.field.uppercased())"] { return entry }
        return fields.field(FieldCode(reference.field), of: entity).flatMap { byName["Document:\($0.code)"] }
    }

    func entry(named name: String) -> Entry? { byName[name] }

    func title(of reference: FieldReference) -> Text? { entry(reference)?.title }

    func title(ofField code: String) -> Text {
        title(of: FieldReference(object: "Document", field: code)) ?? Text(verbatim: code)
    }

    /// Whether an insertion means something on this pipeline's items.
    func knows(_ reference: FieldReference) -> Bool {
        switch reference.object {
        case "Document": entry(reference) != nil || knowsCompanion(reference.field) || knowsLinked(reference.field)
        case "GlobalConst", "GlobalVar": constantCodes.contains(reference.field)
        case "System": ["now", "nowlocal", "date", "eol", "hosturl"].contains(reference.field.lowercased())
        default: byName[reference.name] != nil
        }
    }

    /// `ASSIGNED_BY_PRINTABLE` of old templates.
    private func knowsCompanion(_ name: String) -> Bool {
        ["_PRINTABLE", "_FRIENDLY"].contains { suffix in
            name.hasSuffix(suffix) && fields.field(FieldCode(name.dropLast(suffix.count)), of: entity) != nil
        }
    }

    private func knowsLinked(_ name: String) -> Bool {
        guard let dot = name.firstIndex(of: ".") else { return false }
        let field = String(name[name.index(after: dot)...]).uppercased()
        let target: EntityType
        switch name[..<dot].uppercased() {
        case "CONTACT": target = .contact
        case "COMPANY": target = .company
        case "ORIGINAL": target = .deal
        case "LEAD": target = .lead
        default: return false
        }
        return ["FULL_NAME", "CLOSED"].contains(field) || fields.field(FieldCode(field), of: target) != nil
    }
}

// MARK: - Aliases
extension Vocabulary {
    /// Finds what people call by a title, for `{{Название}}`.
    var aliases: AliasResolver {
        { [self] title in byTitle[title.lowercased()].map { ($0.object, $0.field) } }
    }

    /// A template as people read it: titles in place of codes, only where the title leads back to the same field.
    func human(_ source: String, _ language: Language) -> String {
        Template(source).humanSource { reference in
            guard let entry = entry(reference), entry.object == reference.object, entry.field == reference.field else { return nil }
            return isPlain(entry, language) ? entry.title[language] : nil
        }
    }

    /// What the picker writes for an entry.
    func insertion(_ entry: Entry, _ language: Language) -> String {
        let tail = entry.needsPrinting ? " > printable" : ""
        return isPlain(entry, language) ? "{{\(entry.title[language])\(tail)}}" : "{=\(entry.name)\(tail)}"
    }

    /// Whether the title can stand between braces and means this entry alone.
    private func isPlain(_ entry: Entry, _ language: Language) -> Bool {
        let title = entry.title[language]
        guard !title.contains(where: { "{}>\n".contains($0) }) else { return false }
        return byTitle[title.lowercased()]?.name == entry.name
    }

    /// The groups of the picker «{…}».
    func insertions(_ language: Language) -> [InsertionGroup] {
        groups.map { group in
            InsertionGroup(
                group.title[language],
                group.entries.map { .init($0.title[language], code: insertion($0, language)) })
        }
    }
}
