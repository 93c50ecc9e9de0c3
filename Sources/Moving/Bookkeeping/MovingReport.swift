import Kernel
import Storage

/// What a move did, from its first start to now.
package struct MovingReport: Sendable {
    package struct Line: Sendable {
        package let kind: MovingKind
        package let made: Int
        package let changed: Int
        package let unchanged: Int
        package let refused: Int
        /// Why nothing of it came.
        package let leftOut: Text?
    }

    package struct Remark: Sendable {
        package let kind: MovingKind
        /// The number of the record at the source.
        package let foreign: String
        package let message: Text
        /// The record came, something of it did not.
        package let isPartial: Bool
    }

    package let source: String
    package let lines: [Line]
    package let remarks: [Remark]

    /// Whether the source had nothing new.
    package var isUnchanged: Bool { lines.allSatisfy { $0.made == 0 && $0.changed == 0 && $0.refused == 0 } }
    package var refused: Int { lines.reduce(0) { $0 + $1.refused } }
    package subscript(kind: MovingKind) -> Line? { lines.first { $0.kind == kind } }

    static func read(_ move: Int64, source: String, in reader: any Reader) throws -> MovingReport {
        let lines = try reader.query(
            "select kind, made, changed, unchanged, refused, left_out_ru, left_out_en from move_steps where move = $1", [move]
        ) { row -> Line? in
            guard let kind = MovingKind(rawValue: row.text(0)) else { return nil }
            let reason = row.optionalText(5).map { Text(ru: $0, en: row.optionalText(6) ?? $0) }
            return Line(kind: kind, made: row.int(1), changed: row.int(2), unchanged: row.int(3), refused: row.int(4), leftOut: reason)
        }.compactMap(\.self)
        let remarks = try reader.query(
            "select kind, foreign_id, message_ru, message_en, is_partial from move_refusals where move = $1 order by kind, place", [move]
        ) { row -> Remark? in
            guard let kind = MovingKind(rawValue: row.text(0)) else { return nil }
            return Remark(kind: kind, foreign: row.text(1), message: Text(ru: row.text(2), en: row.text(3)), isPartial: row.bool(4))
        }.compactMap(\.self)
        let order = MovingKind.allCases
        return MovingReport(
            source: source, lines: lines.sorted { order.firstIndex(of: $0.kind)! < order.firstIndex(of: $1.kind)! },
            remarks: remarks.sorted { order.firstIndex(of: $0.kind)! < order.firstIndex(of: $1.kind)! })
    }
}
