import Kernel
import Storage

extension Comment {
    /// Puts a comment into the history of one more item, where it stands as of now by its author's hand. The right to change the
    /// item is checked by the caller. Nothing happens when it stands there.
    package static func bind(_ id: CommentID, to item: DocumentID, in command: Command) throws {
        let present = try items(of: id, in: command.transaction)
        guard !present.contains(item) else { return }
        try command.transaction.execute("insert into comment_items (comment, item) values ($1, $2)", [id, item])
        let line = try present.compactMap { try TimelineStore.entry(of: id.rawValue, on: $0, in: command.transaction) }.first
        if let line { try TimelineStore.copy(line, to: item, command) }
        LiveChanges.of(command.transaction).add(item: item)
    }

    /// Takes a comment out of the history of an item; it stays on its others. The right to change the item is checked by the caller.
    /// - Throws: `Failure.conflict` when it would stand nowhere then.
    package static func unbind(_ id: CommentID, from item: DocumentID, in command: Command) throws {
        let present = try items(of: id, in: command.transaction)
        guard present.contains(item) else { return }
        guard present.count > 1 else { throw Failure(.conflict, CommentTexts.lastItem) }
        if let line = try TimelineStore.entry(of: id.rawValue, on: item, in: command.transaction) {
            try TimelineStore.remove(line, of: item, command)
        }
        try command.transaction.execute("delete from comment_items where comment = $1 and item = $2", [id, item])
        LiveChanges.of(command.transaction).add(item: item)
    }
}
