import Storage

/// The uploaded table of an import: with it a browser's import that was cut by a restart can go on. Nil for one from the
/// command line, whose table lies elsewhere.
let importsMigration = Migration("2026-11-28-008-imports", statements: ["alter table import_jobs add column file bigint"])
