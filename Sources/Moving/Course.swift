import CRM
import Kernel
import Storage
import Synchronization

/// One run of a move: what all kinds need. A class because what the kinds learn on the way is shared.
final class Course: Sendable {
    /// Records per transaction: ten pages.
    static let pages = 10

    let client: SourceClient
    let target: MovingTarget
    let options: Mover.Options
    let move: Int64
    let records: MovedRecords
    let actor: Actor
    /// In whose name the move runs, and who gets what nobody else can be found for.
    let administrator: UserID
    private let progress: Mover.Watcher
    private let learnt = Mutex<[EntityType: OwnFields]>([:])

    init(
        client: SourceClient, target: MovingTarget, options: Mover.Options, move: Int64, records: MovedRecords, actor: Actor,
        administrator: UserID, progress: @escaping Mover.Watcher
    ) {
        self.client = client
        self.target = target
        self.options = options
        self.move = move
        self.records = records
        self.actor = actor
        self.administrator = administrator
        self.progress = progress
    }

    /// How the source's own fields of an entity are kept here, as the settings have found.
    func ownFields(of entity: EntityType) -> OwnFields { learnt.withLock { $0[entity] ?? OwnFields() } }
    func learn(_ fields: OwnFields, of entity: EntityType) { learnt.withLock { $0[entity] = fields } }

    /// Moves one kind, unless this move has done so. What the source does not give is left out, with the reason.
    func run(_ kind: MovingKind) async throws {
        let step = try await target.portal.read { [move] in try MoveBook.step(kind, of: move, in: $0) }
        if step.isFinished, kind != .settings { return }
        do {
            switch kind {
            case .departments: try await DepartmentsMove(course: self).run()
            case .people: try await PeopleMove(course: self).run()
            case .settings: try await SettingsMove(course: self).run()
            case .companies, .contacts, .leads, .deals: try await ItemsMove(entity: kind.entity!, course: self).run(after: step.last)
            case .activities: try await ActivitiesMove(course: self).run(after: step.last)
            case .tasks: try await TasksMove(course: self).run(after: step.last)
            case .comments: try await CommentsMove(course: self).run(after: step.last)
            }
            try await end(kind, leftOut: nil)
        } catch let refusal as SourceRefusal {
            try await end(kind, leftOut: refusal.reason)
        }
    }

    private func end(_ kind: MovingKind, leftOut reason: Text?) async throws {
        try await target.portal.perform(as: actor, .bulk) { [move] in
            try MoveBook.finish(kind, of: move, leftOut: reason, in: $0.transaction)
        }
    }

    /// Writes one batch: its records, what became of them, and how far the kind has come, all in one transaction.
    func write(
        _ kind: MovingKind, last: String, _ body: @escaping @Sendable (Command, inout Tally) throws -> Void
    ) async throws {
        try await target.portal.perform(as: actor, .bulk) { [move] command in
            var tally = Tally()
            try body(command, &tally)
            try MoveBook.record(tally, kind, last: last, of: move, at: command.now, in: command.transaction)
        }
    }

    func show(_ kind: MovingKind, done: Int, total: Int?) async { await progress(MovingProgress(kind: kind, done: done, total: total)) }

    /// Goes through a list in the order of numbers, batch by batch.
    func go(
        through list: SourceList, of kind: MovingKind, after last: String, _ take: ([JSONObject], _ last: String) async throws -> Void
    ) async throws {
        var last = Int64(last) ?? 0
        var done = 0
        var total: Int?
        while true {
            let found = try await list.rows(after: last, pages: Self.pages, from: client)
            if let left = found.total { total = done + left }
            if let end = found.rows.last.flatMap(list.number) {
                try await take(found.rows, String(end))
                last = end
                done += found.rows.count
                await show(kind, done: done, total: total)
            }
            if found.isEnd { return }
        }
    }
}

extension Tally {
    /// Takes one record under its own savepoint: one that is refused stays behind, the others of the batch go on.
    mutating func take(_ foreign: String, _ command: Command, _ body: (inout Tally) throws -> Void) throws {
        var inner = Tally()
        do {
            try command.transaction.savepoint { try body(&inner) }
            add(inner)
        } catch let failure as Failure {
            refuse(foreign, failure.message)
        } catch let missing as MissingFields {
            refuse(foreign, missing.failure.message)
        }
    }
}
