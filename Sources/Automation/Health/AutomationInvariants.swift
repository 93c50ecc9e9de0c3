import Kernel
import Storage

/// What must hold of the automation tables after every commit, whatever happened before: `design/engine.md` 5.1.
package enum AutomationInvariants {
    /// Sentences about every broken rule; empty when all hold.
    package static func violations(in reader: any Reader, at now: Timestamp) throws -> [String] {
        try checks.flatMap { check in
            try reader.query(check.sql, check.usesNow ? [now] : []) { "\(check.rule): item \($0.document(0))" }
        } + versionPins(in: reader)
    }

    /// I9: a live run executes the version that its journal last told of.
    private static func versionPins(in reader: any Reader) throws -> [String] {
        let entries = try reader.query(
            """
            select r.item, r.id, r.version, j.kind, j.data from automation_runs r
            join automation_journal j on j.item = r.item and j.run = r.id and j.kind in ('run.started', 'run.migrated')
            where r.state = 0 order by r.id, j.seq
            """
        ) { row in
            let data = try JSONValue(parsing: row.text(4))
            let told = row.text(3) == JournalKind.runStarted.rawValue ? data["version"] : data["to"]
            return (item: row.document(0), run: row.int64(1), version: row.int64(2), told: told?.int)
        }
        let last = Dictionary(entries.map { ($0.run, $0) }) { $1 }
        return last.values.filter { $0.told != $0.version }.map { "I9 a run of a version that its journal does not tell of: item \($0.item)" }
    }

    private struct Check {
        let rule: String
        let sql: String
        var usesNow: Bool { sql.contains("$1") }
    }

    private static let checks = orphans + agenda + journal + retention + outbox

    /// I2: each live token is ready or has what wakes it; each waker has a live token.
    private static let orphans = [
        Check(
            rule: "I2 a token without a running run",
            sql: """
                select t.item from automation_tokens t left join automation_runs r on r.id = t.run and r.state = 0
                where r.id is null
                """),
        Check(
            rule: "I2 a token that waits for time has one timer, one that waits for its item at most one",
            sql: """
                select t.item from automation_tokens t where
                (select count(*) from automation_timers w where w.token = t.id) not between
                case when t.state = 1 then 1 else 0 end and case when t.state in (1, 5) then 1 else 0 end
                """),
        Check(
            rule: "I2 a token waits for an event exactly when it is subscribed",
            sql: """
                select t.item from automation_tokens t where
                case when exists (select 1 from automation_subscriptions s where s.token = t.id) then 1 else 0 end
                <> case when t.state = 2 then 1 else 0 end
                """),
        Check(
            rule: "I2 a joining token has its pending branches",
            sql: """
                select t.item from automation_tokens t where t.state = 3 and t.pending < 1 or
                t.state = 3 and t.pending > (select count(*) from automation_tokens c where c.parent = t.id)
                """),
        Check(
            rule: "I2 a failed token has an open incident",
            sql: """
                select t.item from automation_tokens t where
                (select count(*) from automation_incidents i where i.token = t.id and i.resolved_at is null)
                <> case when t.state = 4 then 1 else 0 end
                """),
        Check(
            rule: "I2 a timer without a token",
            sql:
                "select w.item from automation_timers w left join automation_tokens t on t.id = w.token where t.id is null"
        ),
        Check(
            rule: "I2 a subscription without a token",
            sql:
                "select s.item from automation_subscriptions s left join automation_tokens t on t.id = s.token where t.id is null"
        ),
        Check(
            rule: "I2 a branch without its parent",
            sql: """
                select t.item from automation_tokens t left join automation_tokens p on p.id = t.parent
                where t.parent is not null and (p.id is null or p.state <> 3)
                """),
        Check(
            rule: "I2 a running run without a token",
            sql:
                "select r.item from automation_runs r where r.state = 0 and not exists (select 1 from automation_tokens t where t.run = r.id)"
        ),
    ]

    /// I3: the agenda looks no later than anything is due.
    private static let agenda = [
        Check(
            rule: "I3 a timer that the agenda does not cover",
            sql: """
                select w.item from automation_timers w left join automation_agenda a on a.item = w.item
                where a.item is null or (a.hold = 0 and a.fails = 0 and a.due_at > w.due_at and a.due_at > $1)
                """),
        Check(
            rule: "I3 ready tokens or events that the agenda does not cover",
            sql: """
                select a.item from automation_agenda a where a.hold = 0 and a.fails = 0 and a.due_at > $1 and (
                exists (select 1 from automation_tokens t where t.item = a.item and t.state = 0)
                or exists (select 1 from automation_inbox i where i.item = a.item))
                """),
        Check(
            rule: "I12 an item on hold without an open incident or a held entry",
            sql: """
                select a.item from automation_agenda a where a.hold = 1
                and not exists (select 1 from automation_incidents i where i.item = a.item and i.resolved_at is null)
                and not exists (select 1 from automation_journal j where j.item = a.item and j.kind = 'item.held')
                """),
    ]

    /// I6: entries are numbered without gaps and never go back in time. I7: a cancelled run does nothing more. I8: no
    /// robot before its moment.
    private static let journal = [
        Check(
            rule: "I6 a gap in the journal",
            sql: """
                select a.item from automation_agenda a where a.journal_seq - a.journal_base <>
                (select count(*) from automation_journal j where j.item = a.item)
                or a.journal_seq <> coalesce((select max(j.seq) from automation_journal j where j.item = a.item), a.journal_base)
                """),
        Check(
            rule: "I6 the journal goes back in time",
            sql: """
                select j.item from automation_journal j join automation_journal n on n.item = j.item and n.seq = j.seq + 1
                where n.at < j.at
                """),
        Check(
            rule: "I7 an entry of a run after its end",
            sql: """
                select j.item from automation_journal j join automation_journal e on e.item = j.item and e.run = j.run
                and e.kind in ('run.cancelled', 'run.ended') where j.seq > e.seq
                """),
        Check(
            rule: "I7 a run ended twice or an ended run without its entry",
            sql: """
                select r.item from automation_runs r join automation_agenda a on a.item = r.item
                left join automation_journal j on j.item = r.item and j.run = r.id and j.kind in ('run.cancelled', 'run.ended')
                group by r.item, r.id, r.state, r.cause_seq, a.journal_base
                having count(j.seq) > 1 or (r.state = 0 and count(j.seq) = 1)
                or (r.state <> 0 and count(j.seq) = 0 and r.cause_seq > a.journal_base)
                """),
        Check(
            rule: "I9 a run of a version that does not exist",
            sql: """
                select r.item from automation_runs r left join automation_versions v
                on v.definition = r.definition and v.version = r.version where v.version is null and r.state = 0
                """),
    ]

    /// I4 and I15: no two live runs of one stay; retention leaves what live runs stand on.
    private static let retention = [
        Check(
            rule: "I4 two live runs of one stay",
            sql: """
                select r.item from automation_runs r where r.state = 0 and r.stage not like '@%'
                group by r.item, r.definition, r.visit having count(*) > 1
                """),
        Check(
            rule: "I15 the start of a live run is gone from the journal",
            sql: """
                select r.item from automation_runs r join automation_agenda a on a.item = r.item
                where r.state = 0 and r.cause_seq <= a.journal_base
                """),
    ]

    /// I2 and I5 of what goes outside: a robot waits only for what can still happen; states say what the columns say.
    private static let outbox = [
        Check(
            rule: "I2 a robot waits for a delivery that can tell it nothing more",
            sql: """
                select s.item from automation_subscriptions s left join automation_outbox o on o.id = s.correlation
                where s.kind = 'delivery.done' and (o.id is null or o.state not in (0, 1))
                and not exists (select 1 from automation_inbox i where i.item = s.item)
                """),
        Check(
            rule: "I5 a delivery without a receiver's row",
            sql: """
                select o.item from automation_outbox o left join automation_channels c on c.channel = o.channel
                where c.channel is null
                """),
        Check(
            rule: "I5 a delivery in two states at once",
            sql: """
                select o.item from automation_outbox o where
                case when o.state in (0, 1) then 1 else 0 end = case when o.finished_at is null then 0 else 1 end
                or (o.state = 2 and o.receipt is null) or (o.state = 1 and (o.epoch = 0 or o.attempts = 0))
                or (o.state = 5 and o.unsure = 0)
                """),
        Check(
            rule: "I5 a delivery that was given up and of which nobody is told",
            sql: """
                select o.item from automation_outbox o join automation_agenda a on a.item = o.item
                where o.state in (3, 5) and o.run > 0 and a.hold = 0
                and not exists (select 1 from automation_journal j where j.item = o.item and j.kind = 'delivery.failed'
                    and j.node = o.node)
                and not exists (select 1 from automation_inbox i where i.item = o.item)
                """),
    ]
}
