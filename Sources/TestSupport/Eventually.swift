/// Lets other tasks work until something holds.
///
/// However long: on a busy machine any number of turns is too few. `bin/test` ends tests that wait in vain, and names them.
package func eventually(_ holds: () async throws -> Bool) async throws {
    while try await !holds() {
        try Task.checkCancellation()
        await Task.yield()
    }
}
