// Foundation for Thread and NSCondition: each client has a thread and waits for a session.
import Foundation

/// A pooler before PostgreSQL that lends a session for one transaction, as PgBouncer does with `pool_mode = transaction`. Of
/// the protocol it knows what it needs for that: where an answer ends and whether a transaction is open then.
/// Unchecked: what changes is guarded by `changed`.
final class TransactionPooler: @unchecked Sendable {
    /// The folder of the socket, for a PostgreSQL address.
    let folder: String
    private let server: String
    private let listener: Int32
    private let limit: Int
    private let takesTurns: Bool
    private let changed = NSCondition()
    private var free: [Session] = []
    private var count = 0

    private struct Session {
        let socket: Int32
        /// What the server said when the session began.
        let greeting: [UInt8]
    }

    /// - Parameters:
    ///   - server: the folder of the server's socket.
    ///   - sessions: how many it opens at most.
    ///   - takesTurns: lends the session that has been free longest; otherwise the one that came back last.
    init(to server: String, sessions: Int, takesTurns: Bool) throws {
        (folder, listener) = try UnixSocket.listen()
        self.server = server
        limit = sessions
        self.takesTurns = takesTurns
        Thread { self.accept() }.start()
    }

    func close() throws {
        shutdown(listener, Int32(SHUT_RDWR))
        changed.lock()
        for session in free { _ = Foundation.close(session.socket) }
        free = []
        changed.unlock()
        try FileManager.default.removeItem(atPath: folder)
    }

    private func accept() {
        while case let client = Foundation.accept(listener, nil, nil), client >= 0 {
            Thread {
                self.serve(client)
                _ = Foundation.close(client)
            }.start()
        }
        _ = Foundation.close(listener)
    }

    private func serve(_ client: Int32) {
        guard let start = UnixSocket.receive(from: client), let first = take(start) else { return }
        UnixSocket.send(first.greeting, to: client)
        giveBack(first)
        var session: Session?
        var answer: [UInt8] = []
        while true {
            var ends = [pollfd(fd: client, events: Int16(POLLIN), revents: 0), pollfd(fd: session?.socket ?? -1, events: Int16(POLLIN), revents: 0)]
            poll(&ends, 2, -1)
            if ends[0].revents != 0 {
                guard let words = UnixSocket.receive(from: client), words.first != UInt8(ascii: "X") else { break }
                session = session ?? take(start)
                guard let session, UnixSocket.send(words, to: session.socket) else { break }
            } else if let lent = session {
                guard let words = UnixSocket.receive(from: lent.socket), UnixSocket.send(words, to: client) else { break }
                answer += words
                if Self.endsTransaction(&answer) {
                    giveBack(lent)
                    session = nil
                }
            }
        }
        if let session { _ = Foundation.close(session.socket) }
    }

    private func take(_ start: [UInt8]) -> Session? {
        changed.lock()
        while free.isEmpty, count >= limit { changed.wait() }
        if !free.isEmpty {
            defer { changed.unlock() }
            return takesTurns ? free.removeFirst() : free.removeLast()
        }
        count += 1
        changed.unlock()
        guard let socket = try? UnixSocket.connect(to: server), UnixSocket.send(start, to: socket) else { return nil }
        var greeting: [UInt8] = []
        var unread: [UInt8] = []
        while let words = UnixSocket.receive(from: socket) {
            greeting += words
            unread += words
            if Self.endsTransaction(&unread) { return Session(socket: socket, greeting: greeting) }
        }
        return nil
    }

    private func giveBack(_ session: Session) {
        changed.lock()
        free.append(session)
        changed.broadcast()
        changed.unlock()
    }

    /// Takes whole messages off; whether the last one says that the server waits outside of a transaction (`ReadyForQuery`, idle).
    private static func endsTransaction(_ words: inout [UInt8]) -> Bool {
        var isIdle = false
        while words.count >= 5 {
            let length = words[1...4].reduce(0) { $0 << 8 | Int($1) } + 1
            guard words.count >= length else { break }
            isIdle = words[0] == UInt8(ascii: "Z") && words[5] == UInt8(ascii: "I")
            words.removeFirst(length)
        }
        return isIdle && words.isEmpty
    }
}
