import Synchronization

/// Records the statements that a piece of work executes, so that a test can demand that a page of 50 rows takes as many as
/// a page of one.
package final class QueryCounter: Sendable {
    /// The counter of the work going on; drivers pass it along to their own threads.
    @TaskLocal package static var current: QueryCounter?

    private let executed = Mutex<[String]>([])

    package init() {}

    /// The statements so far, as they were written, oldest first.
    package var statements: [String] { executed.withLock { $0 } }

    package func record(_ sql: String) { executed.withLock { $0.append(sql) } }

    /// Runs `body` and returns its result with the statements that it and its child tasks executed.
    package static func count<T>(_ body: () async throws -> T) async rethrows -> (result: T, statements: [String]) {
        let counter = QueryCounter()
        let result = try await $current.withValue(counter, operation: body)
        return (result, counter.statements)
    }
}
