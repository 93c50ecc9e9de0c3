import Storage

/// The side table of people's own fields; their columns are made at run time, as those of `deal_custom` are.
let ownFieldsOfPeopleMigration = Migration("2026-11-28-031-own-fields-of-people", statements: [
    "create table person_custom (user_id bigint primary key)",
])
