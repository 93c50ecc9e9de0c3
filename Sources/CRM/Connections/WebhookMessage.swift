import Kernel

/// What is sent to a receiver of webhooks, as it waits in the outbox: everything but secrets.
package struct WebhookMessage: Sendable, Hashable {
    package enum Target: Sendable, Hashable {
        /// Signed with the connection's secret; its address is looked up when it is sent.
        case connection(ConnectionID)
        case address(String)
    }

    package static let connector = "webhook"
    package static let methods = ["POST", "PUT", "PATCH", "GET", "DELETE"]

    package let target: Target
    package let method: String
    /// `Name: value`
    package let headers: [String]
    package let contentType: String?
    package let body: String

    package init(to target: Target, method: String, headers: [String] = [], contentType: String?, body: String) {
        self.target = target
        self.method = method
        self.headers = headers
        self.contentType = contentType
        self.body = body
    }

    package var json: JSONValue {
        var connection: JSONValue?
        var address: JSONValue?
        switch target {
        case .connection(let id): connection = .int(id.rawValue)
        case .address(let text): address = .string(text)
        }
        return .members([
            "connection": connection, "address": address, "method": .string(method),
            "headers": headers.isEmpty ? nil : .array(headers.map { .string($0) }), "contentType": contentType.map { .string($0) },
            "body": .string(body),
        ])
    }

    package init(json: JSONValue) {
        let target: Target =
            if let id = json["connection"]?.int { .connection(ConnectionID(id)) } else { .address(json["address"]?.string ?? "") }
        self.init(
            to: target, method: json["method"]?.string ?? "POST", headers: json["headers"]?.array?.compactMap(\.string) ?? [],
            contentType: json["contentType"]?.string, body: json["body"]?.string ?? "")
    }
}
