import CRM
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Storage

/// Downloading files with the rights of what they belong to.
package enum FilePage {
    package static let routes: [Route] = [
        .get("/files/:id") { page in
            let id: FileID = try page.id()
            let file = try await page.services.portal.read { reader in
                try FileRights(page.viewer, page.services.items, reader).file(id)
            }
            return .raw(try await download(file, page))
        }
    ]

    /// Pictures and PDF may open in the browser when asked to (`?inline=1`); everything else is only saved. The answer may
    /// carry no script of its own, whatever the file holds.
    private static func download(_ file: StoredFile, _ page: PageRequest) async throws -> Response {
        let isInline = page.query.flag("inline") && file.isSafeInline
        var headers: HTTPFields = [
            .contentType: isInline ? file.servedType : "application/octet-stream",
            .contentDisposition: file.disposition(inline: isInline), .contentLength: String(file.size),
            .cacheControl: "private, max-age=3600", .init("ETag")!: "\"\(file.digest)\"",
        ]
        if page.headers[.init("If-None-Match")!] == "\"\(file.digest)\"" {
            headers[.contentLength] = nil
            return Response(status: .notModified, headers: headers)
        }
        let content = try await page.services.files.content(of: file)
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(contentLength: Int(file.size)) { writer in
                for try await piece in content { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            })
    }
}
