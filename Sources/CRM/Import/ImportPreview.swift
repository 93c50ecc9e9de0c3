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

    /// The plan as proposed, or as decided.
    package let plan: ImportPlan
    package let headings: [String]
    package let rows: [Row]
    /// How many rows the file has besides the heading.
    package let total: Int
    /// The sheets of a workbook to choose from; empty for a text.
    package let sheets: [String]
    /// Names of pipelines, stages and people that the portal does not know.
    package let unknown: [ImportUnknown]

    /// Reads the whole file once, so that a broken quote is found before anything is made.
    /// - Parameter plan: nil takes what the headings propose.
    /// - Throws: `Failure.invalid` for a file that is no table, naming the line; `.limited` beyond a million rows.
    package static func make(
        _ source: TableSource, _ kind: TableKind, plan given: ImportPlan? = nil, items: ItemStore, limit: Int = 20,
        in reader: any Reader
    ) throws -> ImportPreview {
        try make(source, kind, given?.format, hasHeading: given?.hasHeading ?? true, items: items, limit: limit, in: reader) { given ?? $0 }
    }

    /// - Parameters:
    ///   - format: nil asks the file.
    ///   - decide: makes the plan of the one that the headings propose.
    package static func make(
        _ source: TableSource, _ kind: TableKind, _ format: TableFormat?, hasHeading: Bool = true, items: ItemStore, limit: Int = 20,
        in reader: any Reader, decide: (ImportPlan) throws -> ImportPlan
    ) throws -> ImportPreview {
        let catalog = try items.catalog.catalog(in: reader)
        let format = try format ?? TableFormat.detect(source)
        let scan = try ImportScan(source, format, hasHeading: hasHeading)
        let program = ImportProgram.recognised(scan.headings)
        var proposal = ImportPlan(kind, format: format, columns: ImportHeadings.propose(scan.headings, for: kind, catalog.fields, program))
        proposal.hasHeading = hasHeading
        var plan = try decide(proposal)
        plan.program = program
        let people = try ImportPeople.load(in: reader)
        var search = UnknownSearch(plan, catalog, people)
        var sample: [SheetRow] = []
        let total = try scan.readAll { row in
            if sample.count < limit { sample.append(row) }
            search.look(row.cells)
        }
        let links = try ImportLinks.load(plan, sample, catalog.fields, in: reader)
        let rowReader = ImportRowReader(plan, headings: scan.headings, catalog, people, links, items.context())
        return ImportPreview(
            plan: plan, headings: scan.headings,
            rows: sample.map { Row(line: $0.line, cells: $0.cells, refusal: rowReader.read($0).refusal) }, total: total,
            sheets: try format.sheets(of: source), unknown: search.found)
    }
}

/// A table that is read once from front to back: its heading at once, its rows when they are asked for.
struct ImportScan {
    private static let rowLimit = 1_000_000

    /// Numbers where the table has no heading.
    let headings: [String]
    private let reader: any RowReader
    /// Without a heading the first row is one like the others.
    private let first: SheetRow?

    init(_ source: TableSource, _ format: TableFormat, hasHeading: Bool) throws {
        reader = try format.open(source)
        let first = try reader.next()
        self.first = hasHeading ? nil : first
        headings = hasHeading ? (first?.cells ?? []).map(\.withoutOuterSpace) : (1...max(first?.cells.count ?? 1, 1)).map(String.init)
    }

    /// To its end, once.
    /// - Returns: how many rows the table has besides the heading.
    func readAll(_ look: (SheetRow) -> Void = { _ in }) throws -> Int {
        var total = 0
        var next = try first ?? reader.next()
        while let row = next {
            look(row)
            total += 1
            if total > Self.rowLimit { throw Failure(.limited, ImportTexts.tooManyRows) }
            next = try reader.next()
        }
        return total
    }
}
