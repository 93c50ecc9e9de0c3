/// One step of the schema, applied once, in its own transaction, in the order of the list in `Schema`.
package struct Migration: Sendable {
    /// `2026-11-23-001-foundation`: sorts by age, stored in `schema_migrations`, never renamed.
    package let name: String
    package let apply: @Sendable (any Transaction) throws -> Void

    package init(_ name: String, _ apply: @escaping @Sendable (any Transaction) throws -> Void) {
        self.name = name
        self.apply = apply
    }

    /// A migration of portable DDL statements only.
    package init(_ name: String, statements: [String]) {
        self.init(name) { transaction in
            for statement in statements {
                try transaction.execute(transaction.dialect.definition(statement))
            }
        }
    }
}
