import Connectors
import Kernel
import Synchronization

/// Calls the REST API of the portal that is left: not faster than agreed, again after limits and broken connections, waiting
/// longer each time. A class because all callers share the pace.
package final class SourceClient: Sendable {
    let address: WebhookAddress
    private let transfers: CurlTransfers
    private let clock: any WallClock
    private let interval: TimeSpan
    private let next = Mutex(Timestamp(milliseconds: 0))
    /// A source that has never answered is not waited for long: its address may be wrong.
    private let hasAnswered = Mutex(false)

    /// In bytes: a page of fifty records with long texts is far smaller.
    private static let answerLimit = 64 << 20
    private static let timeout = TimeSpan.minutes(2)

    /// - Parameter callsPerSecond: nil is two for a portal on the internet, as its limits ask for, and any number for one in
    ///   the own network.
    package init(_ address: WebhookAddress, transfers: CurlTransfers, clock: any WallClock, callsPerSecond: Double? = nil) {
        self.address = address
        self.transfers = transfers
        self.clock = clock
        let rate = callsPerSecond ?? (address.isLocal ? 0 : 2)
        interval = TimeSpan(milliseconds: rate > 0 ? Int64((1000 / rate).rounded(.up)) : 0)
    }

    /// The whole answer to a call: `result`, `total`, `next`.
    /// - Throws: `SourceRefusal` for what the source refuses, `Failure` when there is no going on.
    func call(_ method: String, _ parameters: JSONValue = [:]) async throws -> JSONValue {
        var waits = Waits()
        while true {
            try Task.checkCancellation()
            await keepPace()
            switch try await attempt(method, parameters) {
            case .answer(let answer):
                let inBatch = answer["result"]?["result_error"]?.elements ?? []
                guard let patience = inBatch.lazy.compactMap({ SourceRefusal($0)?.patience }).first else { return answer }
                try await wait(&waits, waits.pause(patience), MovingTexts.limit)
            case .refusal(let refusal):
                if let end = refusal.end { throw end }
                guard let patience = refusal.patience else { throw refusal }
                try await wait(&waits, waits.pause(patience), MovingTexts.limit)
            case .trouble(let text): try await wait(&waits, waits.pauseAfterTrouble(isKnown: hasAnswered.withLock(\.self)), text)
            }
        }
    }

    private enum Outcome {
        case answer(JSONValue)
        case refusal(SourceRefusal)
        /// Nothing that can be used; it may go better the next time.
        case trouble(Text)
    }

    private func attempt(_ method: String, _ parameters: JSONValue) async throws -> Outcome {
        let request = OutgoingRequest(
            "POST", address.method(method),
            headers: [("Content-Type", "application/json"), ("Accept", "application/json"), ("User-Agent", "Prom2B")],
            body: parameters.bytes, timeout: Self.timeout, allowsPrivate: true, answerLimit: Self.answerLimit)
        do {
            return try judge(try await transfers.answer(to: request))
        } catch let failure as TransferFailure {
            return try trouble(failure)
        }
    }

    private func judge(_ answer: IncomingAnswer) throws -> Outcome {
        let parsed = Result { try JSONValue(parsing: answer.body, limits: JSONValue.Limits(bytes: Self.answerLimit)).withoutZeros }
        if case .success(let json) = parsed, json.object != nil {
            hasAnswered.withLock { $0 = true }
            if json["error"] != nil, let refusal = SourceRefusal(json) {
                // A portal that has stumbled over itself may do better the next time.
                let isStumble = answer.status >= 500 && refusal.patience == nil && refusal.end == nil
                return isStumble ? .trouble(refusal.reason) : .refusal(refusal)
            }
            if (200..<300).contains(answer.status) { return .answer(json) }
        }
        if (300..<400).contains(answer.status) {
            throw Failure(.invalid, MovingTexts.redirected.with(["host": SourceClient.host(of: answer.headers["location"] ?? "")]))
        }
        if answer.status == 429 || answer.status == 503 { return .refusal(SourceRefusal(code: "QUERY_LIMIT_EXCEEDED", description: "")) }
        return .trouble(MovingTexts.notREST.with(["host": address.host, "status": String(answer.status)]))
    }

    private func trouble(_ failure: TransferFailure) throws -> Outcome {
        switch failure.reason {
        case .cancelled: throw CancellationError()
        case .notFound: return .trouble(MovingTexts.noHost.with(["host": address.host]))
        case .untrusted: throw Failure(.unavailable, MovingTexts.untrusted.with(["host": address.host]))
        case .notConnected, .timedOut, .cutOff, .other, .forbiddenAddress:
            return .trouble(MovingTexts.noAnswer.with(["host": address.host]))
        }
    }

    private static func host(of address: String) -> String {
        guard let mark = address.firstRange(of: "://") else { return "?" }
        return String(address[mark.upperBound...].prefix { $0 != "/" && $0 != "?" })
    }

    /// - Throws: `Failure` with the reason when patience has run out.
    private func wait(_ waits: inout Waits, _ pause: TimeSpan?, _ reason: Text) async throws {
        guard let pause else { throw Failure(.unavailable, reason) }
        await clock.sleep(until: clock.now + pause)
    }

    private func keepPace() async {
        let now = clock.now
        let slot = next.withLock { next in
            let slot = max(now, next)
            next = slot + interval
            return slot
        }
        if slot > now { await clock.sleep(until: slot) }
    }

    // MARK: Files

    /// The name that the source gives a file, and its content.
    /// - Throws: `Failure` when it cannot be had.
    func file(_ link: String, limit: Int) async throws -> (name: String?, bytes: [UInt8]) {
        guard var target = address.file(link) else { throw Failure(.invalid, MovingTexts.noFile) }
        var waits = Waits()
        var hops = 0
        while true {
            try Task.checkCancellation()
            await keepPace()
            let request = OutgoingRequest(
                "GET", target, headers: [("User-Agent", "Prom2B")], timeout: .minutes(10), allowsPrivate: address.isOwn(target),
                answerLimit: limit + 1)
            let answer: IncomingAnswer
            do {
                answer = try await transfers.answer(to: request)
            } catch {
                guard case .trouble(let text) = try trouble(error) else { throw Failure(.unavailable, MovingTexts.noFile) }
                try await wait(&waits, waits.pauseAfterTrouble(isKnown: hasAnswered.withLock(\.self)), text)
                continue
            }
            switch answer.status {
            case 200: return (try named(answer, limit), answer.body)
            case 301, 302, 303, 307, 308:
                guard hops < 5, let next = answer.headers["location"].flatMap(address.file) else { throw Failure(.notFound, MovingTexts.noFile) }
                hops += 1
                target = next
            case 429, 503: try await wait(&waits, waits.pause(.tooFast), MovingTexts.limit)
            default: throw Failure(.notFound, MovingTexts.fileStatus.with(["status": String(answer.status)]))
            }
        }
    }

    private func named(_ answer: IncomingAnswer, _ limit: Int) throws -> String? {
        if answer.body.count > limit { throw Failure(.limited, MovingTexts.largeFile.with(["limit": String(limit >> 20)])) }
        guard let header = answer.headers["content-disposition"] else {
            // A page that asks to sign in is not the file.
            if answer.headers["content-type"]?.lowercased().hasPrefix("text/html") ?? false { throw Failure(.forbidden, MovingTexts.noFile) }
            return nil
        }
        if let start = header.firstRange(of: "filename*=") {
            let value = header[start.upperBound...].prefix { $0 != ";" }
            if let mark = value.firstRange(of: "''") { return percentDecoded(value[mark.upperBound...].replacing("+", with: "%2B")) }
        }
        guard let start = header.firstRange(of: "filename=") else { return nil }
        return String(header[start.upperBound...].prefix { $0 != ";" }).filter { $0 != "\"" }
    }
}

/// How long to wait before the next attempt of one call.
private struct Waits {
    private var limits = 0
    private var troubles = 0

    /// Nil when it makes no sense any more.
    mutating func pause(_ patience: SourceRefusal.Patience) -> TimeSpan? {
        limits += 1
        switch patience {
        case .tooFast: return limits > 20 ? nil : .seconds(min(60, 1 << Int64(min(limits - 1, 6))))
        // The limit counts ten minutes.
        case .overworked: return limits > 10 ? nil : .seconds(min(600, 60 * Int64(limits)))
        }
    }

    mutating func pauseAfterTrouble(isKnown: Bool) -> TimeSpan? {
        troubles += 1
        return troubles > (isKnown ? 6 : 2) ? nil : .seconds(1 << Int64(troubles - 1))
    }
}
