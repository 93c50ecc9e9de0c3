import Kernel
import Storage

package enum CommentTag {}
package typealias CommentID = Identifier<CommentTag>

/// What a comment is written on.
package enum CommentSubject: Hashable, Sendable {
    case item(DocumentID)
    case task(TaskItemID)
}

/// What somebody wrote on a CRM item or a task.
package struct Comment: Sendable, Equatable {
    package let id: CommentID
    package let task: TaskItemID?
    /// Nil when a robot or the portal wrote it in nobody's name.
    package let author: UserID?
    /// Empty for a deleted comment, whose place stays visible.
    package let text: String
    package let createdAt: Timestamp
    package let editedAt: Timestamp?
    package let isDeleted: Bool
    package let files: [FileID]

    /// The comments on a subject, newest first; the same number of queries for any number of comments.
    package static func list(
        of subject: CommentSubject, before: CommentID? = nil, limit: Int = 50, in reader: any Reader
    ) throws -> [Comment] {
        let before = before ?? CommentID(.max)
        let ids: [CommentID] =
            switch subject {
            case .item(let item): try idsOfItem(item, before, limit, in: reader)
            case .task(let task): try idsOfTask(task, before, limit, in: reader)
            }
        return try load(ids, in: reader)
    }

    /// The comments of `ids`, newest first: for the lines of a timeline that are comments.
    package static func load(_ ids: [CommentID], in reader: any Reader) throws -> [Comment] {
        if ids.isEmpty { return [] }
        let list = ids.jsonList()
        let files = try files(list, in: reader)
        return try reader.query(
            """
            select id, task, author, body, created_at, edited_at, deleted_at from comments
            where \(reader.dialect.isOneOf("id", parameter: "$1")) order by id desc
            """, [list]
        ) { row in
            let isDeleted = !row.isNull(6)
            let id: CommentID = row.id(0)
            return Comment(
                id: id, task: row.optionalID(1), author: row.optionalID(2), text: isDeleted ? "" : row.text(3),
                createdAt: row.timestamp(4), editedAt: row.optionalTimestamp(5), isDeleted: isDeleted,
                files: isDeleted ? [] : files[id] ?? [])
        }
    }

    /// The comments on a subject for a program, deleted ones left out: any tests by the names of the REST API, any order, a stretch
    /// of them; and how many there are in all.
    package static func select(
        of subject: CommentSubject, _ tree: FieldTree?, order: [ItemSort] = [], offset: Int = 0, limit: Int, dates: DateSetting,
        in reader: any Reader
    ) throws -> (comments: [Comment], total: Int) {
        let (place, argument): (String, any SQLConvertible) =
            switch subject {
            case .item(let item): ("c.id in (select comment from comment_items where item = $1)", item)
            case .task(let task): ("c.task = $1", task)
            }
        var conditions = RowConditions(columns, dates: dates, reader.dialect, where: ["c.deleted_at is null", place], [argument])
        if let tree { conditions.add(tree) }
        let total = try reader.count("select count(*) from comments c where \(conditions.sql)", conditions.arguments)
        let sorting = conditions.order(order, id: "c.id")
        let page = "limit \(conditions.argument(limit)) offset \(conditions.argument(offset))"
        let ids: [CommentID] = try reader.query(
            "select c.id from comments c where \(conditions.sql) order by \(sorting) \(page)", conditions.arguments
        ) { $0.id(0) }
        let found = Dictionary(uniqueKeysWithValues: try load(ids, in: reader).map { ($0.id, $0) })
        return (ids.compactMap { found[$0] }, total)
    }

    private static let columns: [FieldCode: RowColumn] = [
        "ID": .number("c.id"), "AUTHOR_ID": .reference("c.author"), "CREATED": .moment("c.created_at"),
        "POST_DATE": .moment("c.created_at"), "COMMENT": .text("nullif(c.body, '')"), "POST_MESSAGE": .text("nullif(c.body, '')"),
    ]

    /// The items in whose timelines a comment stands; empty for one on a task.
    package static func items(of id: CommentID, in reader: any Reader) throws -> [DocumentID] {
        try reader.query("select item from comment_items where comment = $1 order by item", [id]) { $0.document(0) }
    }

    /// How many comments that are not deleted a subject has.
    package static func count(of subject: CommentSubject, in reader: any Reader) throws -> Int {
        switch subject {
        case .item(let item):
            try reader.count(
                """
                select count(*) from comment_items l join comments c on c.id = l.comment
                where l.item = $1 and c.deleted_at is null
                """, [item])
        case .task(let task):
            try reader.count("select count(*) from comments where task = $1 and deleted_at is null", [task])
        }
    }

    /// How many comments that are not deleted tasks have; those without any are left out.
    package static func counts(of tasks: [TaskItemID], in reader: any Reader) throws -> [TaskItemID: Int] {
        let rows: [(TaskItemID, Int)] = try reader.query(
            """
            select task, count(*) from comments
            where \(reader.dialect.isOneOf("task", parameter: "$1")) and deleted_at is null group by task
            """, [tasks.jsonList()]
        ) { ($0.id(0), $0.int(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private static func idsOfItem(
        _ item: DocumentID, _ before: CommentID, _ limit: Int, in reader: any Reader
    ) throws -> [CommentID] {
        try reader.query(
            "select comment from comment_items where item = $1 and comment < $2 order by comment desc limit $3",
            [item, before, limit]
        ) { $0.id(0) }
    }

    private static func idsOfTask(
        _ task: TaskItemID, _ before: CommentID, _ limit: Int, in reader: any Reader
    ) throws -> [CommentID] {
        try reader.query(
            "select id from comments where task = $1 and id < $2 order by id desc limit $3", [task, before, limit]
        ) { $0.id(0) }
    }

    private static func files(_ list: String, in reader: any Reader) throws -> [CommentID: [FileID]] {
        let rows: [(comment: CommentID, file: FileID)] = try reader.query(
            """
            select comment, file from comment_files
            where \(reader.dialect.isOneOf("comment", parameter: "$1")) order by comment, file
            """, [list]
        ) { ($0.id(0), $0.id(1)) }
        return Dictionary(grouping: rows, by: \.comment).mapValues { $0.map(\.file) }
    }
}
