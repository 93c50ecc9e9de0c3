import Kernel
import Storage

extension Comment {
    static let limit = 60_000

    /// Writes a comment in the name of the command's actor and tells those whom it concerns: people who are mentioned, who
    /// take part in the task, or who is responsible for the item. Whoever is mentioned on a task watches it from then on.
    ///
    /// The right to see an item is checked by the caller; that to see a task here, through `access`.
    /// - Throws: `Failure.invalid` when there is neither text nor file, `.notFound` for a task that is not visible.
    @discardableResult
    package static func add(
        _ text: String, to subject: CommentSubject, files: [FileID] = [], mentions: [UserID] = [],
        by access: TaskAccess,
        in command: Command
    ) throws -> CommentID {
        let text = try checked(text, hasFiles: !files.isEmpty)
        let items: [DocumentID]
        switch subject {
        case .item(let item): items = [item]
        case .task(let id): items = try TaskItem.find(id, for: access, in: command.transaction).items
        }
        let id = try insert(text, subject, files, in: command)
        try mention(mentions, in: id, subject, text, in: command)
        try tell(subject, text, except: Set(mentions), in: command)
        if items.isEmpty { command.raise(subject.notice("ADD", of: id)) }
        for item in items {
            command.raise(
                CommentAdded(document: item, comment: id, subject: subject, text: text, author: command.actor.user))
        }
        return id
    }

    /// Changes the text of one's own comment, and its files unless they are nil; who is newly mentioned is told.
    /// - Throws: `Failure.notFound`, `.forbidden` for another's comment, `.invalid` for an empty text.
    package static func edit(
        _ id: CommentID, text: String, files: [FileID]? = nil, mentions: [UserID] = [], by access: TaskAccess, in command: Command
    ) throws {
        let (comment, subject) = try existing(id, in: command.transaction)
        guard let user = access.user ?? command.actor.user, comment.author == user else {
            throw Failure(.forbidden, CommentTexts.foreign)
        }
        let text = try checked(text, hasFiles: !(files ?? comment.files).isEmpty)
        if let files {
            try command.transaction.execute("delete from comment_files where comment = $1", [id])
            try attach(files, to: id, in: command)
        }
        try command.transaction.execute(
            "update comments set body = $2, edited_at = $3 where id = $1", [id, text, command.now])
        command.raise(subject.notice("UPDATE", of: id))
        let known = Set(try mentioned(in: id, in: command.transaction))
        try mention(mentions.filter { !known.contains($0) }, in: id, subject, text, in: command)
        refresh(subject, in: command)
    }

    /// Deletes a comment: its place stays, its text and files are no longer shown.
    /// - Throws: `Failure.notFound`, `.forbidden` for another's comment unless an administrator asks.
    package static func delete(_ id: CommentID, by access: TaskAccess, in command: Command) throws {
        let (comment, subject) = try existing(id, in: command.transaction)
        let mayDelete =
            switch access {
            case .portal, .person(_, isAdministrator: true, _): true
            case .person(let user, isAdministrator: false, _): comment.author == user
            }
        if !mayDelete { throw Failure(.forbidden, CommentTexts.foreign) }
        command.raise(subject.notice("DELETE", of: id))
        try command.transaction.execute(
            "update comments set deleted_at = $2, deleted_by = $3 where id = $1", [id, command.now, command.actor.user])
        refresh(subject, in: command)
    }

    /// Makes the comments of `from` visible on `to` as well: a converted lead's comments on what it became.
    static func share(from: DocumentID, with to: DocumentID, in command: Command) throws {
        try command.transaction.execute(
            """
            insert into comment_items (comment, item) select comment, $2 from comment_items where item = $1
            on conflict (comment, item) do nothing
            """, [from, to])
    }

    private static func checked(_ text: String, hasFiles: Bool) throws -> String {
        let text = text.withoutOuterSpace
        if text.isEmpty, !hasFiles { throw Failure(.invalid, CommentTexts.empty, field: "text") }
        if text.count > limit { throw Failure(.invalid, CommentTexts.tooLong, field: "text") }
        return text
    }

    private static func existing(_ id: CommentID, in reader: any Reader) throws -> (Comment, CommentSubject) {
        guard let comment = try load([id], in: reader).first, !comment.isDeleted else {
            throw Failure(.notFound, CommentTexts.notFound)
        }
        if let task = comment.task { return (comment, .task(task)) }
        let item = try reader.first("select item from comment_items where comment = $1 order by item limit 1", [id]) {
            $0.document(0)
        }
        guard let item else { throw Failure(.notFound, CommentTexts.notFound) }
        return (comment, .item(item))
    }

    private static func insert(
        _ text: String, _ subject: CommentSubject, _ files: [FileID], in command: Command
    ) throws -> CommentID {
        let id = CommentID(try command.transaction.nextID("comments"))
        let task: TaskItemID? = if case .task(let task) = subject { task } else { nil }
        try command.transaction.execute(
            "insert into comments (id, task, author, body, created_at) values ($1, $2, $3, $4, $5)",
            [id, task, command.actor.user, text, command.now])
        if case .item(let item) = subject {
            try command.transaction.execute("insert into comment_items (comment, item) values ($1, $2)", [id, item])
        }
        try attach(files, to: id, in: command)
        refresh(subject, in: command)
        return id
    }

    private static func attach(_ files: [FileID], to id: CommentID, in command: Command) throws {
        for file in Set(files).sorted() {
            try command.transaction.execute("insert into comment_files (comment, file) values ($1, $2)", [id, file])
        }
    }

    private static func refresh(_ subject: CommentSubject, in command: Command) {
        let live = LiveChanges.of(command.transaction)
        switch subject {
        case .item(let item): live.add(item: item)
        case .task(let task): live.add(task: task)
        }
    }
}
