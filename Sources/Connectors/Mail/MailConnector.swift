import Automation
import CRM
import Kernel
import Storage

/// Hands letters to a mail server (SMTP). The server acts on nothing before it has the whole letter: until then a failure is a
/// refusal, and only the time between the last byte and the answer leaves anything unknown.
package struct MailConnector: Connector {
    package let kind = ConnectorKind(MailMessage.connector)
    package let limits: ChannelLimits
    private let database: any Database
    private let clock: any WallClock
    private let box: SecretBox
    private let files: FileStore
    private let transfers: CurlTransfers
    private let authorities: String?

    /// - Parameter authorities: a file with certificates to trust instead of the system's; for tests.
    package init(
        database: any Database, clock: any WallClock, box: SecretBox, files: FileStore, transfers: CurlTransfers,
        limits: ChannelLimits = .mail, authorities: String? = nil
    ) {
        self.database = database
        self.clock = clock
        self.box = box
        self.files = files
        self.transfers = transfers
        self.limits = limits
        self.authorities = authorities
    }

    package func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        await send(MailMessage(json: delivery.payload), id: delivery.messageID)
    }

    /// One attempt of a letter that need not be in the outbox: the test on the page of mail.
    package func send(_ message: MailMessage, id: String) async -> DeliveryOutcome {
        do {
            let (account, password) = try await account(of: message)
            let request = request(try await letter(message, account, id: id), message, account, password)
            let answer = try await transfers.answer(to: request)
            return .delivered(Receipt(summary: answer.status == 0 ? account.host : "\(account.host): \(answer.status)"))
        } catch let failure as TransferFailure {
            return MailAnswers.outcome(failure)
        } catch let failure as Failure {
            return .refused(DeliveryFailure(failure.message, isPermanent: true))
        } catch {
            // Neither database nor files could be read: nothing was sent.
            return .refused(DeliveryFailure(MailTexts.notPrepared))
        }
    }

    private func account(of message: MailMessage) async throws -> (MailAccount, password: String) {
        try await database.read { [box] reader in
            guard let id = try message.connection ?? MailAccount.preset(in: reader), let account = try MailAccount.find(id, in: reader) else {
                throw Failure(.notFound, ConnectionTexts.none)
            }
            guard account.isActive else { throw Failure(.unavailable, ConnectionTexts.inactive.with(["name": account.name])) }
            return (account, try MailAccount.password(of: id, box, in: reader))
        }
    }

    private func letter(_ message: MailMessage, _ account: MailAccount, id: String) async throws -> MailLetter {
        var letter = MailLetter(
            id: id, from: (message.senderName.isEmpty ? account.senderName : message.senderName, account.from), to: message.to,
            replyTo: message.replyTo, subject: message.subject, text: message.text, date: clock.now)
        let known = try await database.read { try FileLinks.files(message.files, in: $0) }
        guard known.count == Set(message.files).count else { throw Failure(.notFound, MailTexts.fileGone) }
        for file in known {
            var bytes: [UInt8] = []
            for try await piece in try await files.content(of: file) { bytes += piece }
            letter.attachments.append(.init(name: file.name, mediaType: file.mediaType, bytes: bytes))
        }
        return letter
    }

    private func request(_ letter: MailLetter, _ message: MailMessage, _ account: MailAccount, _ password: String) -> OutgoingRequest {
        let scheme = account.security == .tls ? "smtps" : "smtp"
        var request = OutgoingRequest(
            method: "MAIL", address: "\(scheme)://\(account.host):\(account.port)", body: letter.bytes, timeout: limits.timeout)
        request.allowsPrivate = account.allowsPrivate
        request.authorities = authorities
        request.envelope = MailEnvelope(
            from: account.from, to: message.to, login: account.login.isEmpty ? nil : (account.login, password),
            requiresTLS: account.security != .none)
        return request
    }
}

extension ChannelLimits {
    /// Mail servers are slower than programs, and suspicious of haste.
    package static var mail: ChannelLimits {
        var limits = ChannelLimits()
        limits.concurrency = 2
        limits.perSecond = 2
        limits.burst = 10
        limits.timeout = .minutes(2)
        return limits
    }
}

/// What a failed attempt says about the letter.
enum MailAnswers {
    static func outcome(_ failure: TransferFailure) -> DeliveryOutcome {
        // 5xx: not like this, ever. 4xx: not now. Both mean that the letter was not taken.
        switch failure.code {
        case 500..<600:
            let text = [530, 534, 535].contains(failure.code) ? MailTexts.denied : MailTexts.rejected
            return .refused(DeliveryFailure(text.with(["code": String(failure.code)]), isPermanent: true))
        case 400..<500: return .refused(DeliveryFailure(MailTexts.later.with(["code": String(failure.code)])))
        default: break
        }
        let text: Text =
            switch failure.reason {
            case .forbiddenAddress: MailTexts.forbiddenAddress
            case .notFound: MailTexts.notFound
            case .notConnected: MailTexts.notConnected
            case .untrusted: MailTexts.untrusted
            case .timedOut, .cutOff: failure.wasSent ? MailTexts.noAnswer : MailTexts.notConnected
            case .cancelled: MailTexts.stopping
            case .other: MailTexts.other.with(["problem": failure.detail])
            }
        if failure.wasSent { return .unknown(DeliveryFailure(text)) }
        return .refused(DeliveryFailure(text, isPermanent: failure.reason == .forbiddenAddress))
    }
}
