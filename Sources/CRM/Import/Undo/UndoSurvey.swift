import Kernel
import Storage

/// What taking back an import would do, before anybody does it.
package struct UndoSurvey: Sendable {
    package enum Reason: Sendable {
        case changed, inUse
    }

    package struct Kept: Sendable {
        package let kind: TableKind
        package let id: Int64
        package let title: String
        package let reason: Reason
    }

    /// How many things the import made are still there.
    package let present: Int
    /// How many of them people have changed since, or have later work.
    package let keptCount: Int
    /// The first of those.
    package let kept: [Kept]
    /// How many things would get old values back.
    package let completed: Int

    private static let shown = 50

    package static func read(_ id: ImportID, in reader: any Reader) throws -> UndoSurvey {
        var present = 0
        var count = 0
        var kept: [Kept] = []
        for kind in UndoConditions.order {
            let conditions = UndoConditions(kind)
            let source = """
                from import_created c join \(kind.table) t on t.id between c.first and c.last
                where c.import = $1 and c.kind = \(kind.rawValue) and \(conditions.isPresent)
                """
            let found = try reader.count("select count(*) \(source)", [id])
            if found == 0 { continue }
            present += found
            let isChanged = conditions.isChanged
            let isKept = "(\(isChanged) or \(conditions.isInUse(besidesOwn: true)))"
            count += try reader.count("select count(*) \(source) and \(isKept)", [id])
            kept += try reader.query(
                """
                select t.id, t.\(kind == .product ? "name" : "title"), case when \(isChanged) then 1 else 0 end \(source) and \(isKept)
                order by t.id limit \(max(shown - kept.count, 0))
                """, [id]
            ) { Kept(kind: kind, id: $0.int64(0), title: $0.text(1), reason: $0.int(2) == 1 ? .changed : .inUse) }
        }
        let completed = try reader.count("select count(distinct item) from import_replaced where import = $1 and field <> '*'", [id])
        return UndoSurvey(present: present, keptCount: count, kept: kept, completed: completed)
    }
}
