import Storage

/// Tables whose rows come and go all the time: on PostgreSQL each change leaves a dead row behind, which must be cleared
/// before the claims wade through them.
let hotTablesMigration = Migration("2026-11-28-013-hot-tables") { transaction in
    let tables = ["agenda", "inbox", "tokens", "timers", "subscriptions", "outbox", "channels", "limits"].map { "automation_\($0)" }
    for statement in (tables + ["meta", "nodes", "stage_totals"]).flatMap(transaction.dialect.clearing) {
        try transaction.execute(statement)
    }
}
