import Kernel
import Logging

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

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
    /// No further transaction begins in a batch after this time, so that those already done get their answers.
    package var batchTime = Duration.milliseconds(50)
    /// Removes the folder of the database when it is closed: for tests.
    package var removesFolderOnClose = false
    /// Called before each commit; what it throws is treated as a failure of the commit. A fault point of the tests.
    package var beforeCommit: @Sendable () throws -> Void = {}
    /// Called by the writer when a flush has failed; does not return. After a failed flush the system may call the next one
    /// a success although the data is lost: only a new start, which reads what the disk has, knows the truth.
    package var endProcess: @Sendable () -> Never = SQLiteOptions.exitAfterFailedFlush
    package var logger = Logger(label: "storage")

    package init() {}

    private static let exitAfterFailedFlush: @Sendable () -> Never = {
        let message = "\(StorageTexts.flushFailed.russian)\n\(StorageTexts.flushFailed.english)\n"
        _ = write(STDERR_FILENO, message, message.utf8.count)
        // 74 is EX_IOERR. Without the handlers of a usual exit: they would close the database, and closing writes and flushes.
        _exit(74)
    }
}
