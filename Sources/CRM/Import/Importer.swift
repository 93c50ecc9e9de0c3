import Kernel
import Storage

/// Turns tables into leads, deals, contacts, companies, tasks and products, batch by batch.
///
/// A batch is one transaction together with the note how far the import has come: after a stop it goes on with the next
/// batch, and no row is taken twice. Robots do not start: an import brings in history, not news.
package struct Importer: Sendable {
    /// Rows per transaction.
    static let batch = 500

    private let portal: Portal
    private let items: ItemStore
    private let mustWait: @Sendable (any Reader, Timestamp) throws -> Bool

    /// How long an import that gives way waits before it asks again.
    package static let pause = TimeSpan.seconds(2)

    /// - Parameter mustWait: asked before each batch: whether others would have to wait for it.
    package init(
        portal: Portal, items: ItemStore, mustWait: @escaping @Sendable (any Reader, Timestamp) throws -> Bool = { _, _ in false }
    ) {
        self.portal = portal
        self.items = items
        self.mustWait = mustWait
    }

    /// Enters an import that is about to run.
    /// - Throws: `Failure.forbidden` without the right to import, `.invalid` naming what is wrong with the plan.
    package func begin(
        _ plan: ImportPlan, fileName: String, file: FileID? = nil, for viewer: Viewer
    ) async throws -> ImportID {
        try await portal.perform(as: .person(viewer.user)) { [items] command in
            guard plan.kind.mayBeImported(by: viewer) else {
                throw Failure(.forbidden, ItemTexts.mayNotCreate.with(["entity": plan.kind.pluralName]))
            }
            let catalog = try items.catalog.catalog(in: command.transaction)
            try plan.check(catalog)
            try plan.checkCompanions(catalog.fields, for: viewer)
            let id = ImportID(try command.transaction.nextID("import_jobs"))
            try command.transaction.execute(
                """
                insert into import_jobs (id, entity, file_name, plan, state, author, created_at, changed_at, rows_done, made,
                    merged, skipped, refused, file) values ($1, $2, $3, $4, 'running', $5, $6, $6, 0, 0, 0, 0, 0, $7)
                """, [id, plan.kind.rawValue, fileName, plan.json.text, viewer.user, command.now, file])
            return id
        }
    }

    /// Takes over an import that was interrupted; of two people who ask at once one gets it. `run` goes on with it.
    /// - Throws: `Failure.conflict` for one that runs or has ended.
    package func takeOver(_ id: ImportID, for viewer: Viewer) async throws {
        try await portal.perform(as: .person(viewer.user)) { command in
            let job = try ImportJob.find(id, in: command.transaction)
            guard job.isInterrupted(at: command.now) else {
                throw Failure(.conflict, job.state == .running ? ImportTexts.stillRunning : ImportTexts.alreadyFinished)
            }
            try command.transaction.execute("update import_jobs set changed_at = $2 where id = $1", [id, command.now])
        }
    }

    /// Runs an import to its end, or goes on with one that was interrupted; cancelling the task stops it between batches.
    /// - Parameter progress: told after every batch.
    /// - Throws: `Failure` for a file that is no table, before anything is made.
    @discardableResult
    package func run(
        _ id: ImportID, _ source: TableSource, progress: @Sendable (ImportJob) async -> Void = { _ in }
    ) async throws -> ImportJob {
        let job = try await portal.read { try ImportJob.find(id, in: $0) }
        guard job.state == .running else { throw Failure(.conflict, ImportTexts.alreadyFinished) }
        do {
            return try await run(job, source, progress)
        } catch let failure as Failure {
            try await close(id, .failed, failure.message)
            throw failure
        }
    }

    private func run(
        _ job: ImportJob, _ source: TableSource, _ progress: @Sendable (ImportJob) async -> Void
    ) async throws -> ImportJob {
        // A quote that is never closed is found here, while nothing is made yet.
        let scan = try ImportScan(source, job.plan.format, hasHeading: job.plan.hasHeading)
        _ = try scan.readAll()
        let reader = try job.plan.format.open(source)
        if job.plan.hasHeading { _ = try reader.next() }
        for _ in 0..<job.rowsDone { _ = try reader.next() }
        var current = job
        while case let rows = try reader.batch(Importer.batch), !rows.isEmpty {
            try await giveWay(job.id)
            try Task.checkCancellation()
            current = try await take(rows, of: current, scan.headings)
            await progress(current)
        }
        return try await close(job.id, .finished, nil)
    }

    /// What is due goes first. An import that waits says that it is alive, so that nobody takes it over.
    private func giveWay(_ id: ImportID) async throws {
        let clock = portal.clock
        while !Task.isCancelled, try await portal.read({ [mustWait] in try mustWait($0, clock.now) }) {
            _ = try await portal.perform(as: .system, .bulk) { command in
                try command.transaction.execute("update import_jobs set changed_at = $2 where id = $1", [id, command.now])
            }
            await clock.sleep(until: clock.now + Importer.pause)
        }
    }

    private func take(_ rows: [SheetRow], of job: ImportJob, _ headings: [String]) async throws -> ImportJob {
        let actor = Actor(origin: .importer(file: job.fileName), user: job.author)
        return try await portal.perform(as: actor, .bulk) { [self] command in
            let catalog = try items.catalog.catalog(in: command.transaction)
            let people = try ImportPeople.load(in: command.transaction)
            let links = try ImportLinks.load(job.plan, rows, catalog.fields, in: command.transaction)
            let reader = ImportRowReader(job.plan, headings: headings, catalog, people, links, items.context())
            let understood = rows.map(reader.read)
            let tally = try write(understood, job.plan, links, command)
            try tally.record(in: job.id, rows: rows.count, command)
            return try ImportJob.find(job.id, in: command.transaction)
        }
    }

    private func write(_ rows: [ImportRow], _ plan: ImportPlan, _ links: ImportLinks, _ command: Command) throws -> ImportTally {
        switch plan.kind {
        case .lead, .deal, .contact, .company:
            var batch = ImportBatch(plan, items, command)
            for row in rows { try batch.add(row) }
            try batch.write()
            return batch.tally
        case .task:
            var batch = TaskImportBatch(plan, links, command)
            try batch.write(rows)
            return batch.tally
        case .product:
            var batch = ProductImportBatch(plan, command)
            try batch.write(rows)
            return batch.tally
        }
    }

    @discardableResult
    private func close(_ id: ImportID, _ state: ImportJob.State, _ problem: Text?) async throws -> ImportJob {
        try await portal.perform(as: .system, .bulk) { command in
            try command.transaction.execute(
                "update import_jobs set state = $2, problem = $3, finished_at = $4, changed_at = $4 where id = $1",
                [id, state.rawValue, problem?.russian, command.now])
            return try ImportJob.find(id, in: command.transaction)
        }
    }

    /// Takes an import back at once: what it made and nobody has touched since, and the old values of what it completed.
    /// - Returns: how many things went.
    @discardableResult
    package func undo(_ id: ImportID, all: Bool = false, for viewer: Viewer) async throws -> Int {
        let undo = ImportUndo(portal: portal, items: items)
        try await undo.begin(id, all: all, for: viewer)
        return try await undo.run(id, for: viewer)
    }
}
