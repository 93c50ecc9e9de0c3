import Kernel
import Storage
import Synchronization

/// Fields, pipelines and robots of programs as they are configured: an immutable snapshot.
package struct ItemCatalog: Sendable {
    /// Grows with every change of the configuration.
    package let version: Int64
    package let fields: FieldRegistry
    package let pipelines: Pipelines
    package let programRobots: [ProgramRobot]
    /// What sums can be in, in the order in which they are offered.
    package let currencies: [Currency]
    /// How items are read with all their fields.
    private let rows: [EntityType: ItemRows]

    package init(
        version: Int64 = 0, fields: FieldRegistry = .system, pipelines: Pipelines = Pipelines(), programRobots: [ProgramRobot] = [],
        currencies: [Currency] = []
    ) {
        self.version = version
        self.fields = fields
        self.pipelines = pipelines
        self.programRobots = programRobots
        self.currencies = currencies
        rows = Dictionary(uniqueKeysWithValues: EntityType.allCases.map { ($0, ItemRows($0, fields.all(of: $0))) })
    }

    func rows(of entity: EntityType) -> ItemRows { rows[entity]! }
}

/// Keeps the catalogue in memory: read once, replaced after each commit that changed it.
///
/// A class because everybody must see the same one.
package final class CatalogCache: Sendable {
    private let current = Mutex<ItemCatalog?>(nil)
    private let known = Mutex(ItemCatalog())
    private let portalDates: @Sendable () -> DateSetting

    /// - Parameter dates: how the portal writes dates now; moments typed without a zone are meant so.
    package init(dates: @escaping @Sendable () -> DateSetting = { DateSetting() }) { portalDates = dates }

    package var dates: DateSetting { portalDates() }

    /// The catalogue as it was read last, for those who have no reader at hand and can live with a moment's delay.
    package var lastKnown: ItemCatalog { known.withLock(\.self) }

    /// The catalogue as this reader may see it: in a transaction that changed it, with those changes.
    package func catalog(in reader: any Reader) throws -> ItemCatalog {
        if let transaction = reader as? any Transaction {
            let change = transaction.attachment(CatalogChange.init)
            if change.isChanged { return try changed(change, in: transaction) }
            if !transaction.dialect.forUpdate.isEmpty { return try checked(change, in: transaction) }
        }
        if let catalog = current.withLock({ $0 }) { return catalog }
        let catalog = try ItemCatalog.load(in: reader)
        keep(catalog)
        return catalog
    }

    /// Says that this transaction has just changed fields, options, pipelines, stages or robots of programs.
    func change(in transaction: any Transaction) throws {
        _ = try transaction.nextVersion(ItemCatalog.versionName)
        LiveChanges.of(transaction).add(cache: .catalog)
        let change = transaction.attachment(CatalogChange.init)
        let catalog = try ItemCatalog.load(in: transaction)
        change.catalog = catalog
        change.isChanged = true
        transaction.afterCommit { [self] in keep(catalog) }
    }

    /// Another node has changed it: the next reader reads it anew.
    package func forget() { current.withLock { $0 = nil } }

    /// The version tells whether a savepoint took back what the attachment remembers.
    private func changed(_ change: CatalogChange, in transaction: any Transaction) throws -> ItemCatalog {
        let version = try ItemCatalog.version(in: transaction)
        if let catalog = change.catalog, catalog.version == version { return catalog }
        let catalog = try ItemCatalog.load(in: transaction)
        change.catalog = catalog
        return catalog
    }

    /// Where there are several writers another one, perhaps on another node, may have changed it: asked once a transaction,
    /// which then keeps changes away until its end.
    private func checked(_ change: CatalogChange, in transaction: any Transaction) throws -> ItemCatalog {
        if let catalog = change.catalog { return catalog }
        let version = try ItemCatalog.version(in: transaction)
        guard let known = current.withLock({ $0 }), known.version == version else {
            let fresh = try ItemCatalog.load(in: transaction)
            change.catalog = fresh
            transaction.afterCommit { [self] in keep(fresh) }
            return fresh
        }
        change.catalog = known
        return known
    }

    private func keep(_ catalog: ItemCatalog) {
        current.withLock { current in
            if let known = current, known.version >= catalog.version { return }
            current = catalog
        }
        known.withLock { known in if known.version <= catalog.version { known = catalog } }
    }
}

private final class CatalogChange {
    var isChanged = false
    var catalog: ItemCatalog?
}

extension ItemCatalog {
    fileprivate static let versionName = "catalog_version"

    fileprivate static func version(in reader: any Reader) throws -> Int64 {
        Int64(try reader.count("select last from sequences where name = $1", [versionName]))
    }

    static func load(in reader: any Reader) throws -> ItemCatalog {
        let options = try FieldRows.options(in: reader)
        let settings = try FieldRows.settings(in: reader)
        let system = FieldRegistry.system
        var fields = EntityType.allCases.flatMap { entity in
            system.all(of: entity).map { $0.with(settings[entity]?[$0.code], options: options[$0.owner]?[$0.code]) }
        }
        fields += try FieldRows.custom(options, in: reader)
        return ItemCatalog(
            version: try version(in: reader), fields: FieldRegistry(fields), pipelines: try PipelineRows.load(in: reader),
            programRobots: try ProgramRobotStore.all(in: reader), currencies: try Currency.all(in: reader))
    }
}
