import Kernel
import Storage
import Synchronization

/// The current `PeopleSnapshot`, read again after a commit that changed people or departments.
///
/// A class because everybody shares one cache. Put it among the portal's listeners.
package final class PeopleDirectory: EventListener {
    private struct State {
        var snapshot: PeopleSnapshot?
        /// Grows with each change, so that a snapshot read before a commit is not kept after it.
        var version = 0
    }

    private let database: any Database
    private let state = Mutex(State())

    package init(database: any Database) {
        self.database = database
    }

    /// The people as they are now; reads three queries after a change, nothing otherwise.
    package func snapshot() async throws -> PeopleSnapshot {
        let (kept, version) = state.withLock { ($0.snapshot, $0.version) }
        if let kept { return kept }
        let fresh = try await database.read { reader in try PeopleSnapshot(reading: reader) }
        state.withLock { if $0.version == version { $0.snapshot = fresh } }
        return fresh
    }

    package func handle(_ event: any CRMEvent, in command: Command) throws {
        guard event is PeopleChanged else { return }
        LiveChanges.of(command.transaction).add(cache: .people)
        command.transaction.afterCommit { [self] in forget() }
    }

    /// For changes made past the portal's commands (an import, another node).
    package func forget() {
        state.withLock { state in
            state.snapshot = nil
            state.version += 1
        }
    }
}

/// «Последние» of the person selector: whom a user chose lately.
package enum RecentPeople {
    private static let kept = 20

    /// The people chosen last, most recent first; dismissed ones left out.
    package static func of(_ user: UserID, limit: Int = 10, in reader: any Reader) throws -> [UserID] {
        try reader.query(
            """
            select r.person_id from recent_people r join users u on u.id = r.person_id
            where r.user_id = $1 and u.is_active = 1 order by r.chosen_at desc, r.person_id limit $2
            """, [user, limit]
        ) { $0.id(0) }
    }

    /// Remembers that the acting person chose these.
    package static func remember(_ people: [UserID], in command: Command) throws {
        guard let user = command.actor.user else { return }
        for person in try UserStore.active(people, in: command.transaction) {
            try command.transaction.execute(
                """
                insert into recent_people (user_id, person_id, chosen_at) values ($1, $2, $3)
                on conflict (user_id, person_id) do update set chosen_at = $3
                """, [user, person, command.now])
        }
        try command.transaction.execute(
            """
            delete from recent_people where user_id = $1 and person_id not in (
                select person_id from recent_people where user_id = $1 order by chosen_at desc, person_id limit $2)
            """, [user, kept])
    }
}
