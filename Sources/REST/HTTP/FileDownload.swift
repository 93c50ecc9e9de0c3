import CRM
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Storage

/// Files by the addresses that answers name: with the key in the path, so that programs fetch them without a session.
enum FileDownload {
    /// What stands in the place of a method.
    static let name = "download"

    /// - Throws: `RESTFailure` for a file that is not there or not the caller's to see.
    static func response(_ parameters: Parameters, _ caller: Caller, _ services: RESTServices) async throws -> Response {
        let id = FileID(try parameters.id())
        let file = try await services.portal.read { reader in try FileRights(caller.viewer, services.items, reader).file(id) }
        let content = try await services.files.content(of: file)
        let headers: HTTPFields = [
            .contentType: "application/octet-stream", .contentDisposition: file.disposition(inline: false), .contentLength: String(file.size),
            .cacheControl: "private, no-store",
        ]
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(contentLength: Int(file.size)) { writer in
                for try await piece in content { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            })
    }
}
