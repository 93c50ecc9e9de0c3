import Dispatch
import Kernel
import Synchronization

/// Makes and checks password hashes one after another on a thread of its own: the Swift pool (as wide as the machine has
/// cores) stays free for requests, and a rush of sign-ins never takes more memory than one hash.
///
/// A class because the queue is a resource that all who check passwords share.
package final class PasswordHasher: Sendable {
    /// The length people must choose from, in characters.
    package static let lengths = 8...200

    private let queue = DispatchQueue(label: "passwords")
    private let cost: PasswordHash.Cost
    private let derived = Atomic(0)
    /// Checked when nobody has the login, so that an unknown one takes as long as a known one.
    package let decoy: String

    /// - Parameter power: the rounds as a power of two. 15 with r = 8, p = 3 is the lowest memory setting (32 MB) that
    ///   OWASP's cheat sheet of 2025 recommends; tests take less.
    package init(power: Int = 15, parallelism: Int = 3) {
        cost = PasswordHash.Cost(power: power, blockSize: 8, parallelism: parallelism)
        decoy = PasswordHash(matchingNothingAt: cost).stored
    }

    /// How many keys have been derived since the start, for the portal's figures: each costs the same.
    package var derivations: Int { derived.load(ordering: .relaxed) }

    /// The hash to store.
    /// - Throws: `Failure` `.invalid` at `PASSWORD` when it is too short or too long.
    package func hash(_ password: String) async throws -> String {
        try PasswordHasher.check(password)
        return try await onQueue { [cost] in try PasswordHash(of: password, cost: cost).stored }
    }

    /// Whether the password belongs to the stored hash. With nil (nobody of that name, no password yet) the answer is no,
    /// after the same work.
    package func verify(_ password: String, against stored: String?) async throws -> Bool {
        guard password.count <= PasswordHasher.lengths.upperBound else { return false }
        return try await onQueue { [decoy] in
            let known = stored.flatMap(PasswordHash.init(stored:))
            let matches = try (known ?? PasswordHash(stored: decoy))?.matches(password) ?? false
            return matches && known != nil
        }
    }

    /// Whether the hash was made with older parameters and should be renewed at the next sign-in.
    package func isOutdated(_ stored: String) -> Bool {
        PasswordHash(stored: stored)?.cost != cost
    }

    static func check(_ password: String) throws {
        if password.count < lengths.lowerBound {
            let limit = String(lengths.lowerBound)
            throw Failure(.invalid, PeopleTexts.passwordTooShort.with(["limit": limit]), field: "PASSWORD")
        }
        if password.count > lengths.upperBound {
            let limit = String(lengths.upperBound)
            throw Failure(.invalid, PeopleTexts.passwordTooLong.with(["limit": limit]), field: "PASSWORD")
        }
    }

    private func onQueue<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in
                derived.add(1, ordering: .relaxed)
                continuation.resume(with: Result(catching: work))
            }
        }
    }
}
