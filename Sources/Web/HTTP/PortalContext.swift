import Hummingbird
import Logging
import NIOCore

/// What Hummingbird keeps of one request, with the client's address for rate limits.
package struct PortalContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The IP address of the other end; `local` when the request came without a connection.
    package let address: String

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? "local"
    }

    /// For a request that comes without a connection: the program asks itself.
    package init(address: String, logger: Logger) {
        coreContext = CoreRequestContextStorage(source: DirectSource(logger: logger))
        self.address = address
    }
}

private struct DirectSource: RequestContextSource {
    let logger: Logger
}
