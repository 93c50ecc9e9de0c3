import Kernel
import Storage

/// The rows of files and what they belong to.
package enum FileLinks {
    private static let columns = "f.id, f.digest, f.name, f.size, f.media_type, f.created_by, f.created_at"

    private static func read(_ row: Row) -> StoredFile {
        StoredFile(
            id: row.id(0), digest: row.text(1), name: row.text(2), size: row.int64(3), mediaType: row.text(4),
            createdBy: row.optionalID(5), createdAt: row.timestamp(6))
    }

    /// Nil when there is no such file.
    package static func file(_ id: FileID, in reader: any Reader) throws -> StoredFile? {
        try reader.first("select \(columns) from files f where f.id = $1", [id], read)
    }

    /// Several files in one query; unknown ids are left out.
    package static func files(_ ids: [FileID], in reader: any Reader) throws -> [StoredFile] {
        let list = JSONValue.array(ids.map { .int($0.rawValue) }).text
        let condition = reader.dialect.isOneOf("f.id", parameter: "$1")
        return try reader.query("select \(columns) from files f where \(condition) order by f.id", [list], read)
    }

    /// What is attached to an item itself, oldest first; files in its fields are the fields' values.
    package static func files(attachedTo item: DocumentID, in reader: any Reader) throws -> [StoredFile] {
        try reader.query(
            """
            select \(columns) from file_links l join files f on f.id = l.file_id
            where l.owner_kind = 'item' and l.owner_id = $1 and l.field = '' order by l.created_at, f.id
            """, [item], read)
    }

    /// Everything a file belongs to, the most visible kinds first.
    package static func owners(of file: FileID, in reader: any Reader) throws -> [FileOwner] {
        try reader.query(
            """
            select owner_kind, owner_id, field from file_links where file_id = $1
            union all select 'task', task, '' from task_files where file = $1
            union all select 'activity', activity, '' from activity_files where file = $1
            union all select 'comment', comment, '' from comment_files where file = $1
            """, [file]
        ) { FileOwner(kind: $0.text(0), id: $0.int64(1), field: $0.text(2)) }.compactMap(\.self)
    }

    /// Attaches a file; doing it twice changes nothing. Tasks, activities and comments keep the files they were given
    /// themselves, so linking to one of those here changes nothing either.
    /// - Throws: `Failure` `.notFound` when there is no such file.
    package static func link(_ file: FileID, to owner: FileOwner, in command: Command) throws {
        try requireFile(file, in: command.transaction)
        guard let owner = owner.stored else { return }
        try command.transaction.execute(
            """
            insert into file_links (file_id, owner_kind, owner_id, field, created_at) values ($1, $2, $3, $4, $5)
            on conflict (file_id, owner_kind, owner_id, field) do nothing
            """, [file, owner.kind, owner.id, owner.field, command.now])
    }

    /// Detaches a file; when nothing else needs it, the sweep removes it.
    package static func unlink(_ file: FileID, from owner: FileOwner, in command: Command) throws {
        guard let owner = owner.stored else { return }
        try command.transaction.execute(
            "delete from file_links where file_id = $1 and owner_kind = $2 and owner_id = $3 and field = $4",
            [file, owner.kind, owner.id, owner.field])
    }

    static func setPhoto(_ file: FileID?, of user: UserID, in command: Command) throws {
        try command.transaction.execute(
            "delete from file_links where owner_kind = 'photo' and owner_id = $1", [user])
        if let file { try link(file, to: .photo(user), in: command) }
    }

    private static func requireFile(_ id: FileID, in reader: any Reader) throws {
        guard try reader.exists("select 1 from files where id = $1", [id]) else {
            throw Failure(.notFound, FileTexts.noSuchFile, field: "FILE")
        }
    }

    static func insert(
        digest: String, name: String, size: Int64, mediaType: String, in command: Command
    ) throws -> StoredFile {
        let file = StoredFile(
            id: FileID(try command.transaction.nextID("files")), digest: digest, name: name, size: size,
            mediaType: mediaType, createdBy: command.actor.user, createdAt: command.now)
        try command.transaction.execute(
            """
            insert into files (id, digest, name, size, media_type, created_by, created_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """, [file.id, digest, name, size, mediaType, file.createdBy, file.createdAt])
        return file
    }

    static func removeUnlinked(before moment: Timestamp, in command: Command) throws {
        try command.transaction.actAlone()
        try command.transaction.execute(
            """
            delete from files where created_at < $1
            and not exists (select 1 from file_links l where l.file_id = files.id)
            and not exists (select 1 from task_files t where t.file = files.id)
            and not exists (select 1 from activity_files a where a.file = files.id)
            and not exists (select 1 from comment_files c where c.file = files.id)
            """, [moment])
    }

    static func digests(in reader: any Reader) throws -> Set<String> {
        Set(try reader.query("select distinct digest from files") { $0.text(0) })
    }
}
