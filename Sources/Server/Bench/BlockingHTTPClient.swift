import Glibc
import Kernel

/// One connection to a server on this machine that stays open: the least that can stand between a stopwatch and a page.
///
/// Blocks its thread; a class because it owns a socket. Sending and receiving are apart, so that one thread can have
/// requests of several connections under way.
final class BlockingHTTPClient {
    struct Answer {
        let status: Int
        /// Bytes as they travelled: compressed when the server compressed them.
        let body: [UInt8]
    }

    /// The socket, to wait for several connections at a time.
    let descriptor: Int32
    private let cookie: String
    private var received: [UInt8] = []

    /// - Parameter cookie: the whole value of the header `Cookie`.
    init(port: Int, cookie: String) throws {
        self.cookie = cookie
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Self.problem("no socket") }
        var wait = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        var immediately: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &immediately, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if result != 0 {
            Glibc.close(descriptor)
            throw Self.problem("cannot connect to port \(port)")
        }
    }

    deinit { Glibc.close(descriptor) }

    func get(_ path: String, gzip: Bool = true) throws -> Answer {
        try send(path, gzip: gzip)
        return try receive()
    }

    func send(_ path: String, gzip: Bool = true) throws {
        try transmit("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: \(cookie)\r\n\(gzip ? "Accept-Encoding: gzip\r\n" : "")\r\n")
    }

    /// Sends a form, encoded as a browser does.
    func post(_ path: String, form: String) throws {
        try transmit(
            """
            POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: \(cookie)\r\nContent-Type: application/x-www-form-urlencoded\r\n\
            Content-Length: \(form.utf8.count)\r\n\r\n\(form)
            """)
    }

    private func transmit(_ text: String) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Self.problem("the connection was closed") }
            bytes = bytes.dropFirst(count)
        }
    }

    /// The answer to the oldest request that has none yet.
    func receive() throws -> Answer {
        let head = String(decoding: try line(endingWith: [13, 10, 13, 10]), as: UTF8.self).lowercased()
        let lines = head.split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw Self.problem("no answer of HTTP")
        }
        if lines.contains("transfer-encoding: chunked") { return Answer(status: status, body: try chunks()) }
        let length = lines.first { $0.hasPrefix("content-length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
        return Answer(status: status, body: try take(length))
    }

    private func chunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let size = String(decoding: try line(endingWith: [13, 10]), as: UTF8.self)
            guard let count = Int(size, radix: 16) else { throw Self.problem("a broken chunk") }
            body += try take(count)
            _ = try take(2)
            if count == 0 { return body }
        }
    }

    private func line(endingWith end: [UInt8]) throws -> [UInt8] {
        var from = 0
        while true {
            if received.count >= end.count {
                for place in from...(received.count - end.count) where received[place..<place + end.count].elementsEqual(end) {
                    let line = Array(received[..<place])
                    received.removeFirst(place + end.count)
                    return line
                }
                from = received.count - end.count + 1
            }
            try fill()
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while received.count < count { try fill() }
        let bytes = Array(received[..<count])
        received.removeFirst(count)
        return bytes
    }

    private func fill() throws {
        let bytes = [UInt8](unsafeUninitializedCapacity: 262_144) { buffer, count in
            count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
        }
        if bytes.isEmpty { throw Self.problem("the connection was closed, or nothing came for 30 s") }
        received += bytes
    }

    private static func problem(_ text: String) -> Failure {
        Failure(.unavailable, Text(verbatim: "bench: \(text)"))
    }
}
