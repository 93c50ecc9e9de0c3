import CRM
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Storage

/// How an import goes and how it went.
enum ImportReport {
    private static let shownRefusals = 100

    static func show(_ page: PageRequest) async throws -> PageResponse {
        let (job, refusals) = try await read(page)
        let view = ImportReportView(job: job, refusals: refusals, total: page.query.number("total"), now: page.now, language: page.language, csrf: page.csrf)
        return page.settings(.imports, title: Text(verbatim: job.fileName), layout: .normal, view.html)
    }

    /// Fetched every second while it runs; the last answer no longer asks for another.
    static func progress(_ page: PageRequest) async throws -> PageResponse {
        let (job, refusals) = try await read(page)
        let view = ImportReportView(job: job, refusals: refusals, total: page.query.number("total"), now: page.now, language: page.language, csrf: page.csrf)
        return .fragment(view.html)
    }

    /// The refused rows as a table to mend and upload again. Columns are called as their fields.
    static func download(_ page: PageRequest) async throws -> PageResponse {
        let (job, _) = try await read(page)
        let items = page.services.items
        let language = page.language
        let bytes = try await page.services.portal.read { reader in
            let fields = try items.catalog.catalog(in: reader).fields
            let columns = ImportColumn.byCode(job.plan.kind, fields)
            let headings = job.plan.columns.enumerated().map { place, code in
                (code.flatMap { columns[$0]?.title } ?? ImportPageTexts.columnHeading.with(["number": String(place + 1)]))[language]
            }
            return try ImportJob.report(of: job.id, headings: headings, language, in: reader)
        }
        return .raw(
            Response(
                status: .ok,
                headers: [
                    .contentType: "text/csv; charset=utf-8", .contentDisposition: "attachment; filename=\"refused-\(job.id).csv\"",
                    .cacheControl: "private, no-store",
                ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))))
    }

    /// - Throws: `Failure` `.notFound` for everybody but its author and administrators.
    static func read(_ page: PageRequest) async throws -> (ImportJob, [ImportRefusal]) {
        let id: ImportID = try page.id()
        let viewer = try page.viewer
        let limit = shownRefusals
        return try await page.services.portal.read { reader in
            let job = try ImportJob.find(id, in: reader)
            guard viewer.isAdministrator || job.author == viewer.user else { throw Failure(.notFound, HTTPTexts.unknownPage) }
            return (job, try ImportJob.refusals(of: id, limit: limit, in: reader))
        }
    }
}

struct ImportReportView {
    let job: ImportJob
    let refusals: [ImportRefusal]
    /// Rows of the file, while known.
    let total: Int?
    let now: Timestamp
    let language: Language
    let csrf: String

    var html: HTML {
        let isRunning = job.isAtWork(at: now)
        let address = "/import/\(job.id)/progress" + (total.map { "?total=\($0)" } ?? "")
        let polling: HTML = " hx-get=\"\(url: address)\" hx-trigger=\"every 1s\" hx-swap=\"outerHTML\""
        return """
            <div class="stack import-report"\(if: isRunning, polling)>\(head)\(tiles)\(if: !refusals.isEmpty, refused)\
            \(if: !isRunning, actions)</div>
            """
    }

    private var head: HTML {
        switch job.state {
        case .running where job.isInterrupted(at: now): return interrupted
        case .running:
            let text =
                total.map { ImportPageTexts.rowsOf.with(["done": grouped(job.rowsDone), "total": grouped($0)]) }
                ?? ImportPageTexts.rowsDone.with(["done": grouped(job.rowsDone)])
            let percent = total.map { $0 == 0 ? 100 : job.rowsDone * 100 / $0 } ?? 0
            return .card(
                title: ImportPageTexts.running[language],
                """
                \(.progressBar(percent: percent, label: text[language]))<noscript><a class="link" href="\(url: "/import/\(job.id)")">\(ImportPageTexts.refreshPage, language)</a></noscript>
                """)
        case .finished: return .notice(.success, icon: .circleCheck, "<p class=\"strong\">\(ImportPageTexts.finished, language)</p>")
        case .failed:
            return .notice(.danger, icon: .circleAlert, title: ImportPageTexts.failed[language], "<p>\(job.problem ?? "")</p>")
        case .undoing where !job.isAtWork(at: now):
            return .notice(
                .warning, icon: .pause, title: ImportUndoTexts.undoInterrupted[language],
                "<p>\(undoCounts, language)</p>\(undoButton(ImportUndoTexts.goOn, all: job.undoesAll))")
        case .undoing:
            return .card(title: ImportUndoTexts.undoing[language], "<p>\(undoCounts, language)</p>")
        case .undone where job.kept > 0 && job.isUndoable(at: now):
            return .notice(
                .neutral, icon: .undo2, title: ImportPageTexts.undone[language],
                "<p>\(undoCounts, language)</p>\(.linkButton(ImportUndoTexts.rest[language], to: "/import/\(job.id)/undo", size: .small))")
        case .undone: return .notice(.neutral, icon: .undo2, "<p class=\"strong\">\(ImportPageTexts.undone, language)</p><p>\(undoCounts, language)</p>")
        }
    }

    private var undoCounts: Text {
        ImportUndoTexts.counts(removed: job.removed, kept: job.kept, restored: job.restored)
    }

    private func undoButton(_ label: Text, all: Bool) -> HTML {
        .actionButton(
            label[language], action: "/import/\(job.id)/undo", csrf: csrf, kind: .primary, icon: .undo2, hidden: [("all", all ? "1" : "")])
    }

    private var interrupted: HTML {
        let done = ImportPageTexts.interruptedAfter.with(["rows": grouped(job.rowsDone)])
        let goOn: HTML =
            job.file == nil
            ? "<p>\(ImportPageTexts.resumeAtTerminal.with(["file": job.fileName]), language)</p>"
            : .actionButton(
                ImportPageTexts.resume[language], action: "/import/\(job.id)/resume", csrf: csrf, kind: .primary, icon: .play)
        return .notice(.warning, icon: .pause, title: ImportPageTexts.interrupted[language], "<p>\(done, language)</p>\(goOn)")
    }

    private var tiles: HTML {
        .stats([
            .statTile(ImportPageTexts.made[language], value: grouped(job.made)),
            .statTile(ImportPageTexts.merged[language], value: grouped(job.merged)),
            .statTile(ImportPageTexts.skipped[language], value: grouped(job.skipped)),
            .statTile(ImportPageTexts.refused[language], value: grouped(job.refused), tone: job.refused > 0 ? .danger : .neutral),
        ])
    }

    private var refused: HTML {
        let rows = refusals.map { refusal in
            TableRow([
                "\(refusal.line)", "\(refusal.column.isEmpty ? ImportPageTexts.wholeRow[language] : refusal.column)",
                "<span class=\"danger-text\">\(refusal.message, language)</span>",
                "<span class=\"cell-text muted\">\(refusal.cells.joined(separator: " · "))</span>",
            ])
        }
        return .card(
            title: ImportPageTexts.refusedRows[language],
            actions: [.linkButton(ImportPageTexts.download[language], to: "/import/\(job.id)/refused.csv", icon: .download, size: .small)], isFlush: true,
            .table(
                [
                    TableColumn(ImportPageTexts.line[language], isNumber: true), TableColumn(ImportPageTexts.column[language]),
                    TableColumn(ImportPageTexts.problem[language]), TableColumn(ImportPageTexts.content[language]),
                ], rows, caption: ImportPageTexts.refusedRows[language]))
    }

    private var actions: HTML {
        let list = job.plan.kind.entity.map { "/\($0.segment)?view=list" } ?? (job.plan.kind == .task ? "/tasks?view=list" : "/products")
        let mayUndo = job.made + job.merged > 0 && job.state != .undone && job.state != .undoing && job.isUndoable(at: now)
        return """
            <div class="row">\(.linkButton(ImportPageTexts.toList[language], to: list, kind: .primary))\
            \(.linkButton(ImportPageTexts.again[language], to: "/import"))\
            \(if: mayUndo, "<span class=\"row push\"><small>\(ImportUndoTexts.hint, language)</small>\(.linkButton(ImportPageTexts.undo[language], to: "/import/\(job.id)/undo", kind: .danger, icon: .undo2))</span>")</div>
            """
    }
}
