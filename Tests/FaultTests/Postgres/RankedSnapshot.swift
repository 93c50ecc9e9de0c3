import Kernel
import OrderWorld
import Storage

/// The rows of a shop on PostgreSQL with places in place of ids: a transaction that was undone and a server that was killed
/// leave gaps in the numbers, and nobody is promised that there are none.
enum RankedSnapshot {
    private static let series = ["orders", "order_tasks", "marks", "reports", "automation"]
    private static let width: Int64 = 1_000_000
    private static let keyOfOrders = DocumentID(type: 2, id: 0).key

    /// Lets each kind of id begin in a range of its own, so that it is known wherever it is written. Before the first id.
    static func separateNumbers(in transaction: any Transaction) throws {
        for (index, name) in series.enumerated() {
            try transaction.execute(
                "insert into sequences (name, last) values ($1, $2)", [name, Int64(index + 1) * width])
        }
    }

    static func take(_ reader: any Reader) throws -> [String] {
        let rows = try Snapshot.take(reader).filter { !$0.hasPrefix("sequences ") }
        let ids = Set(rows.flatMap { pieces(of: $0).compactMap(id) }).sorted()
        let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
        var firsts: [Int64: Int] = [:]
        for (id, place) in places { firsts[id / width] = min(firsts[id / width] ?? place, place) }
        return rows.map { row in
            pieces(of: row).map { piece in
                guard let id = id(piece), let place = places[id], let first = firsts[id / width] else { return String(piece) }
                return "\(series[Int(id / width) - 1])#\(place - first + 1)"
            }.joined()
        }.sorted()
    }

    /// The id that a number is, or that of the order whose key it is.
    private static func id(_ piece: Substring) -> Int64? {
        guard let number = Int64(piece) else { return nil }
        let id = number > keyOfOrders && number < keyOfOrders + 2 * width ? number - keyOfOrders : number
        return id > width && id < Int64(series.count + 1) * width ? id : nil
    }

    /// Runs of digits and what is between them.
    private static func pieces(of row: String) -> [Substring] {
        var pieces: [Substring] = []
        var rest = row[...]
        while let first = rest.first {
            let piece = rest.prefix { $0.isNumber == first.isNumber }
            pieces.append(piece)
            rest = rest.dropFirst(piece.count)
        }
        return pieces
    }
}
