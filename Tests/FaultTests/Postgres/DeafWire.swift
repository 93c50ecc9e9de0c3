// Foundation for Thread; each direction of a connection has one.
import Foundation
import Synchronization

/// A socket between a node and its PostgreSQL that passes everything on until it is told to swallow it: both sides then
/// believe that the other one is silent, as when a network fails without a word.
final class DeafWire: Sendable {
    private struct State {
        var isDeaf = false
        var isClosed = false
        var sockets: [Int32] = []
    }

    /// The folder of the socket, for a PostgreSQL address.
    let folder: String
    private let server: String
    private let listener: Int32
    private let state = Mutex(State())

    /// - Parameter server: the folder of the server's socket.
    init(to server: String) throws {
        self.server = server
        (folder, listener) = try UnixSocket.listen()
        Thread { self.accept() }.start()
    }

    /// From now on every byte disappears, also of new connections.
    func goDeaf() { state.withLock { $0.isDeaf = true } }

    /// The network is back: what was swallowed is lost for good, so the old connections break; new ones work.
    func heal() {
        let old = state.withLock { state in
            defer { state.sockets = [] }
            state.isDeaf = false
            return state.sockets
        }
        for socket in old { shutdown(socket, Int32(SHUT_RDWR)) }
    }

    func close() throws {
        state.withLock { $0.isClosed = true }
        heal()
        shutdown(listener, Int32(SHUT_RDWR))
        try FileManager.default.removeItem(atPath: folder)
    }

    private func accept() {
        while true {
            let near = Foundation.accept(listener, nil, nil)
            if near < 0 || state.withLock(\.isClosed) { break }
            guard let far = try? UnixSocket.connect(to: server) else {
                _ = Foundation.close(near)
                continue
            }
            state.withLock { $0.sockets += [near, far] }
            let pair = Pair(near, far)
            Thread { self.pass(from: near, to: far, pair) }.start()
            Thread { self.pass(from: far, to: near, pair) }.start()
        }
        _ = Foundation.close(listener)
    }

    private func pass(from source: Int32, to destination: Int32, _ pair: Pair) {
        while let words = UnixSocket.receive(from: source) {
            if !state.withLock(\.isDeaf), !UnixSocket.send(words, to: destination) { break }
        }
        // An end that nobody hears: the other side keeps its connection open.
        if !state.withLock(\.isDeaf) { shutdown(destination, Int32(SHUT_RDWR)) }
        pair.leave()
    }
}

/// Two sockets that are closed when both directions have ended.
private final class Pair: Sendable {
    private let sockets: (Int32, Int32)
    private let ended = Mutex(0)

    init(_ near: Int32, _ far: Int32) { sockets = (near, far) }

    func leave() {
        let both = ended.withLock { ended in
            ended += 1
            return ended == 2
        }
        if both { for socket in [sockets.0, sockets.1] { _ = Foundation.close(socket) } }
    }
}
