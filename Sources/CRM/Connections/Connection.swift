import Kernel

package enum ConnectionTag {}
package typealias ConnectionID = Identifier<ConnectionTag>

/// How one receiver outside is reached. Secrets are not part of it: `ConnectionStore` opens them for connectors only.
package struct Connection: Sendable, Hashable {
    package struct Settings: Sendable, Hashable {
        package var name: String
        /// `https://example.ru/hooks`
        package var address: String
        /// Whether the address may lie in our own network.
        package var allowsPrivate: Bool
        package var isActive: Bool

        package init(name: String, address: String, allowsPrivate: Bool = false, isActive: Bool = true) {
            self.name = name
            self.address = address
            self.allowsPrivate = allowsPrivate
            self.isActive = isActive
        }
    }

    package let id: ConnectionID
    /// The stored name of the connector: `webhook`.
    package let connector: String
    package let settings: Settings
    package let createdAt: Timestamp
}
