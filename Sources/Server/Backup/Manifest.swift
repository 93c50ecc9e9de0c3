import Kernel
import Storage

/// What an archive says of itself, in its first entry, `manifest.json`.
struct Manifest {
    /// Of the archive's own shape; a program reads its own and older ones.
    static let format: Int64 = 1

    let format: Int64
    let createdAt: Timestamp
    /// The migrations that the database has had.
    let schema: [String]
    /// The rows of every table.
    let rows: [(table: String, count: Int)]
    let databaseDigest: String

    /// - Parameter copy: the database that goes into the archive.
    init(of copy: SQLiteFile, digest: String, at now: Timestamp) throws {
        format = Manifest.format
        createdAt = now
        databaseDigest = digest
        (schema, rows) = try copy.read { reader in
            guard try reader.exists("select 1 from sqlite_master where name = 'schema_migrations'") else {
                throw Failure(.invalid, BackupTexts.notAPortal.with(["file": copy.path]))
            }
            return (
                try reader.query("select name from schema_migrations order by name") { $0.text(0) },
                try Manifest.count(reader)
            )
        }
    }

    static func count(_ reader: any Reader) throws -> [(table: String, count: Int)] {
        let tables = try reader.query(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"
        ) { $0.text(0) }
        return try tables.map { ($0, try reader.count("select count(*) from \"\($0)\"")) }
    }

    var json: JSONValue {
        [
            "format": .int(format), "program": "prom2b", "created_at": .int(createdAt.milliseconds),
            "schema": .array(schema.map(JSONValue.string)), "database_sha256": .string(databaseDigest),
            "rows": .object(JSONObject(rows.map { JSONObject.Member($0.table, .int(Int64($0.count))) })),
        ]
    }

    /// - Throws: `Failure` when it is no manifest.
    init(json: JSONValue, file: String) throws {
        guard json["program"]?.string == "prom2b", let format = json["format"]?.int,
            let created = json["created_at"]?.int, let schema = json["schema"]?.array,
            let digest = json["database_sha256"]?.string, let rows = json["rows"]?.object
        else { throw Failure(.invalid, BackupTexts.notABackup.with(["file": file])) }
        self.format = format
        createdAt = Timestamp(milliseconds: created)
        self.schema = schema.compactMap(\.string)
        databaseDigest = digest
        self.rows = rows.members.map { ($0.key, Int($0.value.int ?? 0)) }
    }
}
