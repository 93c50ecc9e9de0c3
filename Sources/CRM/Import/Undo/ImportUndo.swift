import Kernel
import Storage

/// Takes back a whole import within a month: what it made goes into the recycle bin as if a person had put it there, what it
/// wrote over comes back where nobody has written since.
///
/// A batch is one transaction; each asks the database what is still there, so that an undoing that was cut goes on from
/// anywhere and nothing is undone twice.
package struct ImportUndo: Sendable {
    /// For how long an import can be taken back; afterwards its bookkeeping is removed.
    package static let lifetime = TimeSpan.days(30)
    static let batch = 200

    private let portal: Portal
    private let items: ItemStore

    package init(portal: Portal, items: ItemStore) {
        self.portal = portal
        self.items = items
    }

    /// Enters that an import is being taken back, or goes on with that; `run` does it.
    /// - Parameter all: also what people have changed since and what has later work.
    /// - Throws: `Failure.conflict` for one that runs, was taken back or is too old.
    package func begin(_ id: ImportID, all: Bool, for viewer: Viewer) async throws {
        try await portal.perform(as: .person(viewer.user)) { command in
            let job = try ImportJob.find(id, in: command.transaction)
            try job.requireUndoable(at: command.now)
            try command.transaction.execute(
                """
                update import_jobs set state = 'undoing', undone_by = $2, undone_at = null, undoes_all = $3, kept = 0, changed_at = $4
                where id = $1
                """, [id, viewer.user, all, command.now])
        }
    }

    /// - Returns: how many things have gone.
    @discardableResult
    package func run(_ id: ImportID, for viewer: Viewer) async throws -> Int {
        for kind in UndoConditions.order { try await remove(kind, of: id, viewer) }
        while try await restore(id, viewer) { try Task.checkCancellation() }
        return try await portal.perform(as: .system, .bulk) { command in
            try command.transaction.execute(
                "update import_jobs set state = 'undone', undone_at = $2, changed_at = $2 where id = $1", [id, command.now])
            return try ImportJob.find(id, in: command.transaction).removed
        }
    }

    private func remove(_ kind: TableKind, of id: ImportID, _ viewer: Viewer) async throws {
        let created = try await portal.read { try ImportJob.created(kind, by: id, in: $0) }
        for part in created.flatMap(\.parts) {
            try Task.checkCancellation()
            try await portal.perform(as: .person(viewer.user), .bulk) { [items] command in
                var removal = UndoRemoval(kind, id, items, viewer)
                try removal.remove(part, command)
            }
        }
    }

    /// Gives a batch of completed things their old values; false when none is left.
    private func restore(_ id: ImportID, _ viewer: Viewer) async throws -> Bool {
        try await portal.perform(as: .person(viewer.user), .bulk) { [items] command in
            try UndoRestoring(id, items, viewer).restoreNext(command)
        }
    }

    /// Removes the bookkeeping of one import that is too old to be taken back.
    /// - Returns: how many rows were removed; call again while it is not 0.
    package static func forgetOld(_ command: Command) throws -> Int {
        let moment = command.now - lifetime
        let old = try command.transaction.first(
            """
            select id from import_jobs j where created_at < $1 and (exists (select 1 from import_created c where c.import = j.id)
                or exists (select 1 from import_replaced r where r.import = j.id)) order by id limit 1
            """, [moment]
        ) { $0.int64(0) }
        guard let old else { return 0 }
        return try command.transaction.execute("delete from import_created where import = $1", [old])
            + command.transaction.execute("delete from import_replaced where import = $1", [old])
    }
}

extension ImportJob {
    /// Whether it can be taken back now, or what was cut can be gone on with.
    package func isUndoable(at now: Timestamp) -> Bool { (try? requireUndoable(at: now)) != nil }

    func requireUndoable(at now: Timestamp) throws {
        switch state {
        case .running where isAtWork(at: now): throw Failure(.conflict, ImportTexts.undoRunning)
        case .undoing where isAtWork(at: now): throw Failure(.conflict, ImportTexts.undoGoesOn)
        case .undone where kept == 0: throw Failure(.conflict, ImportTexts.alreadyUndone)
        case .running, .undoing, .undone, .finished, .failed: break
        }
        if now - createdAt > ImportUndo.lifetime { throw Failure(.conflict, ImportTexts.tooOld) }
    }

    /// The things of a kind that an import made, as ranges of ids.
    static func created(_ kind: TableKind, by id: ImportID, in reader: any Reader) throws -> [ClosedRange<Int64>] {
        try reader.query("select first, last from import_created where import = $1 and kind = $2 order by first", [id, kind.rawValue]) {
            $0.int64(0)...$0.int64(1)
        }
    }
}

extension ClosedRange<Int64> {
    /// Pieces of a batch each.
    fileprivate var parts: [ClosedRange<Int64>] {
        stride(from: lowerBound, through: upperBound, by: ImportUndo.batch).map {
            $0...Swift.min($0 + Int64(ImportUndo.batch) - 1, upperBound)
        }
    }
}
