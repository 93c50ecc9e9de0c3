import Automation
import CRM
import Kernel
import Storage

/// Which ways letters and SMS can take out of the portal.
struct Outlets: Sendable {
    /// What this program can reach the outside with.
    let connectors: Set<ConnectorKind>
    /// In a rehearsal stubs answer that need no connection.
    let isRehearsal: Bool

    /// Through what a robot sends.
    struct Way {
        /// Nil is for the stub of a rehearsal.
        let connection: ConnectionID?
        /// Who shares a limit and a queue.
        let receiver: String
    }

    /// The connection chosen in the robot's parameter `connection`, else the oldest that is switched on.
    /// - Throws: `Failure` `.unavailable` that tells the administrator what to do.
    func way(_ kind: ConnectorKind, _ step: Step) throws -> Way {
        let chosen = try step.choice("connection").flatMap(Int64.init).map { ConnectionID($0) }
        if isRehearsal { return Way(connection: chosen, receiver: chosen?.description ?? "rehearsal") }
        guard connectors.contains(kind) else {
            throw Failure(.unavailable, kind.isMail ? MessageTexts.noMailConnector : MessageTexts.noSMSConnection)
        }
        let connection = try chosen.map { try usable($0, kind, step) } ?? ConnectionStore.preset(of: kind.rawValue, in: step.transaction)
        guard let connection else {
            throw Failure(.unavailable, kind.isMail ? MessageTexts.noMailConnection : MessageTexts.noSMSConnection)
        }
        return Way(connection: connection.id, receiver: connection.id.description)
    }

    private func usable(_ id: ConnectionID, _ kind: ConnectorKind, _ step: Step) throws -> Connection {
        guard let connection = try ConnectionStore.connection(id, in: step.transaction), connection.connector == kind.rawValue else {
            throw step.wrong("connection", ConnectionTexts.none)
        }
        guard connection.settings.isActive else {
            throw step.wrong("connection", ConnectionTexts.inactive.with(["name": connection.settings.name]))
        }
        return connection
    }
}

extension ConnectorKind {
    package static let webhook = ConnectorKind(WebhookMessage.connector)
    package static let mail = ConnectorKind(MailMessage.connector)
    package static let sms = ConnectorKind(SMSMessage.connector)

    fileprivate var isMail: Bool { self == .mail }
}
