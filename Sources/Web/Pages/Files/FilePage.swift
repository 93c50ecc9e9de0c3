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
                try FileRights(page: page, reader: reader).file(id)
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

/// Who may have a file: whoever may see one of the things it belongs to, and until it belongs to any, whoever sent it.
struct FileRights {
    let page: PageRequest
    let reader: any Reader

    /// - Throws: `Failure` `.notFound` for everybody else.
    func file(_ id: FileID) throws -> StoredFile {
        guard let file = try FileLinks.file(id, in: reader) else { throw Failure(.notFound, FileTexts.noSuchFile) }
        let owners = try FileLinks.owners(of: id, in: reader)
        let isOwn = file.createdBy == (try page.viewer.user)
        guard try isOwn || owners.contains(where: sees) else { throw Failure(.notFound, FileTexts.noSuchFile) }
        return file
    }

    private func sees(_ owner: FileOwner) throws -> Bool {
        switch owner {
        case .item(let item), .field(let item, _): try sees(item)
        case .task(let task): try sees(task)
        case .activity(let id):
            try Activity.load([id], in: reader).first.map { try $0.items.contains(where: sees) } ?? false
        case .comment(let id): try sees(CommentID(id))
        case .photo: true
        }
    }

    private func sees(_ item: DocumentID) throws -> Bool {
        guard let found = try page.services.items.item(item, in: reader) else { return false }
        return try page.viewer.may(.read, found.entity, responsible: found.responsible)
    }

    private func sees(_ task: TaskItemID) throws -> Bool {
        let access = try TaskAccess.reading(page.viewer, in: reader)
        guard let found = try TaskItem.find(task, in: reader) else { return false }
        return try found.isVisible(to: access) || found.items.contains(where: sees)
    }

    private func sees(_ id: CommentID) throws -> Bool {
        guard let comment = try Comment.load([id], in: reader).first, !comment.isDeleted else { return false }
        if let task = comment.task { return try sees(task) }
        return try Comment.items(of: id, in: reader).contains(where: sees)
    }
}
