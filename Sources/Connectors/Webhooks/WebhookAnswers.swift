import Automation
import Kernel

/// What an answer, or the lack of one, says about what was done over there.
enum WebhookAnswers {
    /// What one attempt came to, also when there is no answer.
    static func outcome(at clock: any WallClock, of attempt: () async throws -> IncomingAnswer) async -> DeliveryOutcome {
        do {
            return outcome(try await attempt(), at: clock.now)
        } catch let failure as TransferFailure {
            return outcome(failure)
        } catch let failure as Failure {
            return .refused(DeliveryFailure(failure.message, isPermanent: true))
        } catch {
            // The database could not be read: nothing was sent.
            return .refused(DeliveryFailure(WebhookTexts.notPrepared))
        }
    }

    static func outcome(_ answer: IncomingAnswer, at now: Timestamp) -> DeliveryOutcome {
        let retryAfter = answer.headers["retry-after"].flatMap { RetryAfter.pause($0, at: now) }
        let status = String(answer.status)
        func failed(_ text: Text, permanent: Bool = false) -> DeliveryFailure {
            DeliveryFailure(
                text.with(["status": status, "answer": excerpt(answer)]), isPermanent: permanent, retryAfter: retryAfter)
        }
        switch answer.status {
        case 200..<300: return .delivered(receipt(answer))
        case 300..<400: return .refused(failed(WebhookTexts.redirected, permanent: true))
        // Too early, too much, not now: nothing was done.
        case 408, 425, 429, 503: return .refused(failed(WebhookTexts.busy))
        case 400..<500: return .refused(failed(WebhookTexts.refused, permanent: true))
        // It failed on the way: how far it had come, nobody says.
        default: return .unknown(failed(WebhookTexts.broken))
        }
    }

    static func outcome(_ failure: TransferFailure) -> DeliveryOutcome {
        let text: Text =
            switch failure.reason {
            case .forbiddenAddress: WebhookTexts.forbiddenAddress
            case .notFound: WebhookTexts.notFound
            case .notConnected: WebhookTexts.notConnected
            case .untrusted: WebhookTexts.untrusted
            case .timedOut: failure.wasSent ? WebhookTexts.noAnswer : WebhookTexts.notConnected
            case .cutOff: WebhookTexts.cutOff
            case .cancelled: WebhookTexts.stopping
            case .other: WebhookTexts.other.with(["problem": failure.detail])
            }
        if failure.wasSent { return .unknown(DeliveryFailure(text)) }
        return .refused(DeliveryFailure(text, isPermanent: failure.reason == .forbiddenAddress))
    }

    // MARK: What later robots can use

    private static func receipt(_ answer: IncomingAnswer) -> Receipt {
        let body = text(answer)
        var results: [String: Value] = ["status": .int(Int64(answer.status)), "body": .string(body)]
        if let json = parsed(body) {
            for (path, value) in flattened(json).prefix(fieldLimit) { results["answer.\(path)"] = value }
        }
        return Receipt(results: results, summary: String(answer.status))
    }

    private static let fieldLimit = 100
    private static let depthLimit = 5

    /// Nil for what is no JSON: many answer «ok».
    private static func parsed(_ body: String) -> JSONValue? {
        guard let first = body.first(where: { !$0.isWhitespace }), first == "{" || first == "[" else { return nil }
        do {
            return try JSONValue(parsing: body)
        } catch {
            return nil
        }
    }

    /// The plain values by their paths: `order.id`, `items.0.name`.
    private static func flattened(_ json: JSONValue, _ path: String = "", _ depth: Int = 0) -> [(String, Value)] {
        func inside(_ name: String, _ value: JSONValue) -> [(String, Value)] {
            flattened(value, path.isEmpty ? name : "\(path).\(name)", depth + 1)
        }
        guard depth <= depthLimit else { return [] }
        switch json {
        case .object(let object): return object.flatMap { inside($0.key, $0.value) }
        case .array(let elements): return elements.prefix(20).enumerated().flatMap { inside(String($0.offset), $0.element) }
        case .null: return [(path, .null)]
        case .bool(let value): return [(path, .bool(value))]
        case .int(let value): return [(path, .int(value))]
        case .double(let value): return [(path, .double(value))]
        case .string(let value): return [(path, .string(value))]
        }
    }

    /// PostgreSQL's texts cannot hold a zero.
    private static func text(_ answer: IncomingAnswer) -> String {
        String(decoding: answer.body.filter { $0 != 0 }, as: UTF8.self)
    }

    private static func excerpt(_ answer: IncomingAnswer) -> String {
        String(text(answer).split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(200))
    }
}
