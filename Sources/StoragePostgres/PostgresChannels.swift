import CPostgres
import Foundation  // Thread and poll
import Logging
import Synchronization

/// What nodes say to each other over LISTEN and NOTIFY: a connection for listening, opened with the first listener, and one
/// for telling.
final class PostgresChannels: Sendable {
    private let connect: @Sendable () throws -> PostgresConnection
    private let teller: PostgresPool
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        var listeners: [Listener] = []
        var isClosed = false
        var isListening = false
        /// What has not been told yet, in order, each thing once.
        var untold: [Message] = []
    }

    private struct Listener {
        let number: Int
        let channel: String
        let continuation: AsyncStream<String>.Continuation
    }

    struct Message: Hashable {
        let channel: String
        let payload: String
    }

    init(logger: Logger, connect: @escaping @Sendable () throws -> PostgresConnection) {
        self.connect = connect
        self.logger = logger
        teller = PostgresPool("postgres-teller", limit: 1, logger: logger, connect: connect)
    }

    func listen(_ channel: String) -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1024))
        let isFirst: Bool? = state.withLock { state in
            if state.isClosed { return nil }
            let number = (state.listeners.last?.number ?? 0) + 1
            state.listeners.append(Listener(number: number, channel: channel, continuation: continuation))
            continuation.onTermination = { [weak self] _ in
                self?.state.withLock { $0.listeners.removeAll { $0.number == number } }
            }
            defer { state.isListening = true }
            return !state.isListening
        }
        guard let isFirst else {
            continuation.finish()
            return stream
        }
        if isFirst { startListening() }
        return stream
    }

    func notify(_ channel: String, _ payload: String) {
        let message = Message(channel: channel, payload: payload)
        let isFirst = state.withLock { state in
            if state.untold.contains(message) { return false }
            state.untold.append(message)
            return state.untold.count == 1
        }
        if isFirst { _ = teller.add(Telling(self)) }
    }

    func close() {
        teller.close()
        let listeners = state.withLock { state in
            state.isClosed = true
            defer { state.listeners = [] }
            return state.listeners
        }
        for listener in listeners { listener.continuation.finish() }
    }

    func waitForEnd() { teller.waitForEnd() }

    fileprivate func takeUntold() -> [Message] {
        state.withLock { state in
            defer { state.untold = [] }
            return state.untold
        }
    }

    private func startListening() {
        let thread = Thread { [weak self] in
            var pause = 0.05
            while let channels = self, !channels.isClosed {
                do {
                    try channels.listenUntilLost()
                    pause = 0.05
                } catch {
                    channels.logger.warning("listening to other nodes was interrupted", metadata: ["reason": "\(error)"])
                    Thread.sleep(forTimeInterval: pause)
                    pause = min(pause * 2, 2)
                }
            }
        }
        thread.name = "postgres-listener"
        thread.start()
    }

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Returns when the channels are closed.
    private func listenUntilLost() throws {
        let connection = try connect()
        var known: Set<String> = []
        while !isClosed {
            let wanted = state.withLock { Set($0.listeners.map(\.channel)) }
            for channel in wanted.subtracting(known) {
                try connection.command("listen \"\(channel)\"")
                known.insert(channel)
                tell(channel, "")
            }
            try wait(connection)
            while let note = PQnotifies(connection.handle) {
                defer { PQfreemem(note) }
                tell(String(cString: note.pointee.relname), String(cString: note.pointee.extra))
            }
        }
    }

    /// Waits for the next message, a quarter of a second at most: then new listeners are looked for.
    private func wait(_ connection: PostgresConnection) throws {
        var socket = pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0)
        let found = poll(&socket, 1, 250)
        if found > 0, PQconsumeInput(connection.handle) == 0 {
            throw PostgresFailure(lost: String(cString: PQerrorMessage(connection.handle)), "listen")
        }
    }

    private func tell(_ channel: String, _ payload: String) {
        for listener in state.withLock({ $0.listeners }) where listener.channel == channel {
            listener.continuation.yield(payload)
        }
    }
}

/// Tells everything that waits to be told.
private final class Telling: PostgresJob, @unchecked Sendable {
    private let channels: PostgresChannels

    init(_ channels: PostgresChannels) { self.channels = channels }

    func run(in session: PostgresSession) {
        let messages = channels.takeUntold()
        do {
            let connection = try session.connection(until: ContinuousClock.now + .seconds(5))
            for message in messages {
                _ = try connection.execute("select pg_notify($1, $2)", [message.channel, message.payload])
            }
        } catch {
            session.drop()
            session.logger.warning("other nodes could not be told", metadata: ["reason": "\(error)"])
        }
    }
}
