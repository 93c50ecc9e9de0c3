import CRM
import FoundationEssentials
import Glibc
import Kernel
import Robots
import Storage

/// One import from the command line, from the look at the headings to the report.
struct ImportRun {
    /// A check reads this many rows at most: an error that comes later is found by the import itself.
    private static let checkedRows = 20_000
    private static let shownRefusals = 20

    let assembly: PortalAssembly
    let command: ImportTable

    private var output: FileHandleOutput { .standardOutput }
    private var kind: TableKind { command.kind.table }
    private var source: TableSource { .file(command.file) }
    private var fileName: String { command.file.split(separator: "/").last.map(String.init) ?? command.file }

    /// - Returns: how many rows were refused.
    func run() async throws -> Int {
        let preview = try await preview(limit: command.dryRun ? Self.checkedRows : 1)
        try await show(preview)
        if command.dryRun { return try check(preview) }
        let importer = Importer(portal: assembly.portal, items: assembly.items)
        let id = try await begin(importer, preview.plan)
        let meter = ImportMeter(total: preview.total)
        let job = try await importer.run(id, source) { meter.show($0) }
        meter.end(job)
        try await showRefusals(of: job, headings: preview.headings)
        return job.refused
    }

    // MARK: The plan

    private func preview(limit: Int) async throws -> ImportPreview {
        if command.stage != nil, kind.entity?.hasStages != true { throw Failure(.invalid, ImportCommandTexts.noStages) }
        let responsible = try await responsible()
        let format = try format()
        let (duplicates, usualSource, pipeline, stage) = (command.duplicates, command.source, command.pipeline, command.stage)
        return try await assembly.portal.read { [source, kind, items = assembly.items] reader in
            try ImportPreview.make(source, kind, format, items: items, limit: limit, in: reader) { proposal in
                var plan = proposal
                (plan.duplicates, plan.source, plan.pipeline, plan.stage) = (duplicates, usualSource, pipeline, stage)
                plan.responsible = responsible
                return plan
            }
        }
    }

    /// The sheet that was asked for; nil for what the file says itself.
    private func format() throws -> TableFormat? {
        guard let name = command.sheet else { return nil }
        let sheets = try TableFormat.detect(source).sheets(of: source)
        guard let sheet = sheets.firstIndex(of: name) else {
            let known = sheets.isEmpty ? "—" : sheets.joined(separator: ", ")
            throw Failure(.notFound, ImportCommandTexts.noSheet.with(["sheet": name, "sheets": known]))
        }
        return .workbook(sheet: sheet)
    }

    private func responsible() async throws -> UserID? {
        guard let login = command.responsible else { return nil }
        guard let user = try await assembly.portal.read({ try UserStore.user(login: login, in: $0) }), user.isActive else {
            throw Failure(.notFound, ImportCommandTexts.noPerson.with(["login": login]))
        }
        return user.id
    }

    private func begin(_ importer: Importer, _ plan: ImportPlan) async throws -> ImportID {
        let administrator = try await assembly.administrator()
        let interrupted = try await assembly.portal.read { [kind, fileName] reader in
            try ImportJob.list(in: reader).first { $0.state == .running && $0.fileName == fileName && $0.plan.kind == kind }
        }
        if command.resume {
            guard let interrupted else { throw Failure(.notFound, ImportCommandTexts.noUnfinished.with(["file": fileName])) }
            output.say(ImportCommandTexts.resuming.with(["rows": String(interrupted.rowsDone)]))
            return interrupted.id
        }
        if let interrupted {
            output.say(ImportCommandTexts.unfinished.with(["file": fileName, "rows": String(interrupted.rowsDone)]))
        }
        return try await importer.begin(plan, fileName: fileName, for: administrator)
    }

    // MARK: What is shown

    private func show(_ preview: ImportPreview) async throws {
        output.say(described(preview))
        let fields = try await assembly.portal.read { [items = assembly.items] in try items.catalog.catalog(in: $0).fields }
        let columns = ImportColumn.byCode(kind, fields)
        if let program = preview.plan.program { output.say(ImportCommandTexts.looksLike.with(["program": program.name])) }
        output.write("\n\(ImportCommandTexts.columns.both)\n")
        for (index, heading) in preview.headings.enumerated() {
            let code = preview.plan.columns.indices.contains(index) ? preview.plan.columns[index] : nil
            let title = code.flatMap { columns[$0]?.title } ?? ImportCommandTexts.notImported
            output.write("  \(heading) → \(title.both)\n")
        }
        output.write("\n")
    }

    private func described(_ preview: ImportPreview) -> Text {
        let rows = Text(verbatim: String(preview.total))
        switch preview.plan.format {
        case .text(let format):
            return ImportCommandTexts.file.with([
                "file": Text(verbatim: fileName), "encoding": Text(verbatim: format.encoding.rawValue),
                "separator": format.separator == .tab ? ImportCommandTexts.tab : Text(verbatim: format.separator.rawValue), "rows": rows,
            ])
        case .workbook(let sheet):
            return ImportCommandTexts.workbook.with([
                "file": Text(verbatim: fileName), "sheet": Text(verbatim: preview.sheets[sheet]), "rows": rows,
            ])
        }
    }

    private func check(_ preview: ImportPreview) throws -> Int {
        let refusals = preview.rows.compactMap(\.refusal)
        output.say(
            ImportCommandTexts.checked.with([
                "rows": String(preview.rows.count), "total": String(preview.total), "refused": String(refusals.count),
            ]))
        list(refusals, of: refusals.count)
        return refusals.count
    }

    private func showRefusals(of job: ImportJob, headings: [String]) async throws {
        let refusals = try await assembly.portal.read { try ImportJob.refusals(of: job.id, limit: Self.shownRefusals, in: $0) }
        list(refusals, of: job.refused)
        guard let path = command.report else { return }
        let bytes = try await assembly.portal.read { try ImportJob.report(of: job.id, headings: headings, .russian, in: $0) }
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Failure(.unavailable, ImportCommandTexts.noReport.with(["file": path]))
        }
        output.say(ImportCommandTexts.reported.with(["file": path]))
    }

    private func list(_ refusals: [ImportRefusal], of count: Int) {
        guard count > 0 else { return }
        output.say(ImportCommandTexts.refused)
        for refusal in refusals.prefix(Self.shownRefusals) {
            let column = refusal.column.isEmpty ? ImportCommandTexts.wholeRow.both : refusal.column
            output.write("  \(refusal.line)  \(column): \(refusal.message.both)\n")
        }
        if count > Self.shownRefusals {
            output.say(ImportCommandTexts.more.with(["count": String(count - Self.shownRefusals)]))
        }
    }
}

/// Shows how far an import has come, and how fast it goes.
private struct ImportMeter: Sendable {
    private let total: Int
    private let start = ContinuousClock.now
    private let isTerminal = isatty(2) == 1

    init(total: Int) { self.total = total }

    /// On a terminal one line that changes; in a log a line every 10,000 rows.
    func show(_ job: ImportJob) {
        guard isTerminal || job.rowsDone % 10_000 == 0 else { return }
        let text = ImportCommandTexts.progress.with([
            "rows": String(job.rowsDone), "total": String(total), "rate": String(rate(job.rowsDone)),
        ])
        FileHandleOutput.standardError.write(isTerminal ? "\r\(text.both) " : "\(text.both)\n")
    }

    func end(_ job: ImportJob) {
        if isTerminal { FileHandleOutput.standardError.write("\n") }
        FileHandleOutput.standardOutput.say(
            ImportCommandTexts.done.with([
                "rows": String(job.rowsDone), "made": String(job.made), "merged": String(job.merged),
                "skipped": String(job.skipped), "refused": String(job.refused),
                "seconds": (ContinuousClock.now - start).inSeconds.rounded(to: 1), "rate": String(rate(job.rowsDone)),
            ]))
    }

    private func rate(_ rows: Int) -> Int { Int(Double(rows) / max((ContinuousClock.now - start).inSeconds, 0.001)) }
}
