// Foundation for Thread: the receiver is a world of its own.
import Foundation
import Glibc
import Synchronization

/// A real HTTP server on 127.0.0.1 that behaves as receivers do, the bad ones too, and keeps what it was sent.
final class Receiver: Sendable {
    enum Behaviour: Sendable {
        case answer(Int, headers: [String] = [], body: String = "")
        /// Reads everything and says nothing.
        case hang
        /// Sends byte after byte and never comes to an end.
        case drip
        /// Reads everything and cuts the connection.
        case cut
        /// More bytes than anybody wants.
        case flood
    }

    struct Request: Sendable {
        let line: String
        let headers: [String: String]
        let body: String
    }

    private struct State {
        var script: @Sendable (Request, Int) -> Behaviour = { _, _ in .answer(200) }
        var requests: [Request] = []
        var isClosed = false
    }

    let port: Int
    private let listener: Int32
    private let state = Mutex(State())

    init(_ script: @escaping @Sendable (Request, Int) -> Behaviour = { _, _ in .answer(200) }) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                guard bind(listener, generic, length) == 0, listen(listener, 64) == 0, getsockname(listener, generic, &length) == 0
                else { preconditionFailure("no port") }
            }
            return Int(UInt16(bigEndian: pointer.pointee.sin_port))
        }
        state.withLock { $0.script = script }
        Thread { self.accept() }.start()
    }

    deinit { close(listener) }

    var address: String { "http://127.0.0.1:\(port)/hook" }
    var requests: [Request] { state.withLock(\.requests) }

    func stop() {
        state.withLock { $0.isClosed = true }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func accept() {
        while true {
            let connection = Glibc.accept(listener, nil, nil)
            if connection < 0 || state.withLock(\.isClosed) { return }
            Thread { self.serve(connection) }.start()
        }
    }

    private func serve(_ connection: Int32) {
        guard let request = Self.read(connection) else {
            close(connection)
            return
        }
        let behaviour = state.withLock { state in
            state.requests.append(request)
            return state.script(request, state.requests.count)
        }
        switch behaviour {
        case .answer(let status, let headers, let body):
            let head = ["HTTP/1.1 \(status) Answer", "Content-Length: \(body.utf8.count)", "Connection: close"] + headers
            Self.write(head.joined(separator: "\r\n") + "\r\n\r\n" + body, to: connection)
        case .hang:
            var byte: UInt8 = 0
            // Returns when the other side has given up.
            _ = recv(connection, &byte, 1, 0)
        case .drip:
            Self.write("HTTP/1.1 200 OK\r\nX-Slow: ", to: connection)
            var end = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            while poll(&end, 1, 20) == 0, Self.write("x", to: connection) {}
        case .cut: break
        case .flood:
            Self.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n", to: connection)
            let chunk = String(repeating: "x", count: 65536)
            while Self.write(chunk, to: connection) {}
        }
        close(connection)
    }

    @discardableResult
    private static func write(_ text: String, to connection: Int32) -> Bool {
        let bytes = Array(text.utf8)
        return send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    private static func read(_ connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
                let pairs = lines.dropFirst().map { $0.split(separator: ":", maxSplits: 1).map(String.init) }
                let headers = Dictionary(pairs.map { ($0[0].lowercased(), $0.count > 1 ? $0[1].trimmingCharacters(in: .whitespaces) : "") }) { $1 }
                let body = String(text[end.upperBound...])
                if body.utf8.count >= Int(headers["content-length"] ?? "0") ?? 0 {
                    return Request(line: lines[0], headers: headers, body: body)
                }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            if count <= 0 { return nil }
            bytes += buffer[..<count]
        }
    }
}
