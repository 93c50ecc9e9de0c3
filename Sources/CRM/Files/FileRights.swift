import Kernel
import Storage

/// Who may have a file: whoever may see one of the things it belongs to, and until it belongs to any, whoever sent it.
package struct FileRights {
    private let viewer: Viewer
    private let items: ItemStore
    private let reader: any Reader

    package init(_ viewer: Viewer, _ items: ItemStore, _ reader: any Reader) {
        self.viewer = viewer
        self.items = items
        self.reader = reader
    }

    /// - Throws: `Failure` `.notFound` for everybody else.
    package func file(_ id: FileID) throws -> StoredFile {
        guard let file = try FileLinks.file(id, in: reader) else { throw Failure(.notFound, FileTexts.noSuchFile) }
        let owners = try FileLinks.owners(of: id, in: reader)
        let isOwn = file.createdBy == viewer.user
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
        guard let found = try items.item(item, in: reader) else { return false }
        return viewer.may(.read, found.entity, responsible: found.responsible)
    }

    private func sees(_ task: TaskItemID) throws -> Bool {
        let access = try TaskAccess.reading(viewer, in: reader)
        guard let found = try TaskItem.find(task, in: reader) else { return false }
        return try found.isVisible(to: access) || found.items.contains(where: sees)
    }

    private func sees(_ id: CommentID) throws -> Bool {
        guard let comment = try Comment.load([id], in: reader).first, !comment.isDeleted else { return false }
        if let task = comment.task { return try sees(task) }
        return try Comment.items(of: id, in: reader).contains(where: sees)
    }
}
