import Kernel
import Storage

/// What of automation must be copied so that an item can be played elsewhere.
package enum AutomationExtract {
    /// The active automation of every pipeline.
    package static let definitions: [RowSelection] = [
        RowSelection("automation_definitions"),
        RowSelection(
            "automation_versions",
            where: """
                exists (select 1 from automation_definitions d
                where d.id = automation_versions.definition and d.active_version = automation_versions.version)
                """),
    ]

    /// Entries of an item's journal that come along: migrations and the loop guard look at them.
    private static let journal = 2000

    /// Where an item stands in its processes, what it waits for, and the versions that it runs.
    package static func state(of item: DocumentID) -> [RowSelection] {
        let rows = ["automation_agenda", "automation_inbox", "automation_runs", "automation_tokens", "automation_timers",
            "automation_subscriptions", "automation_limits"]
        return rows.map { RowSelection($0, where: "item = $1", [item]) } + [
            RowSelection(
                "automation_versions",
                where: """
                    exists (select 1 from automation_runs r where r.item = $1 and r.state = 0
                        and r.definition = automation_versions.definition and r.version = automation_versions.version)
                    and not exists (select 1 from automation_definitions d
                        where d.id = automation_versions.definition and d.active_version = automation_versions.version)
                    """, [item]),
            RowSelection(
                "automation_journal",
                where: "item = $1 and seq > (select journal_seq - \(journal) from automation_agenda where item = $1)", [item]),
            RowSelection("automation_incidents", where: "item = $1 and resolved_at is null", [item]),
            RowSelection("automation_outbox", where: "item = $1 and state in (0, 1) and run > 0", [item]),
            RowSelection(
                "automation_channels", where: "channel in (select channel from automation_outbox where item = $1 and state in (0, 1) and run > 0)",
                [item]),
        ]
    }
}
