import Kernel
import Storage

/// What can be wrong with a PostgreSQL server under a portal: promises that are switched off, somebody who keeps a snapshot,
/// a graveyard that nobody clears.
struct PostgresExamination {
    private let reader: any Reader

    init(_ reader: any Reader) { self.reader = reader }

    var findings: [DoctorFinding] {
        get throws {
            let version = try setting("server_version")
            return try [DoctorFinding(.good, DoctorTexts.postgres.with(["version": version]))] + durability + [
                vacuum, oldestTransaction, connections,
            ]
        }
    }

    /// With one of these off, a commit that was confirmed may be gone after a power cut, or the whole database be damaged.
    private var durability: [DoctorFinding] {
        get throws {
            let off = try ["fsync", "full_page_writes"].filter { try setting($0) != "on" }
            return off.isEmpty
                ? [DoctorFinding(.good, DoctorTexts.durable)]
                : off.map { DoctorFinding(.wrong, DoctorTexts.notDurable.with(["setting": $0])) }
        }
    }

    private var vacuum: DoctorFinding {
        get throws {
            if try setting("autovacuum") != "on" { return DoctorFinding(.wrong, DoctorTexts.noVacuum) }
            let worst = try reader.first(
                """
                select relname, n_dead_tup, n_live_tup from pg_stat_user_tables
                where schemaname = current_schema() and n_dead_tup > 10000 and n_dead_tup > 2 * n_live_tup
                order by n_dead_tup desc limit 1
                """
            ) { ["table": $0.text(0), "dead": String($0.int64(1)), "live": String($0.int64(2))] }
            return worst.map { DoctorFinding(.note, DoctorTexts.graveyard.with($0)) } ?? DoctorFinding(.good, DoctorTexts.vacuum)
        }
    }

    /// As long as a transaction is open anywhere on the server, no dead row that it might see can be cleared.
    private var oldestTransaction: DoctorFinding {
        get throws {
            let oldest = try reader.first(
                """
                select pid, coalesce(application_name, ''), coalesce(usename, ''),
                    floor(extract(epoch from clock_timestamp() - xact_start))::bigint
                from pg_stat_activity
                where xact_start < clock_timestamp() - interval '60 seconds' and backend_type = 'client backend'
                order by xact_start limit 1
                """
            ) { ["pid": String($0.int(0)), "program": $0.text(1), "user": $0.text(2), "seconds": String($0.int64(3))] }
            return oldest.map { DoctorFinding(.wrong, DoctorTexts.oldTransaction.with($0)) }
                ?? DoctorFinding(.good, DoctorTexts.noOldTransaction)
        }
    }

    private var connections: DoctorFinding {
        get throws {
            let used = try reader.count("select count(*) from pg_stat_activity where backend_type = 'client backend'")
            let most = Int(try setting("max_connections")) ?? 0
            let values = ["used": String(used), "most": String(most)]
            return used * 10 > most * 9
                ? DoctorFinding(.wrong, DoctorTexts.fewConnections.with(values))
                : DoctorFinding(.good, DoctorTexts.connections.with(values))
        }
    }

    private func setting(_ name: String) throws -> String {
        try reader.first("select current_setting('\(name)')") { $0.text(0) } ?? ""
    }
}
