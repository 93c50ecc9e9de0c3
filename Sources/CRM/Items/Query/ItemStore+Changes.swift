import Kernel
import Storage

extension ItemStore {
    /// More than these stand so close together that a walk in the order of their numbers soon meets them.
    private static let fewChanges = 2000

    /// The conditions of a query whose items need not come in the order of their changes.
    func narrowedConditions(_ query: ItemQuery, _ viewer: Viewer, _ now: Timestamp, _ reader: any Reader) throws -> ItemConditions {
        var conditions = try conditions(query, viewer, now, reader)
        if let changed = try recentChanges(query, now, in: reader) {
            conditions.add(reader.dialect.isOneOf("t.id", parameter: conditions.argument(changed.idsJSON)))
        }
        return conditions
    }

    /// The items that answer to what a program asks of the moment of their last change, looked up by its index when it asks that
    /// and they are few; nil otherwise. In the order of their numbers SQLite would walk through the whole table to find them.
    private func recentChanges(_ query: ItemQuery, _ now: Timestamp, in reader: any Reader) throws -> [Int64]? {
        guard !query.isInBin, let tests = query.tree?.required(.modifiedAt), !tests.isEmpty else { return nil }
        var bare = ItemQuery(query.entity)
        bare.tree = .all(tests)
        // Rights are asked with the rest of the query: here they would lead away from the index.
        let conditions = try ItemConditions(
            bare, for: Viewer(user: UserID(0), isAdministrator: true), try catalog.catalog(in: reader),
            matches: try TextMatches(of: bare, in: reader), dates: dates, now: now, reader.dialect)
        let found = try reader.query(
            "select t.id from \(conditions.source) where \(conditions.sql) limit \(Self.fewChanges + 1)", conditions.arguments
        ) { $0.int64(0) }
        return found.count > Self.fewChanges ? nil : found
    }
}

extension FieldTree {
    /// The comparisons of a field that everything found must answer to.
    fileprivate func required(_ field: FieldCode) -> [FieldTree] {
        switch self {
        case .all(let parts): parts.flatMap { $0.required(field) }
        case .any: []
        case .test(let code, let comparison): code == field && comparison.isBound ? [self] : []
        }
    }
}

extension FieldComparison {
    /// Whether an index of the field finds it.
    fileprivate var isBound: Bool {
        switch kind {
        case .equals, .less, .atMost, .greater, .atLeast, .between: !isNegated
        case .contains, .like: false
        }
    }
}
