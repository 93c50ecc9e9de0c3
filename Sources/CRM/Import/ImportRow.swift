import Kernel

/// A row of the table as it is understood.
struct ImportRow: Sendable {
    let row: SheetRow
    var draft: ItemDraft
    var refusal: ImportRefusal?

    /// What the item would be recognised by.
    var keys: [ImportKey] {
        draft.communications.filter { $0.kind == .phone || $0.kind == .email }
            .map { ImportKey(kind: $0.kind, normalized: $0.normalized) }
    }
}

/// A phone or address in its comparable form.
struct ImportKey: Hashable, Sendable {
    let kind: Communication.Kind
    let normalized: String
}

/// Why a row was not imported.
package struct ImportRefusal: Sendable, Equatable {
    /// The line of the file on which the row begins, from 1.
    package let line: Int
    /// The heading of the column; empty for the whole row.
    package let column: String
    package let message: Text
    /// The row as it was, for the report that is mended and uploaded again.
    package let cells: [String]
}

/// Turns rows into drafts by the plan: each cell is read by its field's type.
struct ImportRowReader {
    private let plan: ImportPlan
    private let fields: [Field?]
    private let headings: [String]
    private let people: ImportPeople
    private let stages: [String: String]
    private let links: ImportLinks
    private let context: FieldContext
    /// Fields with their columns, in the order of the first column.
    private let columnsByField: [(code: FieldCode, columns: [Int])]

    init(
        _ plan: ImportPlan, headings: [String], _ catalog: ItemCatalog, _ people: ImportPeople, _ links: ImportLinks,
        _ context: FieldContext
    ) {
        self.plan = plan
        self.links = links
        self.headings = headings
        self.people = people
        self.context = context
        fields = plan.columns.map { code in code.flatMap { catalog.fields.field($0, of: plan.entity) } }
        var stages: [String: String] = [:]
        for stage in catalog.pipelines[PipelineID(plan.entity, plan.pipeline)]?.stages ?? [] {
            for name in [stage.code, stage.name.russian, stage.name.english] { stages[name.lowercased()] = stage.code }
        }
        self.stages = stages
        columnsByField = ImportRowReader.grouped(plan.columns)
    }

    private static func grouped(_ columns: [FieldCode?]) -> [(code: FieldCode, columns: [Int])] {
        var order: [FieldCode] = []
        var places: [FieldCode: [Int]] = [:]
        for (index, code) in columns.enumerated() {
            guard let code else { continue }
            if places[code] == nil { order.append(code) }
            places[code, default: []].append(index)
        }
        return order.map { ($0, places[$0] ?? []) }
    }

    func read(_ row: SheetRow) -> ImportRow {
        var result = ImportRow(
            row: row,
            draft: ItemDraft(plan.entity, pipeline: plan.pipeline, stage: plan.stage, responsible: plan.responsible))
        if let problem = row.problem { return refused(result, "", problem) }
        let excess = row.cells.dropFirst(max(plan.columns.count, headings.count)).contains {
            !$0.withoutOuterSpace.isEmpty
        }
        if excess {
            let counts = ["count": String(row.cells.count), "columns": String(plan.columns.count)]
            return refused(result, "", ImportTexts.wideRow.with(counts))
        }
        for (code, columns) in columnsByField {
            let texts = columns.flatMap { row.cells.indices.contains($0) ? [row.cells[$0].withoutOuterSpace.withoutFormulaGuard] : [] }
                .filter { !$0.isEmpty }
            if texts.isEmpty { continue }
            if let column = columns.first(where: row.errors.contains) {
                return refused(result, heading(column), TableTexts.formulaError.with(["value": row.cells[column]]))
            }
            do {
                try fill(&result.draft, code, texts, fields[columns[0]])
            } catch let failure as Failure {
                return refused(result, heading(columns[0]), failure.message)
            } catch {
                return refused(result, heading(columns[0]), ImportTexts.brokenText)
            }
        }
        if result.draft.values.isEmpty, result.draft.communications.isEmpty {
            return refused(result, "", ImportTexts.emptyRow)
        }
        if result.draft.values[.source] == nil, let source = plan.source {
            result.draft.values[.source] = .string(source)
        }
        return result
    }

    private func fill(_ draft: inout ItemDraft, _ code: FieldCode, _ texts: [String], _ field: Field?) throws {
        if code == ImportPlan.fullName {
            fillName(&draft, texts[0])
            return
        }
        guard let field else { return }
        switch (field.storage, field.code) {
        case (.communications(let kind), _):
            let pieces = texts.flatMap { ImportRowReader.pieces($0, of: kind) }
            let value = try field.parse(pieces, in: context)
            draft.communications += value.elements.map { Communication(kind, $0.printable) }
        case (_, .responsible): draft.responsible = try people.find(texts[0])
        case (_, .stage(of: plan.entity)):
            guard let stage = stages[texts[0].lowercased()] else {
                throw Failure(.invalid, ImportTexts.noStage.with(["stage": texts[0]]))
            }
            draft.stage = stage
        case (_, .createdAt):
            if case .dateTime(let moment) = try field.parse(texts, in: context) { draft.createdAt = moment }
        case (_, _) where field.type.code == UserField().code:
            draft.values[field.code] = .user(try people.find(texts[0]))
        case (_, _) where field.type.code == ItemField().code:
            draft.values[field.code] = .list(try texts.map { try links.find($0, field, context) })
        case (_, _): draft.values[field.code] = try field.parse(texts, in: context)
        }
    }

    /// «Иванов Иван Петрович»: family, first and second name; a single word is the first name.
    private func fillName(_ draft: inout ItemDraft, _ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        if words.count == 1 {
            draft.values[.name] = .string(words[0])
        } else {
            draft.values[.lastName] = .string(words[0])
            draft.values[.name] = .string(words[1])
            if words.count > 2 { draft.values[.secondName] = .string(words.dropFirst(2).joined(separator: " ")) }
        }
    }

    /// Several phones or addresses in one cell, with `;`, a comma or a line break between. A short piece is the extension of
    /// the phone before it («123-45-67, 12»), so that cell stays whole.
    static func pieces(_ cell: String, of kind: Communication.Kind) -> [String] {
        let parts = cell.split { ";,\n\r".contains($0) }.map(\.withoutOuterSpace).filter { !$0.isEmpty }
        let isShort = kind == .phone && parts.contains { $0.utf8.filter { (0x30...0x39).contains($0) }.count < 5 }
        return isShort ? [cell] : parts
    }

    private func heading(_ column: Int) -> String {
        headings.indices.contains(column) ? headings[column] : String(column + 1)
    }

    private func refused(_ row: ImportRow, _ column: String, _ message: Text) -> ImportRow {
        var row = row
        row.refusal = ImportRefusal(line: row.row.line, column: column, message: message, cells: row.row.cells)
        return row
    }
}
