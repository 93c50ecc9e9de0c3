import Kernel
import Storage

extension Notice {
    /// A person's notifications, newest first.
    /// - Parameter before: the last id of the page above, nil for the first page.
    package static func list(
        of person: UserID, before: NoticeID? = nil, limit: Int = 50, in reader: any Reader
    ) throws -> [Notice] {
        try reader.query(
            """
            select id, kind, text_ru, text_en, link, sender, created_at, read_at from notifications
            where person = $1 and id < $2 order by id desc limit $3
            """, [person, before ?? NoticeID(.max), limit], Notice.init)
    }

    /// What a person has not read, newest first.
    package static func unread(of person: UserID, limit: Int = 100, in reader: any Reader) throws -> [Notice] {
        try reader.query(
            """
            select id, kind, text_ru, text_en, link, sender, created_at, read_at from notifications
            where person = $1 and read_at is null order by id desc limit $2
            """, [person, limit], Notice.init)
    }

    /// One of a person's notifications; nil when they have no such.
    package static func find(_ id: NoticeID, of person: UserID, in reader: any Reader) throws -> Notice? {
        try reader.first(
            """
            select id, kind, text_ru, text_en, link, sender, created_at, read_at from notifications
            where id = $1 and person = $2
            """, [id, person], Notice.init)
    }

    /// The number on the bell.
    package static func unreadCount(of person: UserID, in reader: any Reader) throws -> Int {
        try reader.count("select count(*) from notifications where person = $1 and read_at is null", [person])
    }

    /// Marks one as read; another person's or an already read one stays as it is.
    package static func markRead(_ id: NoticeID, of person: UserID, in command: Command) throws {
        try markRead([id], of: person, in: command)
    }

    /// Marks these as read; another person's and those already read stay as they are.
    package static func markRead(_ ids: [NoticeID], of person: UserID, in command: Command) throws {
        let changed = try command.transaction.execute(
            """
            update notifications set read_at = $3
            where \(command.transaction.dialect.isOneOf("id", parameter: "$1")) and person = $2 and read_at is null
            """, [ids.jsonList(), person, command.now])
        if changed > 0 { LiveChanges.of(command.transaction).add(bell: person) }
    }

    /// Marks all as read up to and including `upTo`, so that one which arrives meanwhile is not lost unseen.
    package static func markAllRead(of person: UserID, upTo: NoticeID, in command: Command) throws {
        let changed = try command.transaction.execute(
            "update notifications set read_at = $3 where person = $1 and id <= $2 and read_at is null",
            [person, upTo, command.now])
        if changed > 0 { LiveChanges.of(command.transaction).add(bell: person) }
    }

    /// How many a person has, read ones included.
    package static func count(of person: UserID, in reader: any Reader) throws -> Int {
        try reader.count("select count(*) from notifications where person = $1", [person])
    }

    /// A person's notifications from one on, at most 500.
    package static func ids(of person: UserID, from first: NoticeID, in reader: any Reader) throws -> [NoticeID] {
        try reader.query("select id from notifications where person = $1 and id >= $2 order by id limit 500", [person, first]) { $0.id(0) }
    }

    /// Marks these as not read; another person's stay as they are.
    package static func markUnread(_ ids: [NoticeID], of person: UserID, in command: Command) throws {
        let changed = try command.transaction.execute(
            """
            update notifications set read_at = null
            where \(command.transaction.dialect.isOneOf("id", parameter: "$1")) and person = $2 and read_at is not null
            """, [ids.jsonList(), person])
        if changed > 0 { LiveChanges.of(command.transaction).add(bell: person) }
    }

    /// Deletes one of a person's; tells whether it was there.
    package static func delete(_ id: NoticeID, of person: UserID, in command: Command) throws -> Bool {
        let deleted = try command.transaction.execute("delete from notifications where id = $1 and person = $2", [id, person])
        if deleted > 0 { LiveChanges.of(command.transaction).add(bell: person) }
        return deleted > 0
    }

    /// Deletes everybody's with a tag, read or not; returns how many there were.
    package static func delete(tag: String, in command: Command) throws -> Int {
        let people: [UserID] = try command.transaction.query("delete from notifications where tag = $1 returning person", [tag]) { $0.id(0) }
        for person in Set(people).sorted() { LiveChanges.of(command.transaction).add(bell: person) }
        return people.count
    }

    private init(_ row: Row) {
        self.init(
            id: row.id(0), kind: row.text(1), text: Text(ru: row.text(2), en: row.text(3)),
            link: row.optionalText(4).flatMap(Destination.init(stored:)), sender: row.optionalID(5),
            createdAt: row.timestamp(6), readAt: row.optionalTimestamp(7))
    }
}
