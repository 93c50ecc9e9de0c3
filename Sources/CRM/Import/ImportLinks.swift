import Kernel
import Storage

/// The items that rows name by title, phone, e-mail or number, looked up together.
struct ImportLinks: Sendable {
    private let byName: [EntityType: [String: DocumentID]]

    /// Finds what the rows name in columns that are links; of several with one name the oldest.
    static func load(
        _ plan: ImportPlan, _ rows: [SheetRow], _ fields: FieldRegistry, in reader: any Reader
    ) throws -> ImportLinks {
        let known = ImportColumn.byCode(plan.kind, fields)
        var names: [EntityType: Set<String>] = [:]
        for (column, code) in plan.columns.enumerated() {
            guard let field = code.flatMap({ known[$0]?.field }), let entities = entities(field) else { continue }
            for row in rows where row.cells.indices.contains(column) {
                for part in row.cells[column].withoutOuterSpace.withoutFormulaGuard.split(whereSeparator: { ";\n\r".contains($0) }) {
                    let (entity, name) = ImportLinks.parts(part.withoutOuterSpace)
                    for wanted in entities where entity == nil || entity == wanted { names[wanted, default: []].insert(name) }
                }
                if field.type is ItemField {
                    for wanted in entities { names[wanted, default: []].insert(row.cells[column].withoutOuterSpace.withoutFormulaGuard) }
                }
            }
        }
        var byName: [EntityType: [String: DocumentID]] = [:]
        for (entity, texts) in names { byName[entity] = try named(texts, entity, in: reader) }
        return ImportLinks(byName: byName)
    }

    private static func entities(_ field: Field) -> [EntityType]? {
        if field.type is ItemField { return field.linkedEntity.map { [$0] } ?? EntityType.allCases }
        return field.code == TaskTable.items ? EntityType.allCases : nil
    }

    /// «Сделка: Насос» names its entity; a bare name does not.
    private static func parts(_ text: String) -> (EntityType?, String) {
        guard let colon = text.firstIndex(of: ":") else { return (nil, text) }
        let word = text[..<colon].withoutOuterSpace.lowercased()
        let entity = EntityType.allCases.first { [$0.name.russian.lowercased(), $0.name.english.lowercased()].contains(word) }
        return entity.map { ($0, text[text.index(after: colon)...].withoutOuterSpace) } ?? (nil, text)
    }

    /// - Throws: `Failure.invalid` when there is no such item; a number names it too.
    func find(_ text: String, _ field: Field, _ context: FieldContext) throws -> Value {
        guard let entity = field.linkedEntity else {
            if let item = any(text) { return .item(item) }
            return try field.parse([text], in: context).elements.first ?? .null
        }
        if let item = byName[entity]?[text] { return .item(item) }
        if let number = Int64(text), number < 1_000_000_000 { return try field.parse([text], in: context).elements.first ?? .null }
        throw Failure(
            .invalid, ImportTexts.noLinked.with(["entity": entity.name, "name": Text(verbatim: text)]),
            field: field.code.rawValue)
    }

    /// The item that a name means whose entity is in it, or else the first entity that has one.
    func any(_ text: String) -> DocumentID? {
        let (entity, name) = ImportLinks.parts(text)
        return (entity.map { [$0] } ?? EntityType.allCases).lazy.compactMap { byName[$0]?[name] }.first
    }

    private static func named(
        _ names: Set<String>, _ entity: EntityType, in reader: any Reader
    ) throws -> [String: DocumentID] {
        let rows: [(String, Int64)] = try reader.query(
            """
            select title, id from \(entity.table)
            where \(reader.dialect.isOneOf("title", texts: "$1")) and deleted_at is null order by id
            """, [names.sorted().textsJSON]
        ) { ($0.text(0), $0.int64(1)) }
        var found = Dictionary(rows.map { ($0.0, DocumentID(entity, $0.1)) }) { first, _ in first }
        let keys = Dictionary(
            names.filter { found[$0] == nil }.compactMap { name in reachKey(name).map { ($0, name) } }) { first, _ in first }
        for (key, item) in try ImportKnown.find(Array(keys.keys), entity, in: reader) {
            if let name = keys[key] { found[name] = item }
        }
        return found
    }

    private static func reachKey(_ text: String) -> ImportKey? {
        if text.contains("@") { return ImportKey(kind: .email, normalized: Communication(.email, text).normalized) }
        guard text.utf8.filter({ (0x30...0x39).contains($0) }).count >= 10 else { return nil }
        return ImportKey(kind: .phone, normalized: Communication(.phone, text).normalized)
    }
}
