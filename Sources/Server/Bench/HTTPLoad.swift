import Glibc
import Kernel

/// People who drag deals from stage to stage, each over a connection that stays open and each waiting for the answer before
/// the next move. One thread serves them all, so that the measured program has the processors.
struct HTTPLoad {
    struct Result {
        var moves = 0
        var seconds = 0.0
        /// Of each move, from the request to the whole answer, milliseconds.
        var times = Samples()

        var perSecond: Double { Double(moves) / seconds }
    }

    let cookie: String
    let csrf: String
    let traffic: MoveTraffic

    /// - Parameter session: of somebody signed in, on the portal behind `port`.
    init(session cookie: String, port: Int, traffic: MoveTraffic) throws {
        self.cookie = cookie
        self.traffic = traffic
        csrf = try Self.csrf(cookie, port)
    }

    /// The token that forms of this session carry.
    static func csrf(_ cookie: String, _ port: Int) throws -> String {
        let page = try BlockingHTTPClient(port: port, cookie: cookie).get("/profile", gzip: false)
        let text = String(decoding: page.body, as: UTF8.self)
        guard page.status == 200, let start = text.firstRange(of: "name=\"csrf-token\" content=\"")?.upperBound else {
            throw Failure(.unavailable, Text(verbatim: "bench: /profile answers with status \(page.status), without a token"))
        }
        return String(text[start...].prefix { $0 != "\"" })
    }

    /// Moves for some time, the connections dealt out to the ports in turn.
    func run(_ connections: Int, to ports: [Int], for time: Duration) throws -> Result {
        let clients = try (0..<connections).map { try BlockingHTTPClient(port: ports[$0 % ports.count], cookie: cookie) }
        var result = Result()
        var begun = [ContinuousClock.Instant](repeating: .now, count: connections)
        var isWaiting = [Bool](repeating: true, count: connections)
        let start = ContinuousClock.now
        for index in clients.indices { begun[index] = try send(clients[index]) }
        while isWaiting.contains(true) {
            for index in try ready(clients, isWaiting) {
                let answer = try clients[index].receive()
                guard answer.status == 200 || answer.status == 303 else {
                    throw Failure(.unavailable, Text(verbatim: "bench: a move is answered with status \(answer.status)"))
                }
                result.times.add((ContinuousClock.now - begun[index]).inMilliseconds)
                result.moves += 1
                isWaiting[index] = ContinuousClock.now - start < time
                if isWaiting[index] { begun[index] = try send(clients[index]) }
            }
        }
        result.seconds = (ContinuousClock.now - start).inSeconds
        return result
    }

    private func send(_ client: BlockingHTTPClient) throws -> ContinuousClock.Instant {
        let next = traffic.nextMove()
        let now = ContinuousClock.now
        try client.post("/deals/\(next.deal.id)/move", form: "csrf=\(percentEncoded(csrf))&stage=\(next.stage)")
        return now
    }

    private func ready(_ clients: [BlockingHTTPClient], _ isWaiting: [Bool]) throws -> [Int] {
        var sockets = clients.indices.map { pollfd(fd: isWaiting[$0] ? clients[$0].descriptor : -1, events: Int16(POLLIN), revents: 0) }
        guard poll(&sockets, nfds_t(sockets.count), 30_000) > 0 else {
            throw Failure(.unavailable, Text(verbatim: "bench: no answer within 30 s"))
        }
        return sockets.indices.filter { sockets[$0].revents != 0 }
    }
}

/// Unreserved characters stay, every other byte is written in hexadecimal.
func percentEncoded(_ text: String) -> String {
    text.utf8.map { byte in
        let letter = Character(UnicodeScalar(byte))
        if byte < 128, letter.isLetter || letter.isNumber { return String(letter) }
        return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
}
