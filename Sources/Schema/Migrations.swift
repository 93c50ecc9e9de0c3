import Storage

/// Every step of the schema, oldest first. A new migration is one file and one line here.
package let migrations: [Migration] = [
    peopleMigration,
    itemsMigration,
    workMigration,
    automationMigration,
    requestsMigration,
    outboxMigration,
    engineMigration,
    importsMigration,
    totalsMigration,
    nodesMigration,
    workCountersMigration,
    hotTablesMigration,
    assignmentsMigration,
    portalJournalMigration,
    integrationsMigration,
    outsideWorkMigration,
    eventHandlersMigration,
    movingMigration,
    importUndoMigration,
    programsMigration,
    programWorkMigration,
    catalogueMigration,
    applicationsMigration,
    listIndexesMigration,
    companyTypesMigration,
    timelineOrderMigration,
    ownFieldsOfPeopleMigration,
    mergingMigration,
]

/// Tables that migrations fill with what every portal begins with.
package let seededTables = ["measures", "vat_rates", "currencies"]
