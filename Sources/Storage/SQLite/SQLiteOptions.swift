import Logging

/// How a SQLite database is opened.
package struct SQLiteOptions: Sendable {
    package enum Durability: Sendable {
        /// A transaction that was confirmed survives a loss of power.
        case full
        /// Nothing is flushed: for tests, whose databases need not outlive the machine.
        case unflushed
    }

    package var durability = Durability.full
    /// How many reads run in parallel; each holds a connection with 2 MB of cache at most.
    package var readers = 4
    /// Removes the folder of the database when it is closed: for tests.
    package var removesFolderOnClose = false
    /// Called before each commit; what it throws is treated as a failure of the commit. A fault point of the tests.
    package var beforeCommit: @Sendable () throws -> Void = {}
    package var logger = Logger(label: "storage")

    package init() {}
}
