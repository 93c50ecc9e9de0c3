import CRM
import Kernel
import Synchronization

/// Carries changes to the open pages of this node: each page listens on one stream and is told what to load anew.
///
/// Only the fact that something changed travels; the page asks for the new state with its own rights.
package final class LiveHub: LiveChannel {
    package struct Message: Sendable {
        /// `3f2a-17`: the hub and the number of the message there.
        package let id: String
        package let event: String
        package let data: String
    }

    private struct State {
        var lastID: Int64 = 0
        var recent: [(number: Int64, message: Message, audience: UserID?)] = []
        var listeners: [Int64: Listener] = [:]
        var nextListener: Int64 = 0

        mutating func send(_ event: String, _ data: String, to audience: UserID?, from hub: String) {
            lastID += 1
            let message = Message(id: "\(hub)-\(lastID)", event: event, data: data)
            recent.append((lastID, message, audience))
            if recent.count > LiveHub.memory { recent.removeFirst(recent.count - LiveHub.memory) }
            for listener in listeners.values where audience == nil || audience == listener.user {
                listener.stream.yield(message)
            }
        }
    }

    private struct Listener {
        let user: UserID
        let stream: AsyncStream<Message>.Continuation
    }

    /// So many messages are kept for a browser that reconnects with `Last-Event-ID`.
    fileprivate static let memory = 512
    private let state = Mutex(State())
    /// Other hubs (of another node, of this one before it was started again) count anew.
    private let name = String(UInt32.random(in: 0...UInt32.max), radix: 16)

    package init() {}

    package func publish(_ change: LiveChange) {
        state.withLock { state in
            for (event, data, audience) in change.messages { state.send(event, data, to: audience, from: name) }
        }
    }

    /// Tells every page to load itself anew: what has changed elsewhere is not known.
    package func reload() {
        state.withLock { $0.send("reload", "{}", to: nil, from: name) }
    }

    /// The messages for a person from now on, after those missed since the one with the id `lastSeen`. A page that has
    /// missed more than is kept, or has seen those of another node, is told to `reload`.
    package func messages(for user: UserID, after lastSeen: String?) -> AsyncStream<Message> {
        let (stream, continuation) = AsyncStream<Message>.makeStream(bufferingPolicy: .bufferingNewest(256))
        let number = state.withLock { state in
            if let lastSeen {
                let seen = position(of: lastSeen) ?? -1
                let missed = state.recent.filter { $0.number > seen }
                if seen < state.lastID, missed.first?.number != seen + 1 {
                    continuation.yield(Message(id: "\(name)-\(state.lastID)", event: "reload", data: "{}"))
                } else {
                    for entry in missed where entry.audience == nil || entry.audience == user { continuation.yield(entry.message) }
                }
            }
            state.nextListener += 1
            state.listeners[state.nextListener] = Listener(user: user, stream: continuation)
            return state.nextListener
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.listeners.removeValue(forKey: number) }
        }
        return stream
    }

    /// The number of a message of this hub; nil for one of another.
    private func position(of id: String) -> Int64? {
        let parts = id.split(separator: "-")
        return parts.count == 2 && parts[0] == name ? Int64(parts[1]) : nil
    }

    /// Ends every stream: the program is stopping.
    package func close() {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.stream.finish() }
    }
}

extension LiveChange {
    /// As sent to browsers: one `change` for all with the names of what is different, one `bell` for each person concerned.
    fileprivate var messages: [(event: String, data: String, audience: UserID?)] {
        var messages: [(event: String, data: String, audience: UserID?)] = []
        if !(items.isEmpty && columns.isEmpty && tasks.isEmpty) {
            let change: JSONValue = [
                "items": .array(items.sorted().map { .string("\(($0.entity?.code ?? "").lowercased())_\($0.id)") }),
                "columns": .array(columns.map { "\($0.entity.code.lowercased())/\($0.stage)" }.sorted().map { .string($0) }),
                "tasks": .array(tasks.sorted().map { .int($0.rawValue) }),
            ]
            messages.append(("change", change.text, nil))
        }
        for user in bells.sorted() { messages.append(("bell", "{}", user)) }
        return messages
    }
}
