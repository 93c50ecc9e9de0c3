import Kernel
import Storage

/// Turns tables into leads, deals, contacts and companies, batch by batch.
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
            if viewer.scope(.import, of: plan.entity) == .none {
                throw Failure(.forbidden, ItemTexts.mayNotCreate.with(["entity": plan.entity.pluralName]))
            }
            try plan.check(try items.catalog.catalog(in: command.transaction))
            let id = ImportID(try command.transaction.nextID("import_jobs"))
            try command.transaction.execute(
                """
                insert into import_jobs (id, entity, file_name, plan, state, author, created_at, changed_at, rows_done, made,
                    merged, skipped, refused, file) values ($1, $2, $3, $4, 'running', $5, $6, $6, 0, 0, 0, 0, 0, $7)
                """, [id, plan.entity.rawValue, fileName, plan.json.text, viewer.user, command.now, file])
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
        let sample = try ImportSample.read(source, job.plan.format, hasHeading: job.plan.hasHeading, limit: 1)
        let reader = try job.plan.format.open(source)
        if job.plan.hasHeading { _ = try reader.next() }
        for _ in 0..<job.rowsDone { _ = try reader.next() }
        var current = job
        while case let rows = try reader.batch(Importer.batch), !rows.isEmpty {
            try await giveWay(job.id)
            try Task.checkCancellation()
            current = try await take(rows, of: current, sample.headings)
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
        return try await portal.perform(as: actor, .bulk) { [items] command in
            let catalog = try items.catalog.catalog(in: command.transaction)
            let people = try ImportPeople.load(in: command.transaction)
            let links = try ImportLinks.load(job.plan, rows, catalog.fields, in: command.transaction)
            let reader = ImportRowReader(job.plan, headings: headings, catalog, people, links, items.context())
            var batch = ImportBatch(job.plan, items, command)
            for row in rows { try batch.add(reader.read(row)) }
            try batch.write()
            try batch.record(in: job.id, rows: rows.count)
            return try ImportJob.find(job.id, in: command.transaction)
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

    /// Puts everything that an import made into the recycle bin, batch by batch; merged items keep what they got.
    /// - Returns: how many items went.
    @discardableResult
    package func undo(_ id: ImportID, for viewer: Viewer) async throws -> Int {
        let (job, runs) = try await portal.read { (try ImportJob.find(id, in: $0), try ImportJob.runs(of: id, in: $0)) }
        if job.state == .undone { throw Failure(.conflict, ImportTexts.alreadyUndone) }
        var count = 0
        let ids = runs.flatMap { Array($0) }
        for start in stride(from: 0, to: ids.count, by: Importer.batch) {
            let part = ids[start..<min(start + Importer.batch, ids.count)]
            count += try await portal.perform(as: .person(viewer.user), .bulk) { [items] command in
                let known = try items.load(part.map { DocumentID(job.plan.entity, $0) }, in: command.transaction)
                let present = known.values.filter { !$0.isDeleted }
                for item in present { try items.delete(item.id, for: viewer, command) }
                return present.count
            }
        }
        try await close(id, .undone, nil)
        return count
    }
}
