import FoundationEssentials
import Glibc
import Kernel
import Storage

/// A process that serves the portal, as it has said itself.
struct Node: Sendable, Equatable {
    /// How often a node that runs says so.
    static let pulse = TimeSpan.seconds(10)
    /// How long a node may be silent before people are told.
    static let patience = TimeSpan.seconds(30)

    let id: Int64
    /// `sales-1 127.0.0.1:8080 (4711)`: machine, address, process.
    let name: String
    let startedAt: Timestamp
    let seenAt: Timestamp
    let stoppedAt: Timestamp?

    /// How this process calls itself.
    static func name(host: String, port: Int) -> String {
        var bytes = [CChar](repeating: 0, count: 256)
        gethostname(&bytes, bytes.count - 1)
        let machine = String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return "\(machine) \(host):\(port) (\(getpid()))"
    }

    enum State: Equatable {
        case running
        case silent(since: Timestamp)
        case stopped(at: Timestamp)
    }

    func state(at now: Timestamp) -> State {
        if let stoppedAt { return .stopped(at: stoppedAt) }
        return now - seenAt > Self.patience ? .silent(since: seenAt) : .running
    }
}

/// The table `nodes`.
enum NodeStore {
    /// Nodes that ended longer ago are forgotten.
    static let memory = TimeSpan.days(7)

    static func start(_ name: String, in transaction: any Transaction, at now: Timestamp) throws -> Int64 {
        try transaction.execute("delete from nodes where seen_at < $1", [now - memory])
        let id = try transaction.nextID("nodes")
        try transaction.execute(
            "insert into nodes (id, name, started_at, seen_at, stopped_at) values ($1, $2, $3, $3, null)", [id, name, now])
        return id
    }

    static func pulse(of id: Int64, in transaction: any Transaction, at now: Timestamp) throws {
        try transaction.execute("update nodes set seen_at = $2 where id = $1", [id, now])
    }

    static func stop(_ id: Int64, in transaction: any Transaction, at now: Timestamp) throws {
        try transaction.execute("update nodes set seen_at = $2, stopped_at = $2 where id = $1", [id, now])
    }

    /// All nodes that are remembered, the one started last first.
    static func all(in reader: any Reader) throws -> [Node] {
        try reader.query("select id, name, started_at, seen_at, stopped_at from nodes order by started_at desc, id desc") { row in
            Node(
                id: row.int64(0), name: row.text(1), startedAt: row.timestamp(2), seenAt: row.timestamp(3),
                stoppedAt: row.optionalTimestamp(4))
        }
    }
}
