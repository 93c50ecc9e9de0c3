import Automation
import CRM
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore
import Storage

/// Loading a table: file, mapping with a preview, background run with progress, report.
enum ImportPage {
    /// The largest table, in bytes.
    static let largest = 50 << 20

    static let routes: [Route] = [
        .get("/import") { try await index($0, Attempt($0)) },
        .post("/import", bodyLimit: FileLimit.body) { page in
            try await page.attempt { try receive(page) } again: { try await index(page, $0) }
        },
        .get("/import/new") { try await mapping($0, Attempt($0)) },
        .post("/import/new") { try await mapping($0, Attempt($0)) },
        .post("/import/start") { page in
            try await page.attempt { try await start(page) } again: { try await mapping(page, $0) }
        },
        .get("/import/:id") { try await ImportReport.show($0) },
        .get("/import/:id/progress") { try await ImportReport.progress($0) },
        .get("/import/:id/refused.csv") { try await ImportReport.download($0) },
        .post("/import/:id/resume") { try await resume($0) },
        .get("/import/:id/undo") { try await ImportUndoPage.show($0) },
        .post("/import/:id/undo") { try await ImportUndoPage.undo($0) },
    ]

    /// What the person may import, the most usual first.
    static func kinds(_ page: PageRequest) throws -> [TableKind] {
        let viewer = try page.viewer
        let kinds = TableKind.allCases.filter { $0.mayBeImported(by: viewer) }
        guard !kinds.isEmpty else { throw Failure(.forbidden, ImportPageTexts.mayNot) }
        return kinds
    }

    private static func index(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        let kinds = try kinds(page)
        let viewer = try page.viewer
        let jobs = try await page.services.portal.read { try ImportJob.list(in: $0) }
        let view = ImportIndexView(
            kinds: kinds, jobs: jobs.filter { viewer.isAdministrator || $0.author == viewer.user },
            people: try await page.services.people.snapshot(), attempt: attempt, csrf: page.csrf,
            writer: page.dates, now: page.now)
        return page.settings(.imports, layout: .normal, status: attempt.status, view.html)
    }

    /// The file is in the store already; the next page reads it.
    private static func receive(_ page: PageRequest) throws -> PageResponse {
        _ = try kinds(page)
        guard let file = page.upload("file")?.file else { throw Failure(.invalid, ImportPageTexts.chooseFile, field: "file") }
        guard file.size <= Int64(largest) else {
            throw Failure(.invalid, ImportPageTexts.tooBig.with(["limit": byteCount(largest)]), field: "file")
        }
        return .redirect("/import/new?file=\(file.id)&entity=\(page.form["entity"] ?? "LEAD")")
    }

    private static func mapping(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        let sent = page.method == .get ? page.query : page.form
        let input = ImportInput(sent, kinds: try kinds(page))
        let (file, source) = try await Self.file(page, sent)
        let items = page.services.items
        do {
            let (preview, catalog) = try await page.services.portal.read { reader in
                (try input.preview(source, items: items, in: reader), try items.catalog.catalog(in: reader))
            }
            let view = ImportMappingView(
                file: file, preview: preview, catalog: catalog, people: try await page.services.people.snapshot(), attempt: attempt,
                csrf: page.csrf)
            let lead = ImportPageTexts.mappingLead.with(["file": file.name, "total": grouped(preview.total)])
            return page.settings(
                .imports, title: ImportPageTexts.mapping, lead: lead, layout: .normal, status: attempt.status, view.html)
        } catch let failure as Failure where failure.code == .invalid || failure.code == .limited {
            // No table at all: the first page says why.
            let refused = Failure(.invalid, failure.message, field: "file")
            return try await index(page, Attempt(page, failure: refused))
        }
    }

    private static func start(_ page: PageRequest) async throws -> PageResponse {
        let input = ImportInput(page.form, kinds: try kinds(page))
        let (file, source) = try await Self.file(page, page.form)
        let items = page.services.items
        let preview = try await page.services.portal.read { try input.preview(source, items: items, in: $0) }
        let importer = Importer(portal: page.services.portal, items: items, mustWait: page.services.engine.goesFirst)
        let id = try await importer.begin(preview.plan, fileName: file.name, file: file.id, for: page.viewer)
        run(id, source, importer, page.services.log)
        return .redirect("/import/\(id)?total=\(preview.total)")
    }

    /// Goes on after the answer; its row in the database tells how far it is, and keeps why it failed.
    private static func run(_ id: ImportID, _ source: TableSource, _ importer: Importer, _ log: Logger) {
        Task {
            do {
                try await importer.run(id, source)
            } catch {
                log.error("import failed", metadata: ["import": "\(id)", "error": "\(error)"])
            }
        }
    }

    /// Goes on with an import that a restart has cut: its rows so far are in, the next batch is taken.
    private static func resume(_ page: PageRequest) async throws -> PageResponse {
        let (job, _) = try await ImportReport.read(page)
        let found = try await page.services.portal.read { reader in try job.file.flatMap { try FileLinks.file($0, in: reader) } }
        guard let found else { throw Failure(.notFound, ImportPageTexts.goneForResuming) }
        let source = try await page.services.files.table(of: found)
        let importer = Importer(portal: page.services.portal, items: page.services.items, mustWait: page.services.engine.goesFirst)
        try await importer.takeOver(job.id, for: page.viewer)
        run(job.id, source, importer, page.services.log)
        return .redirect("/import/\(job.id)", notice: ImportPageTexts.goesOn)
    }

    /// The uploaded file of the person who asks.
    private static func file(_ page: PageRequest, _ sent: FormFields) async throws -> (StoredFile, TableSource) {
        let viewer = try page.viewer
        let id: FileID? = sent.id("file")
        let found = try await page.services.portal.read { reader in try id.flatMap { try FileLinks.file($0, in: reader) } }
        guard let found, found.createdBy == viewer.user, found.size <= Int64(largest) else {
            throw Failure(.notFound, ImportPageTexts.gone)
        }
        return (found, try await page.services.files.table(of: found))
    }
}
