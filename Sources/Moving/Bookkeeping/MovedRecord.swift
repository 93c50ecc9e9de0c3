import Crypto
import CRM
import Kernel
import Storage

/// A foreign record that has become one of ours.
struct MovedRecord: Sendable {
    /// The number or code it has here.
    let own: String
    /// Of what was moved: when it is the same again, nothing has changed at the source.
    let digest: String

    var number: Int64? { Int64(own) }

    /// The same texts give the same digest, in any run.
    static func digest(_ texts: [String]) -> String {
        hexadecimal(SHA256.hash(data: Array(texts.map { "\($0.utf8.count):\($0)" }.joined().utf8)))
    }
}

/// The rows of `moved_records` of one source.
struct MovedRecords: Sendable {
    let source: String

    /// Of these foreign numbers those that have been moved.
    func find(_ kind: String, _ foreign: some Sequence<String>, in reader: any Reader) throws -> [String: MovedRecord] {
        let ids = Set(foreign)
        if ids.isEmpty { return [:] }
        let list = ids.sorted().textsJSON
        let rows = try reader.query(
            """
            select foreign_id, own, digest from moved_records
            where source = $1 and kind = $2 and \(reader.dialect.isOneOf("foreign_id", texts: "$3"))
            """, [source, kind, list]
        ) { ($0.text(0), MovedRecord(own: $0.text(1), digest: $0.text(2))) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    func all(_ kind: String, in reader: any Reader) throws -> [String: MovedRecord] {
        let rows = try reader.query("select foreign_id, own, digest from moved_records where source = $1 and kind = $2", [source, kind]) {
            ($0.text(0), MovedRecord(own: $0.text(1), digest: $0.text(2)))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    func save(_ kind: String, _ foreign: String, own: String, digest: String, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            insert into moved_records (source, kind, foreign_id, own, digest) values ($1, $2, $3, $4, $5)
            on conflict (source, kind, foreign_id) do update set own = excluded.own, digest = excluded.digest
            """, [source, kind, foreign, own, digest])
    }
}

extension MovedRecords {
    /// Everybody who has been moved.
    func people(in reader: any Reader) throws -> [String: UserID] {
        try all(MovingKind.people.rawValue, in: reader).compactMapValues { $0.number.map { UserID($0) } }
    }

    /// Items of any entities as they are called here; one that was merged into another since is that one.
    func items(_ wanted: some Sequence<ForeignItem>, in reader: any Reader) throws -> [ForeignItem: DocumentID] {
        var found: [ForeignItem: DocumentID] = [:]
        for (entity, group) in Dictionary(grouping: Set(wanted), by: \.entity) {
            let records = try find(entity.movingKind.rawValue, group.map { String($0.id) }, in: reader)
            for item in group { found[item] = records[String(item.id)]?.number.map { DocumentID(entity, $0) } }
        }
        let masters = try MergeRecord.masters(of: found.values, in: reader)
        return found.mapValues { masters[$0] ?? $0 }
    }
}

/// An item of the source.
struct ForeignItem: Hashable, Sendable {
    let entity: EntityType
    let id: Int64

    init(_ entity: EntityType, _ id: Int64) {
        self.entity = entity
        self.id = id
    }

    /// By the number of its entity type; nil for what the portal does not have.
    init?(type: Int64?, id: Int64?) {
        guard let type, let entity = EntityType(rawValue: Int(clamping: type)), let id, id > 0 else { return nil }
        self.init(entity, id)
    }

    /// Reads `D_12`.
    init?(code: String) {
        guard let document = DocumentID(contractCode: code), let entity = document.entity else { return nil }
        self.init(entity, document.id)
    }
}
