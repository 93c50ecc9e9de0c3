import Kernel
import Storage

extension Export {
    /// The items that a list shows, in its order, as far as the viewer may export them.
    /// - Throws: `Failure` `.forbidden` without the right to export anything of this entity.
    package static func items(
        _ query: ItemQuery, _ columns: ExportColumns, sort: ItemSort = .created, _ items: ItemStore, for viewer: Viewer,
        now: Timestamp, _ language: Language, in reader: any Reader
    ) throws -> Export {
        let entity = query.entity
        guard viewer.scope(.export, of: entity) != .none else {
            throw Failure(.forbidden, ExportTexts.mayNot.with(["entity": entity.pluralName]))
        }
        let catalog = try items.catalog.catalog(in: reader)
        let fields = fields(columns, of: entity, catalog.fields)
        let ids = try items.exported(query, sort, for: viewer, now: now, in: reader)
        let cells = ItemCellWriter(fields, language, people: try ExportPeople.load(in: reader), dates: items.dates)
        return Export(title: entity.pluralName[language], headings: cells.headings, count: ids.count) { range, reader in
            let part = Array(ids[range])
            let known = try items.load(part, in: reader)
            let present = part.compactMap { known[$0] }.filter { $0.isDeleted == query.isInBin }
            let names = try items.names(for: present, in: reader)
            return present.map { cells.cells(of: $0, names) }
        }
    }

    private static func fields(_ columns: ExportColumns, of entity: EntityType, _ registry: FieldRegistry) -> [Field] {
        let readable = registry.fields(of: entity).filter { field in
            field.type.code != FileField().code && !["STAGE_SEMANTIC_ID", .manualAmount].contains(field.code)
        }
        guard case .chosen(let codes) = columns else { return readable }
        let chosen = Set(codes)
        return readable.filter { chosen.contains($0.code) }
    }
}

extension ItemStore {
    /// The ids of what a query finds, in the order of the list, without those whose export the viewer's rights do not cover.
    fileprivate func exported(
        _ query: ItemQuery, _ sort: ItemSort, for viewer: Viewer, now: Timestamp, in reader: any Reader
    ) throws -> [DocumentID] {
        let registry = try catalog.catalog(in: reader).fields
        var conditions = try conditions(query, viewer, now, reader)
        let order = try order(sort, query.entity, registry, &conditions)
        let found: [(id: Int64, responsible: UserID?)] = try reader.query(
            "select t.id, t.responsible_id from \(conditions.source) where \(conditions.sql) order by \(order)", conditions.arguments
        ) { ($0.int64(0), $0.optionalID(1)) }
        return found.filter { viewer.may(.export, query.entity, responsible: $0.responsible) }.map { DocumentID(query.entity, $0.id) }
    }
}

/// Turns items into cells: one column a field, and one for the currency beside the sum.
struct ItemCellWriter: Sendable {
    let headings: [String]
    private let columns: [Column]
    private let language: Language
    private let people: ExportPeople
    private let dates: DateSetting

    private enum Column: Sendable {
        case field(Field)
        case currency
    }

    init(_ fields: [Field], _ language: Language, people: ExportPeople, dates: DateSetting) {
        columns = fields.flatMap { $0.code == .amount ? [Column.field($0), .currency] : [.field($0)] }
        let titles = Dictionary(grouping: fields, by: { ImportHeadings.plain($0.title[language]) })
        headings = columns.map { column in
            switch column {
            case .currency: ExportTexts.currency[language]
            // Two fields of one name could not be told apart when the table comes back.
            case .field(let field): titles[ImportHeadings.plain(field.title[language])]?.count == 1 ? field.title[language] : field.code.rawValue
            }
        }
        self.language = language
        self.people = people
        self.dates = dates
    }

    func cells(of item: Item, _ names: Names) -> [SheetCell] {
        columns.map { column in
            switch column {
            case .currency: item.amount.map { .text($0.currency) } ?? .empty
            case .field(let field): cell(item.value(field.code), field, names)
            }
        }
    }

    private func cell(_ value: Value, _ field: Field, _ names: Names) -> SheetCell {
        let elements = value.elements
        guard let first = elements.first, !value.isEmpty else { return .empty }
        if elements.count > 1 { return .joined(elements.map { text($0, field, names) }) }
        switch first {
        case .money(let money):
            // Only the sum has a column for its currency.
            let isPlain = field.code == .amount || field.code == .paidAmount || money.currency == "RUB"
            return isPlain ? .money(money) : .text("\(money.decimalString)|\(money.currency)")
        case .date(let day): return .day(day)
        case .dateTime(let moment): return .moment(dates.zone.local(moment))
        case .int(let number) where field.type is IntegerField && number.magnitude < 1 << 53: return .number(Double(number))
        case .int, .double:
            return field.type is DoubleField ? first.number.map(SheetCell.number) ?? .empty : .text(text(first, field, names))
        case .bool(let flag): return .flag(flag)
        case .null: return .empty
        case .string, .reference, .list: return .text(text(first, field, names))
        }
    }

    /// People by what the import finds them by, everything else as the pages show it.
    private func text(_ value: Value, _ field: Field, _ names: Names) -> String {
        if let user = value.userIDs.first { return people.name(of: user) ?? field.text(value, language, names) }
        return field.text(value, language, names)
    }
}

extension SheetCell {
    /// Several values in one cell, so that the import takes them apart again.
    static func joined(_ texts: [String]) -> SheetCell {
        let isPlain = texts.allSatisfy { !$0.contains(";") && !$0.contains(",") }
        return texts.isEmpty ? .empty : .text(texts.joined(separator: isPlain ? "; " : "\n"))
    }
}

/// What people are called in tables: by their names, or by their logins where two are called the same.
struct ExportPeople: Sendable {
    private let names: [UserID: String]

    static func load(in reader: any Reader) throws -> ExportPeople {
        let users = try UserStore.everybody(in: reader)
        let counts = Dictionary(grouping: users) { "\($0.profile.lastName) \($0.profile.firstName)".withoutOuterSpace.lowercased() }
        return ExportPeople(
            names: Dictionary(
                users.map { user in
                    let name = "\(user.profile.lastName) \(user.profile.firstName)".withoutOuterSpace
                    return (user.id, name.isEmpty || (counts[name.lowercased()]?.count ?? 0) > 1 ? user.login : name)
                }) { first, _ in first })
    }

    func name(of user: UserID) -> String? { names[user] }
}
