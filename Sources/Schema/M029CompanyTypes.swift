import Storage

/// Companies that are clients have the code by which programs written for Bitrix24 know them.
let companyTypesMigration = Migration("2026-11-28-029-company-types", statements: [
    "update companies set type = 'CUSTOMER' where type = 'CLIENT'",
    "update field_options set code = 'CUSTOMER' where entity = 4 and field = 'COMPANY_TYPE' and code = 'CLIENT'",
])
