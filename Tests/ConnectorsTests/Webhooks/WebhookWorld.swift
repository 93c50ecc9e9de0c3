import Automation
import CRM
import Connectors
import Kernel
import TestSupport

/// The fictional company with a connection to a real receiver.
struct WebhookWorld {
    let company: Prom2BWorld
    let receiver: Receiver
    let box: SecretBox
    let connector: WebhookConnector
    let transfers = CurlTransfers()
    let connection: ConnectionID
    let secret: WebhookSecret

    static func make(
        timeout: TimeSpan = .seconds(20), _ script: @escaping @Sendable (Receiver.Request, Int) -> Receiver.Behaviour
    ) async throws -> WebhookWorld {
        let company = try await Prom2BWorld.make()
        let receiver = try Receiver(script)
        let box = try SecretBox(key: SecretBox.newKey())
        let address = receiver.address
        let made = try await company.act(company.people.administrator) {
            try ConnectionStore.create(
                WebhookMessage.connector, Connection.Settings(name: "Shop", address: address, allowsPrivate: true), box, in: $0)
        }
        return WebhookWorld(company, receiver, box, made.id, made.secret, timeout)
    }

    private init(
        _ company: Prom2BWorld, _ receiver: Receiver, _ box: SecretBox, _ connection: ConnectionID, _ secret: WebhookSecret,
        _ timeout: TimeSpan
    ) {
        var limits = ChannelLimits()
        limits.timeout = timeout
        self.company = company
        self.receiver = receiver
        self.box = box
        self.connection = connection
        self.secret = secret
        connector = WebhookConnector(
            database: company.database, clock: company.clock, box: box, transfers: transfers, limits: limits)
    }

    func close() {
        transfers.close()
        receiver.stop()
    }

    var message: WebhookMessage {
        WebhookMessage(to: .connection(connection), method: "POST", contentType: "application/json", body: #"{"n":1}"#)
    }

    func send(_ message: WebhookMessage? = nil) async -> DeliveryOutcome {
        await connector.send(message ?? self.message, id: "7/hook/0")
    }

    func change(_ change: (inout Connection.Settings) -> Void) async throws {
        var settings = Connection.Settings(name: "Shop", address: receiver.address, allowsPrivate: true)
        change(&settings)
        let (id, changed) = (connection, settings)
        try await company.act(company.people.administrator) { try ConnectionStore.change(id, to: changed, in: $0) }
    }
}

extension DeliveryOutcome {
    var isUnknown: Bool { if case .unknown = self { true } else { false } }

    var refusal: DeliveryFailure? { if case .refused(let failure) = self { failure } else { nil } }

    var receipt: Receipt? { if case .delivered(let receipt) = self { receipt } else { nil } }
}
