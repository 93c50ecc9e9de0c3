import Storage

/// Reading automation across items: what happened last, what will happen next.
let portalJournalMigration = Migration("2026-11-28-017-portal-journal", statements: [
    "create index automation_journal_at on automation_journal (at, item, seq)",
    "create index automation_timers_due on automation_timers (due_at)",
])
