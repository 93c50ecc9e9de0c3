import Kernel
import Storage

extension ItemStore {
    /// Writes a change: row, side table, communications, contacts, totals, stage history; raises its events.
    func write(_ change: ItemChange, _ command: Command) throws -> Item {
        guard !change.isEmpty else { return change.old }
        var change = change
        let registry = try catalog.catalog(in: command.transaction).fields
        stamp(&change, command)
        try writeSystem(change, registry, command)
        try writeCustom(change, registry, command.transaction)
        if change.changesCommunications {
            try CommunicationRows.replace(of: change.old.id, with: change.new.communications, in: command.transaction)
        }
        if change.changesContacts { try writeContacts(change.new, command.transaction) }
        try StageTotals.shift(from: change.old, to: change.new, in: command.transaction)
        if change.movesStage { try StageHistory.record(change, command) }
        raise(change, command)
        return change.new
    }

    /// Marks who changed what and when. What a program gives itself, as an import that brings in history does, stays as given.
    private func stamp(_ change: inout ItemChange, _ command: Command) {
        let given = Set(change.columns)
        func set(_ code: FieldCode, _ value: Value?) { if !given.contains(code) { change.new.values[code] = value } }
        change.new.version += 1
        set(.modifiedAt, .dateTime(command.now))
        set("MODIFY_BY_ID", command.actor.user.map(Value.user))
        guard change.movesStage else { return }
        change.new.stageVisit += 1
        set(.movedAt, .dateTime(command.now))
        set("MOVED_BY_ID", command.actor.user.map(Value.user))
        set(.lastActivityAt, .dateTime(command.now))
        if change.new.isClosed {
            if !change.old.isClosed { set(.closedAt, .dateTime(command.now)) }
        } else {
            set(.closedAt, nil)
        }
    }

    private func writeSystem(_ change: ItemChange, _ registry: FieldRegistry, _ command: Command) throws {
        let item = change.new
        var codes = change.columns + [.modifiedAt, "MODIFY_BY_ID"]
        if change.movesStage { codes += [.movedAt, "MOVED_BY_ID", .lastActivityAt, .closedAt] }
        var sets: [(String, SQLValue)] = [("version", .integer(item.version))]
        if change.movesStage { sets.append(("stage_visit", .integer(item.stageVisit))) }
        for code in codes {
            guard let field = registry.field(code, of: item.entity), case .system = field.storage else { continue }
            sets += ItemStore.columns(of: field, item).filter { column, _ in !sets.contains { $0.0 == column } }
        }
        sets.append(("search", .text(SearchText.of(item, registry.fields(of: item.entity)))))
        if item.entity == .company { sets.append(("title_key", .text(DuplicateFinder.titleKey(item.title)))) }
        if change.changesCommunications {
            sets.append(("has_phone", (!item.phones.isEmpty).sqlValue))
            sets.append(("has_email", (!item.emails.isEmpty).sqlValue))
        }
        let assignments = sets.enumerated().map { "\($1.0) = $\($0 + 2)" }.joined(separator: ", ")
        try command.transaction.execute(
            "update \(item.entity.table) set \(assignments) where id = $1", [item.id.id.sqlValue] + sets.map(\.1))
    }

    /// A field's columns with the values for them. A currency stays when its sum is emptied: the column is never null.
    static func columns(of field: Field, _ item: Item) -> [(String, SQLValue)] {
        zip(field.storage.columns, field.store(item.value(field.code)))
            .filter { column, value in !(value == .null && ItemStore.neverNull.contains(column)) }
            .map { ($0, $1) }
    }

    private static let neverNull: Set<String> = ["currency", "is_manual_amount", "paid_amount", "is_own"]

    func writeCustom(_ change: ItemChange, _ registry: FieldRegistry, _ transaction: any Transaction) throws {
        var columns: [(String, SQLValue)] = []
        for code in change.columns {
            guard let field = registry.field(code, of: change.new.entity), case .custom = field.storage else { continue }
            columns += zip(field.storage.columns, field.store(change.new.value(code))).map { ($0, $1) }
        }
        guard !columns.isEmpty else { return }
        let names = columns.map(\.0).joined(separator: ", ")
        let places = columns.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        let updates = columns.map { "\($0.0) = excluded.\($0.0)" }.joined(separator: ", ")
        try transaction.execute(
            """
            insert into \(change.new.entity.customTable) (item_id, \(names)) values ($1, \(places))
            on conflict (item_id) do update set \(updates)
            """, [change.new.id.id.sqlValue] + columns.map(\.1))
    }

    /// The main contact stands in the row, all of them as links.
    private func writeContacts(_ item: Item, _ transaction: any Transaction) throws {
        try ItemLinks.replace(from: item.id, with: item.value(.contacts).documents, .contact, in: transaction)
    }

    private func raise(_ change: ItemChange, _ command: Command) {
        if !change.fields.isEmpty { command.raise(ItemChanged(item: change.new, changes: change.fields)) }
        if change.changesResponsible {
            command.raise(ItemResponsibleChanged(item: change.new, from: change.old.responsible, to: change.new.responsible))
        }
        if change.movesStage { command.raise(ItemStageChanged(item: change.new, old: change.old)) }
    }
}
