import Kernel
import Storage

/// What rows bring along besides their own item: a deal's company and contact, a contact's company. Known ones are linked,
/// the others are made, each once.
struct ImportRelated {
    private let items: ItemStore
    private let command: Command
    init(_ items: ItemStore, _ command: Command) {
        self.items = items
        self.command = command
    }

    /// The rows with their links; rows whose companion is refused leave.
    func attach(to rows: [ImportRow], _ tally: inout ImportTally) throws -> [ImportRow] {
        guard rows.contains(where: { !$0.related.isEmpty }) else { return rows }
        let withCompanies = try attach(.company, to: rows, &tally)
        return try attach(.contact, to: withCompanies, &tally)
    }

    private func attach(_ entity: EntityType, to rows: [ImportRow], _ tally: inout ImportTally) throws -> [ImportRow] {
        guard rows.contains(where: { $0.related[entity] != nil }) else { return rows }
        var known = try RelatedKnown.find(rows.compactMap { $0.related[entity] }, entity, in: command.transaction)
        var fresh: [ItemDraft] = []
        var links: [Int: RelatedPlace] = [:]
        for (place, row) in rows.enumerated() {
            guard let draft = row.related[entity] else { continue }
            let keys = RelatedKnown.keys(of: draft)
            if let found = keys.lazy.compactMap({ known[$0] }).first {
                links[place] = found
            } else {
                let new = RelatedPlace.new(fresh.count)
                fresh.append(draft)
                links[place] = new
                for key in keys { known[key] = new }
            }
        }
        // Who shares one that is refused is refused with it.
        let made = try items.createEach(fresh, startsAutomation: false, command)
        tally.create(TableKind(entity), made.compactMap { if case .success(let id) = $0 { id.id } else { nil } }, countsAsRow: false)
        return rows.enumerated().compactMap { place, row in
            guard let link = links[place] else { return row }
            switch link.outcome(made) {
            case .success(let id): return linked(row, entity, to: id)
            case .failure(let failure):
                tally.refuse(row.row, failure)
                return nil
            }
        }
    }

    private func linked(_ row: ImportRow, _ entity: EntityType, to id: DocumentID) -> ImportRow {
        var row = row
        if entity == .company {
            if row.draft.values[.company] == nil { row.draft.values[.company] = .item(id) }
            row.related[.contact]?.values[.company] = .item(id)
        } else if row.draft.values[.contact] == nil {
            row.draft.values[.contact] = .item(id)
        }
        return row
    }
}

/// A companion that is there, or the place among those that are about to be made.
enum RelatedPlace {
    case known(DocumentID)
    case new(Int)

    func outcome(_ made: [Result<DocumentID, Failure>]) -> Result<DocumentID, Failure> {
        switch self {
        case .known(let id): .success(id)
        case .new(let place): made[place]
        }
    }
}

/// By what companions are recognised: phones and addresses; companies also by taxpayer number and name, contacts without
/// a phone or an address by their full name.
enum RelatedKnown {
    enum Key: Hashable {
        case reach(ImportKey)
        case inn(String)
        case title(String)
    }

    static func keys(of draft: ItemDraft) -> [Key] {
        let reach = ImportKey.keys(of: draft).map(Key.reach)
        switch draft.entity {
        case .company:
            let inn = draft.values[.inn].map { [Key.inn($0.printable)] } ?? []
            let title = draft.values[.title].map { [Key.title(DuplicateFinder.titleKey($0.printable))] } ?? []
            return inn + title + (title.isEmpty ? reach : [])
        case .contact: return reach.isEmpty ? [.title(fullName(draft))] : reach
        case .lead, .deal: return reach
        }
    }

    private static func fullName(_ draft: ItemDraft) -> String {
        [FieldCode.lastName, .name, .secondName].compactMap { draft.values[$0]?.printable }.joined(separator: " ")
    }

    static func find(_ drafts: [ItemDraft], _ entity: EntityType, in reader: any Reader) throws -> [Key: RelatedPlace] {
        var reach: Set<ImportKey> = []
        var inns: Set<String> = []
        var titles: Set<String> = []
        for key in drafts.flatMap(keys) {
            switch key {
            case .reach(let one): reach.insert(one)
            case .inn(let inn): inns.insert(inn)
            case .title(let title): titles.insert(title)
            }
        }
        var known: [Key: RelatedPlace] = [:]
        for (key, id) in try ImportKnown.find(Array(reach), entity, in: reader) { known[.reach(key)] = .known(id) }
        func look(_ column: String, _ texts: Set<String>, _ key: (String) -> Key) throws {
            if texts.isEmpty { return }
            let rows = try reader.query(
                """
                select \(column), id from \(entity.table)
                where \(reader.dialect.isOneOf(column, texts: "$1")) and deleted_at is null order by id desc
                """, [texts.sorted().textsJSON]
            ) { ($0.text(0), $0.int64(1)) }
            for (text, id) in rows { known[key(text)] = .known(DocumentID(entity, id)) }
        }
        try look("inn", inns, Key.inn)
        try look(entity == .company ? "title_key" : "title", titles, Key.title)
        return known
    }
}
