import Kernel
import Storage

extension Comment {
    static func mentioned(in id: CommentID, in reader: any Reader) throws -> [UserID] {
        try reader.query("select person from comment_mentions where comment = $1 order by person", [id]) { $0.id(0) }
    }

    static func mention(
        _ people: [UserID], in id: CommentID, _ subject: CommentSubject, _ text: String, in command: Command
    ) throws {
        for person in Set(people).sorted() {
            try command.transaction.execute(
                "insert into comment_mentions (comment, person) values ($1, $2) on conflict (comment, person) do nothing",
                [id, person])
            if case .task(let task) = subject {
                try TaskItem.addObserver(person, to: task, in: command.transaction)
            }
        }
        let notice = NoticeDraft(
            "mention", CommentTexts.mentioned.with(["text": excerpt(text)]), link: subject.destination)
        try Notice.send(notice, to: people, in: command)
    }

    /// Those who were mentioned have been told already.
    static func tell(
        _ subject: CommentSubject, _ text: String, except mentioned: Set<UserID>, in command: Command
    ) throws {
        switch subject {
        case .task(let id):
            guard let task = try TaskItem.find(id, in: command.transaction) else { return }
            let text = CommentTexts.toTask.with(["title": task.title, "text": excerpt(text)])
            let notice = NoticeDraft("task_comment", text, link: subject.destination, tag: "task_comment:\(id)")
            try Notice.send(notice, to: task.people.subtracting(mentioned), in: command)
        case .item(let item):
            guard let headline = try ItemHeadline.find(item, in: command.transaction), let person = headline.responsible
            else {
                return
            }
            let text = CommentTexts.toItem.with(["title": headline.title, "text": excerpt(text)])
            let notice = NoticeDraft("item_comment", text, link: subject.destination, tag: "item_comment:\(item.key)")
            try Notice.send(notice, to: Set([person]).subtracting(mentioned), in: command)
        }
    }

    private static func excerpt(_ text: String) -> String {
        text.count > 140 ? text.prefix(139) + "…" : text
    }
}

extension CommentSubject {
    var destination: Destination {
        switch self {
        case .item(let item): .item(item)
        case .task(let task): .task(task)
        }
    }
}

/// The little that a notification says about an item.
struct ItemHeadline {
    let title: String
    let responsible: UserID?

    static func find(_ item: DocumentID, in reader: any Reader) throws -> ItemHeadline? {
        guard let entity = item.entity else { return nil }
        return try reader.first(
            "select title, responsible_id from \(entity.table) where id = $1 and deleted_at is null", [item.id]
        ) { ItemHeadline(title: $0.text(0), responsible: $0.optionalID(1)) }
    }
}
