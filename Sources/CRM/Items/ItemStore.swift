import Kernel
import Storage

/// Leads, deals, contacts and companies: the one way to read and change them.
///
/// Commands take `for viewer`, whose rights count; without one a person's rights are looked up from the actor, and the
/// portal itself, robots and imports may do everything.
package struct ItemStore: Sendable {
    package let catalog: CatalogCache
    private let ownDates: DateSetting?

    package init(_ catalog: CatalogCache) { self.init(catalog, nil) }

    private init(_ catalog: CatalogCache, _ dates: DateSetting?) {
        self.catalog = catalog
        ownDates = dates
    }

    /// The same items for somebody who reads and types dates in a time zone of their own.
    package func reading(_ dates: DateSetting) -> ItemStore { ItemStore(catalog, dates) }

    /// How dates are read and written here: the portal's way unless it is somebody's own.
    package var dates: DateSetting { ownDates ?? catalog.dates }

    /// Items by id, of any entities; unknown ids are left out, those in the recycle bin are in. No rights are asked: for
    /// automation and for callers who have asked already. A fixed number of queries per entity.
    package func load(_ ids: some Sequence<DocumentID>, in reader: any Reader) throws -> [DocumentID: Item] {
        let catalog = try catalog.catalog(in: reader)
        var result: [DocumentID: Item] = [:]
        for (type, group) in Dictionary(grouping: Set(ids), by: \.type).sorted(by: { $0.key < $1.key }) {
            guard let entity = EntityType(rawValue: type) else { continue }
            let items = try catalog.rows(of: entity).load(group.map(\.id), in: reader)
            result.merge(items) { first, _ in first }
        }
        return result
    }

    /// The item whatever the viewer's rights; nil when there is none. Also finds what lies in the recycle bin.
    package func item(_ id: DocumentID, in reader: any Reader) throws -> Item? {
        try load([id], in: reader)[id]
    }

    /// The item as its viewer may see it.
    /// - Throws: `Failure` `.notFound` when there is none or the viewer may not see it.
    package func find(_ id: DocumentID, for viewer: Viewer, in reader: any Reader) throws -> Item {
        guard let item = try item(id, in: reader) else { throw ItemAccess.notFound(id) }
        try ItemAccess.require(.read, item, for: viewer)
        return item
    }

    /// The item for a command, with the right asked for; nobody else changes it until the command is done.
    func take(
        _ id: DocumentID, to operation: Operation, for viewer: Viewer?, _ command: Command, expectedVersion: Int64? = nil
    ) throws -> Item {
        try command.transaction.lock(id.key)
        guard let item = try item(id, in: command.transaction) else { throw ItemAccess.notFound(id) }
        try ItemAccess.require(operation, item, for: try ItemAccess.viewer(viewer, command))
        if let expectedVersion, expectedVersion != item.version { throw try conflict(item, command) }
        return item
    }

    private func conflict(_ item: Item, _ command: Command) throws -> Failure {
        let names = try UserStore.names(of: item.value("MODIFY_BY_ID").userIDs, in: command.transaction)
        let who = names.values.first.map { Text(verbatim: $0) } ?? ItemTexts.portal
        return Failure(.conflict, ItemTexts.conflict.with(["who": who]))
    }

    /// Carries out what follows from a command without asking its person for further rights or fields: a copy's link to its
    /// original, what a conversion fills in. Events stay those of the command.
    func trusted<T>(_ command: Command, _ body: (Command) throws -> T) throws -> T {
        let actor = command.actor
        let inner = Command(
            command.transaction, as: Actor(origin: actor.needsRights ? .system : actor.origin, user: actor.user, reason: actor.reason),
            at: command.now)
        let result = try body(inner)
        for event in inner.takeEvents() { command.raise(event) }
        return result
    }

    func context(_ currency: String? = nil) -> FieldContext {
        FieldContext(dates: dates, currency: currency ?? "RUB")
    }

    /// Names of everything the values point to: people, files, items, pipelines, stages. Three queries at most per kind.
    package func names(for items: some Sequence<Item>, further: [Reference] = [], in reader: any Reader) throws -> Names {
        try names(of: items.flatMap(\.references) + further, in: reader)
    }

    package func names(of references: some Sequence<Reference>, in reader: any Reader) throws -> Names {
        var names = Names(dates: dates, catalog: try catalog.catalog(in: reader))
        let groups = Dictionary(grouping: Set(references), by: \.kind)
        for (kind, group) in groups {
            let ids = group.map(\.id).sorted()
            switch kind {
            case .user:
                for (id, name) in try UserStore.names(of: ids.map { UserID($0) }, in: reader) {
                    names[Reference(.user, id.rawValue)] = name
                }
            case .department: try load("departments", "name", ids, kind, &names, reader)
            case .file: try load("files", "name", ids, kind, &names, reader)
            case .item(let type):
                guard let entity = EntityType(rawValue: type) else { continue }
                try load(entity.table, "title", ids, kind, &names, reader)
            case .task, .activity: continue
            }
        }
        return names
    }

    private func load(
        _ table: String, _ column: String, _ ids: [Int64], _ kind: Reference.Kind, _ names: inout Names, _ reader: any Reader
    ) throws {
        let rows = try reader.query(
            "select id, \(column) from \(table) where \(reader.dialect.isOneOf("id", parameter: "$1"))", [ids.idsJSON]
        ) { ($0.int64(0), $0.text(1)) }
        for (id, name) in rows { names[Reference(kind, id)] = name }
    }
}
