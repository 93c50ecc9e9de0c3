import Kernel

/// Turns rows into drafts by the plan: each cell is read by its field's type.
struct ImportRowReader {
    private let plan: ImportPlan
    private let headings: [String]
    private let people: ImportPeople
    private let places: ImportPlaces
    private let links: ImportLinks
    private let context: FieldContext
    /// Pipelines before the stages that are read by them, the rest in the order of the first column.
    private let targets: [(target: ImportColumn, columns: [Int])]
    /// Where a row names the currency of its sum; nil when none does.
    private let currencyColumn: Int?

    init(
        _ plan: ImportPlan, headings: [String], _ catalog: ItemCatalog, _ people: ImportPeople, _ links: ImportLinks,
        _ context: FieldContext
    ) {
        self.plan = plan
        self.links = links
        self.headings = headings
        self.people = people
        self.context = context
        places = ImportPlaces(plan, catalog.pipelines)
        targets = ImportRowReader.targets(plan, catalog.fields)
        currencyColumn = targets.first { $0.target.code == TableFields.currency && $0.target.related == nil }?.columns.first
    }

    private static func targets(_ plan: ImportPlan, _ fields: FieldRegistry) -> [(target: ImportColumn, columns: [Int])] {
        let known = ImportColumn.byCode(plan.kind, fields)
        var order: [FieldCode] = []
        var columns: [FieldCode: [Int]] = [:]
        for (index, code) in plan.columns.enumerated() {
            guard let code, known[code] != nil else { continue }
            if columns[code] == nil { order.append(code) }
            columns[code, default: []].append(index)
        }
        let early: Set<FieldCode> = [.pipeline, TableFields.currency]
        return (order.filter(early.contains) + order.filter { !early.contains($0) }).compactMap { code in
            known[code].map { ($0, columns[code] ?? []) }
        }
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
        let currency = currency(row)
        for (target, columns) in targets {
            let filled = columns.filter { row.cells.indices.contains($0) && !row.cells[$0].withoutOuterSpace.isEmpty }
            if filled.isEmpty { continue }
            if let column = filled.first(where: row.errors.contains) {
                return refused(result, heading(column), TableTexts.formulaError.with(["value": row.cells[column]]))
            }
            do {
                try fill(&result, target, filled.map { row.cells[$0].withoutOuterSpace.withoutFormulaGuard }, currency)
            } catch let failure as Failure {
                return refused(result, heading(columns[0]), failure.message)
            } catch {
                return refused(result, heading(columns[0]), ImportTexts.brokenText)
            }
        }
        let isEmpty = result.draft.values.isEmpty && result.draft.communications.isEmpty
        if isEmpty, result.related.isEmpty { return refused(result, "", ImportTexts.emptyRow) }
        complete(&result.draft)
        return result
    }

    private func complete(_ draft: inout ItemDraft) {
        guard plan.kind.entity != nil else { return }
        if draft.values[.source] == nil, let source = plan.source { draft.values[.source] = .string(source) }
        if draft.values["ORIGIN_ID"] != nil, let program = plan.program { draft.values["ORIGINATOR_ID"] = .string(program.rawValue) }
    }

    private func fill(_ row: inout ImportRow, _ target: ImportColumn, _ texts: [String], _ currency: String?) throws {
        guard let related = target.related else { return try fill(&row.draft, target, texts, currency: currency) }
        var draft = row.related[related] ?? ItemDraft(related, responsible: row.draft.responsible)
        try fill(&draft, target, texts, currency: nil)
        row.related[related] = draft
    }

    private func fill(_ draft: inout ItemDraft, _ target: ImportColumn, _ texts: [String], currency: String?) throws {
        switch target.role {
        case .fullName: fillName(&draft, texts[0])
        case .currency: break
        case .field(let field): try fill(&draft, field, texts, currency)
        }
    }

    private func fill(_ draft: inout ItemDraft, _ field: Field, _ texts: [String], _ currency: String?) throws {
        switch (field.storage, field.code) {
        case (.communications(let kind), _):
            let pieces = texts.flatMap { ImportRowReader.pieces($0, of: kind) }
            let value = try field.parse(pieces, in: context)
            draft.communications += value.elements.map { Communication(kind, $0.printable) }
        case (_, .responsible): draft.responsible = try people.find(texts[0], plan.choices) ?? draft.responsible
        case (_, .pipeline): draft.pipeline = try places.pipeline(texts[0])
        case (_, .stage(of: draft.entity)) where plan.kind.entity != nil:
            draft.stage = try places.stage(texts[0], in: draft.pipeline)
        case (_, .createdAt):
            if case .dateTime(let moment) = try field.parse(texts, in: context) { draft.createdAt = moment }
        case (_, _) where field.type is UserField:
            draft.values[field.code] = .single(
                try parts(texts, field).compactMap { try people.find($0, plan.choices).map(Value.user) }, field)
        case (_, _) where field.type is ItemField:
            draft.values[field.code] = .list(try parts(texts, field).map { try links.find($0, field, context) })
        case (_, _) where field.type is TextField && !field.isMultiple:
            draft.values[field.code] = try field.parse([texts.joined(separator: "\n")], in: context)
        case (_, _): draft.values[field.code] = try field.parse(parts(texts, field), in: context.in(currency))
        }
    }

    /// Values of a multiple field that stand in one cell: each on its line, or with `;` between.
    private func parts(_ texts: [String], _ field: Field) -> [String] {
        guard field.isMultiple else { return texts }
        return texts.flatMap { text in
            text.contains(where: \.isNewline) ? text.split(whereSeparator: \.isNewline) : text.split(separator: ";")
        }.map(\.withoutOuterSpace)
    }

    /// The currency that the row names for its sum; nil for the portal's own.
    private func currency(_ row: SheetRow) -> String? {
        guard let column = currencyColumn, row.cells.indices.contains(column) else { return nil }
        return ImportCurrency.code(row.cells[column])
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

    /// Several phones or addresses in one cell, each on its line, or with `;` or a comma between. A short piece is the
    /// extension of the phone before it («123-45-67, 12»), so that line stays whole.
    static func pieces(_ cell: String, of kind: Communication.Kind) -> [String] {
        cell.split(whereSeparator: \.isNewline).flatMap { line in
            let parts = line.split { ";,".contains($0) }.map(\.withoutOuterSpace).filter { !$0.isEmpty }
            let isShort = kind == .phone && parts.contains { $0.utf8.filter { (0x30...0x39).contains($0) }.count < 5 }
            return isShort ? [String(line)] : parts
        }
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

extension Value {
    fileprivate static func single(_ values: [Value], _ field: Field) -> Value { field.isMultiple ? .list(values) : values.first ?? .null }
}

extension FieldContext {
    fileprivate func `in`(_ currency: String?) -> FieldContext {
        currency.map { FieldContext(dates: dates, currency: $0) } ?? self
    }
}

/// What tables call the currencies.
enum ImportCurrency {
    static func code(_ text: String) -> String? {
        let plain = text.withoutOuterSpace.uppercased()
        if plain.isEmpty { return nil }
        if let code = ImportSynonymTexts.currencies[plain.lowercased()] { return code }
        return plain.utf8.count == 3 ? plain : nil
    }
}

/// The pipelines and stages by what tables call them, and what was chosen for names that nobody knows.
struct ImportPlaces: Sendable {
    private let entity: EntityType
    private let pipelines: [Pipeline]
    private let choices: [String: String]
    /// By their names in lower case; of two with one name, the first.
    private let pipelineNames: [String: Int]
    private let stageNames: [Int: [String: String]]

    init(_ plan: ImportPlan, _ pipelines: Pipelines) {
        entity = plan.entity
        let known = plan.kind.entity == nil ? [] : pipelines.of(plan.entity)
        self.pipelines = known
        choices = plan.choices
        pipelineNames = Dictionary(
            known.flatMap { pipeline in [pipeline.name.russian, pipeline.name.english].map { ($0.lowercased(), pipeline.id.number) } }
        ) { first, _ in first }
        stageNames = Dictionary(
            known.map { pipeline in
                let names = pipeline.stages.flatMap { stage in
                    [stage.code, stage.name.russian, stage.name.english].map { ($0.lowercased(), stage.code) }
                }
                return (pipeline.id.number, Dictionary(names) { first, _ in first })
            }
        ) { first, _ in first }
    }

    static func pipelineKey(_ name: String) -> String { "pipeline:" + name.lowercased() }
    static func stageKey(_ name: String, _ pipeline: Int) -> String { "stage:\(pipeline):" + name.lowercased() }

    func pipeline(_ name: String) throws -> Int {
        if let known = pipelineNames[name.lowercased()] { return known }
        if let number = Int(name), pipelines.contains(where: { $0.id.number == number }) { return number }
        if let chosen = choices[Self.pipelineKey(name)].flatMap({ Int($0) }) { return chosen }
        throw Failure(.invalid, ImportTexts.noPipeline.with(["pipeline": name]))
    }

    func stage(_ name: String, in number: Int) throws -> String {
        if let known = stageNames[number]?[name.lowercased()] { return known }
        let stages = pipelines.first { $0.id.number == number }?.stages ?? []
        if let chosen = choices[Self.stageKey(name, number)], stages.contains(where: { $0.code == chosen }) { return chosen }
        throw Failure(.invalid, ImportTexts.noStage.with(["stage": name]))
    }
}
