import Kernel
import Storage

/// What a person sees before an import: how the file was understood and what its first rows would become.
package struct ImportPreview: Sendable {
    package struct Row: Sendable {
        package let line: Int
        package let cells: [String]
        /// Why the row would be refused; nil when it is fine.
        package let refusal: ImportRefusal?
    }

    /// The plan as proposed, or as given.
    package let plan: ImportPlan
    package let headings: [String]
    /// The columns as the headings propose them.
    package let proposal: [FieldCode?]
    package let rows: [Row]
    /// How many rows the file has besides the heading.
    package let total: Int
    /// The sheets of a workbook to choose from; empty for a text.
    package let sheets: [String]
    /// Names of pipelines, stages and people that the portal does not know.
    package let unknown: [ImportUnknown]

    /// The plan with the columns that the headings propose.
    package var proposed: ImportPlan {
        var plan = plan
        plan.columns = proposal
        return plan
    }

    /// Reads the whole file once more for the count, so that a broken quote is found before anything is made.
    /// - Parameter plan: nil proposes one from the headings.
    /// - Throws: `Failure.invalid` for a file that is no table, naming the line; `.limited` beyond a million rows.
    package static func make(
        _ source: TableSource, entity: EntityType, plan given: ImportPlan? = nil, items: ItemStore, limit: Int = 20,
        in reader: any Reader
    ) throws -> ImportPreview {
        try make(source, TableKind(entity), plan: given, items: items, limit: limit, in: reader)
    }

    package static func make(
        _ source: TableSource, _ kind: TableKind, plan given: ImportPlan? = nil, items: ItemStore, limit: Int = 20,
        in reader: any Reader
    ) throws -> ImportPreview {
        let catalog = try items.catalog.catalog(in: reader)
        let format = try given?.format ?? TableFormat.detect(source)
        let sample = try ImportSample.read(source, format, hasHeading: given?.hasHeading ?? true, limit: limit)
        let program = ImportProgram.recognised(sample.headings)
        let columns = ImportHeadings.propose(sample.headings, for: kind, catalog.fields, program)
        var plan = given ?? ImportPlan(kind, format: format, columns: columns)
        plan.program = program
        let people = try ImportPeople.load(in: reader)
        let links = try ImportLinks.load(plan, sample.rows, catalog.fields, in: reader)
        let rowReader = ImportRowReader(plan, headings: sample.headings, catalog, people, links, items.context())
        let rows = sample.rows.map { row in
            Row(line: row.line, cells: row.cells, refusal: rowReader.read(row).refusal)
        }
        return ImportPreview(plan: plan, headings: sample.headings, proposal: columns, rows: rows, total: sample.total,
            sheets: try format.sheets(of: source), unknown: try ImportUnknown.find(source, plan, catalog, people))
    }
}

/// The heading, the first rows and the number of rows of a table.
struct ImportSample {
    static let rowLimit = 1_000_000

    let headings: [String]
    let rows: [SheetRow]
    let total: Int

    static func read(_ source: TableSource, _ format: TableFormat, hasHeading: Bool, limit: Int) throws -> ImportSample {
        let reader = try format.open(source)
        var headings: [String] = []
        if hasHeading, let first = try reader.next() { headings = first.cells.map(\.withoutOuterSpace) }
        var rows: [SheetRow] = []
        var total = 0
        while let row = try reader.next() {
            if rows.count < limit { rows.append(row) }
            total += 1
            if total > rowLimit { throw Failure(.limited, ImportTexts.tooManyRows) }
        }
        if !hasHeading { headings = (1...max(rows.first?.cells.count ?? 1, 1)).map(String.init) }
        return ImportSample(headings: headings, rows: rows, total: total)
    }
}
