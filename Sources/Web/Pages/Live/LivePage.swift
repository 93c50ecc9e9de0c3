import CRM
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// The stream of server-sent events by which open pages learn that something changed (HTML Standard, section 9.2).
enum LivePage {
    static let routes: [Route] = [
        .get("/live") { try await stream($0) },
        .get("/counters") { try await ShellBuilding.counters($0) },
    ]

    private static func stream(_ page: PageRequest) async throws -> PageResponse {
        let user = try page.viewer.user
        // A browser that reconnects sends the header; a tab that comes back says it in the address.
        let lastSeen = (page.headers[.init("Last-Event-ID")!] ?? page.query["after"])
        let messages = page.services.live.messages(for: user, after: lastSeen)
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
            for await message in messages {
                try await writer.write(ByteBuffer(string: "id: \(message.id)\nevent: \(message.event)\ndata: \(message.data)\n\n"))
            }
            try await writer.finish(nil)
        }
        return .raw(Response(status: .ok, headers: [.contentType: "text/event-stream; charset=utf-8"], body: body))
    }
}
