import Kernel
import Storage

/// An automation that somebody is editing and has not saved yet: theirs alone, kept until it is saved or thrown away.
package struct AutomationDraft: Sendable, Hashable {
    package let body: PipelineAutomation
    /// The active version when it was begun; 0 when the pipeline had none. Another active version now means that a colleague
    /// has saved in between.
    package let base: Int64
    package let changedAt: Timestamp
}

extension AutomationStore {
    /// What a person is editing of this pipeline; nil when nothing.
    /// - Throws: `Failure` `.invalid` naming the place when the stored draft is damaged.
    package func draft(of name: String, by user: UserID, in reader: any Reader) throws -> AutomationDraft? {
        try reader.first(
            "select body, base_version, changed_at from automation_drafts where name = $1 and user_id = $2", [name, user]
        ) { row in
            AutomationDraft(
                body: try PipelineAutomation(json: JSONValue(parsing: row.text(0))), base: row.int64(1), changedAt: row.timestamp(2))
        }
    }

    /// Keeps what a person is editing, in place of what they had before. It is not checked: `publish` does that.
    /// - Parameter base: the active version when the editing began.
    package func keepDraft(
        _ body: PipelineAutomation, base: Int64, of name: String, by user: UserID, in transaction: any Transaction,
        at now: Timestamp
    ) throws {
        try transaction.execute(
            """
            insert into automation_drafts (name, user_id, base_version, body, changed_at) values ($1, $2, $3, $4, $5)
            on conflict (name, user_id) do update set
                base_version = excluded.base_version, body = excluded.body, changed_at = excluded.changed_at
            """, [name, user, base, body.json.text, now])
    }

    /// Throws away what a person was editing.
    package func dropDraft(of name: String, by user: UserID, in transaction: any Transaction) throws {
        try transaction.execute("delete from automation_drafts where name = $1 and user_id = $2", [name, user])
    }
}
