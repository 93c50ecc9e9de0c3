import CRM
import Kernel
import Storage

/// What people wrote on items and tasks, with the files attached to it: asked for subject by subject, because the source knows no
/// list of all comments.
struct CommentsMove {
    let course: Course

    /// What is commented on, in this order.
    private static let subjects: [MovingKind] = [.companies, .contacts, .leads, .deals, .tasks]
    /// How many subjects are asked for at once.
    private static let portion = 50

    private struct Subject {
        let foreign: String
        let own: CommentSubject
    }

    func run(after last: String) async throws {
        let parts = last.split(separator: ":").map(String.init)
        let place = Self.subjects.firstIndex { $0.rawValue == parts.first } ?? 0
        var after = parts.count == 2 ? parts[1] : ""
        var done = 0
        for kind in Self.subjects[place...] {
            let subjects = try await moved(kind, after: after)
            after = ""
            for start in stride(from: 0, to: subjects.count, by: Self.portion) {
                let part = Array(subjects[start..<min(start + Self.portion, subjects.count)])
                try await take(part, of: kind, last: "\(kind.rawValue):\(part[part.count - 1].foreign)")
                done += part.count
                await course.show(.comments, done: done, total: nil)
            }
        }
    }

    /// What has been moved of a kind behind a number, in the order of the numbers at the source.
    private func moved(_ kind: MovingKind, after last: String) async throws -> [Subject] {
        try await course.target.portal.read { [source = course.records.source] reader in
            let records = try reader.query(
                """
                select foreign_id, own from moved_records
                where source = $1 and kind = $2 and (length(foreign_id) > $3 or length(foreign_id) = $3 and foreign_id > $4)
                order by length(foreign_id), foreign_id
                """, [source, kind.rawValue, last.count, last]
            ) { (foreign: $0.text(0), number: Int64($0.text(1)) ?? 0) }
            guard let entity = kind.entity else { return records.map { Subject(foreign: $0.foreign, own: .task(TaskItemID($0.number))) } }
            let masters = try MergeRecord.masters(of: records.map { DocumentID(entity, $0.number) }, in: reader)
            return records.map { record in
                let item = DocumentID(entity, record.number)
                return Subject(foreign: record.foreign, own: .item(masters[item] ?? item))
            }
        }
    }

    private func take(_ subjects: [Subject], of kind: MovingKind, last: String) async throws {
        var found: [(subject: CommentSubject, comment: SourceComment)] = []
        let answers = try await course.client.batch(subjects.map { call($0.foreign, kind) })
        for (subject, answer) in zip(subjects, answers) {
            let rows: [JSONObject]
            switch answer {
            case .success(let result): rows = result.elements.compactMap(\.object)
            // An item that was deleted at the source has nothing to say any more.
            case .failure(let refusal) where refusal.isOutOfReach: throw refusal
            case .failure: continue
            }
            let further = kind != .tasks && rows.count >= SourceList.page ? try await rest(subject.foreign, kind, rows) : []
            found += (rows + further).map { (subject.own, SourceComment($0, isOnTask: kind == .tasks)) }
        }
        let comments = found
        let files = try await MovedFiles(course: course).fetch(comments.flatMap(\.comment.files))
        try await course.write(.comments, last: last) { [course] command, tally in
            for lost in files.lost { tally.warn(lost.owner, lost.message) }
            let people = try course.records.people(in: command.transaction)
            let known = try course.records.find(MovingKind.comments.rawValue, comments.map(\.comment.foreign), in: command.transaction)
            for (subject, comment) in comments {
                try tally.take(comment.foreign, command) {
                    try write(comment, on: subject, people, files, known[comment.foreign], command, &$0)
                }
            }
        }
    }

    private func call(_ foreign: String, _ kind: MovingKind) -> SourceCall {
        guard let entity = kind.entity else {
            return SourceCall("task.commentitem.getlist", .init([.init("TASKID", .string(foreign)), .init("ORDER", ["ID": "asc"])]))
        }
        let list = list(entity, foreign)
        return list.call(after: "0")
    }

    private func list(_ entity: EntityType, _ foreign: String) -> SourceList {
        SourceList(
            method: "crm.timeline.comment.list",
            parameters: .init([.init("select", ["ID", "CREATED", "ENTITY_ID", "ENTITY_TYPE", "AUTHOR_ID", "COMMENT", "FILES"])]),
            filter: .init([.init("ENTITY_TYPE", .string(entity.code.lowercased())), .init("ENTITY_ID", .string(foreign))]))
    }

    private func rest(_ foreign: String, _ kind: MovingKind, _ rows: [JSONObject]) async throws -> [JSONObject] {
        guard let entity = kind.entity else { return [] }
        let list = list(entity, foreign)
        var found: [JSONObject] = []
        var last = rows.last.flatMap(list.number) ?? 0
        while true {
            let page = try await list.rows(after: last, pages: Course.pages, from: course.client)
            found += page.rows
            guard !page.isEnd, let end = page.rows.last.flatMap(list.number) else { return found }
            last = end
        }
    }

    private func write(
        _ source: SourceComment, on subject: CommentSubject, _ people: [String: UserID], _ files: MovedFiles.Found, _ known: MovedRecord?,
        _ command: Command, _ tally: inout Tally
    ) throws {
        let attached = files.ids(source.files)
        let text = source.text(without: attached.isEmpty)
        if text.isEmpty, attached.isEmpty { return }
        let digest = MovedRecord.digest([text] + attached.map(\.description).sorted())
        if let known, known.digest == digest {
            tally.unchanged += 1
            return
        }
        let id: CommentID
        if let number = known?.number, let old = try Comment.load([CommentID(number)], in: command.transaction).first, !old.isDeleted {
            id = old.id
            try command.inPast(at: command.now, by: old.author) { try Comment.edit(id, text: text, files: attached, by: .portal, in: $0) }
            tally.changed += 1
        } else if known != nil {
            tally.unchanged += 1
            return
        } else {
            let moment = source.createdAt.flatMap { course.target.items.dates.moment(.string($0)) }
            id = try command.inPast(at: moment ?? command.now, by: people[source.author] ?? course.administrator) {
                try Comment.add(text, to: subject, files: attached, by: .portal, in: $0)
            }
            tally.made += 1
        }
        try course.records.save(MovingKind.comments.rawValue, source.foreign, own: String(id.rawValue), digest: digest, in: command.transaction)
    }
}

/// A comment as the source gives it.
struct SourceComment: Sendable {
    private let row: JSONObject
    /// Comments of tasks are numbered by themselves.
    let foreign: String
    let files: [MovedFiles.Wanted]
    private let isOnTask: Bool

    init(_ row: JSONObject, isOnTask: Bool) {
        self.row = row
        self.isOnTask = isOnTask
        let id = row.value("ID")?.scalarText ?? ""
        let foreign = isOnTask ? "T\(id)" : id
        self.foreign = foreign
        let attached = row.value(isOnTask ? "ATTACHED_OBJECTS" : "FILES")?.elements ?? []
        files = attached.map { MovedFiles.Wanted(owner: foreign, place: isOnTask ? "TASKCOMMENT" : "COMMENT", json: $0) }
    }

    var author: String { row.value("AUTHOR_ID")?.scalarText ?? "" }
    var createdAt: String? { row.value(isOnTask ? "POST_DATE" : "CREATED")?.scalarText }

    /// - Parameter lacksFiles: a comment of nothing but files that did not come says which they were.
    func text(without lacksFiles: Bool) -> String {
        let text = PlainText.of(row.value(isOnTask ? "POST_MESSAGE" : "COMMENT")?.scalarText ?? "").withoutOuterSpace
        guard text.isEmpty, lacksFiles else { return String(text.prefix(60_000)) }
        return files.compactMap(\.name).joined(separator: ", ")
    }
}
