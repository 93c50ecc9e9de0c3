import Kernel
import Storage

/// One batch of rows: duplicates sorted out, the rest created together.
struct ImportBatch {
    private let plan: ImportPlan
    private let items: ItemStore
    private let command: Command

    private var rows: [ImportRow] = []
    private(set) var tally = ImportTally()

    init(_ plan: ImportPlan, _ items: ItemStore, _ command: Command) {
        self.plan = plan
        self.items = items
        self.command = command
    }

    mutating func add(_ row: ImportRow) throws {
        if let refusal = row.refusal { tally.refuse(refusal) } else { rows.append(row) }
    }

    mutating func write() throws {
        if plan.duplicates != .create { try sortOutDuplicates() }
        rows = try ImportRelated(items, command).attach(to: rows, &tally)
        try create()
        try tellPages()
    }

    /// Rows whose client is known leave the batch; of two new rows with one client the first stays and, when merging, takes
    /// what the second has more.
    private mutating func sortOutDuplicates() throws {
        var known = try ImportKnown.find(rows.flatMap(\.keys), plan.entity, in: command.transaction)
        var fresh: [ImportRow] = []
        var places: [ImportKey: Int] = [:]
        for row in rows {
            if let item = row.keys.compactMap({ known[$0] }).first {
                try meet(row, known: item)
                // The known item has these phones and addresses too from now on.
                for key in row.keys where plan.duplicates == .merge && known[key] == nil { known[key] = item }
            } else if let place = row.keys.compactMap({ places[$0] }).first {
                if plan.duplicates == .merge {
                    fresh[place].draft.take(row.draft)
                    tally.merged += 1
                } else {
                    tally.skipped += 1
                }
                for key in row.keys where plan.duplicates == .merge { places[key] = place }
            } else {
                for key in row.keys { places[key] = fresh.count }
                fresh.append(row)
            }
        }
        rows = fresh
    }

    private mutating func meet(_ row: ImportRow, known id: DocumentID) throws {
        guard plan.duplicates == .merge, let item = try items.item(id, in: command.transaction) else {
            tally.skipped += 1
            return
        }
        let values = row.draft.additions(to: item)
        do {
            if !values.isEmpty {
                let (items, command) = (items, command)
                let updated = try command.transaction.savepoint { try items.update(id, values, command) }
                tally.replace(item, with: updated, values.keys)
            }
            tally.merged += 1
        } catch let failure as Failure {
            tally.refuse(row.row, failure)
        }
    }

    private mutating func create() throws {
        var made: [Int64] = []
        for (row, outcome) in zip(rows, try items.createEach(rows.map(\.draft), startsAutomation: false, command)) {
            switch outcome {
            case .success(let id): made.append(id.id)
            case .failure(let failure): tally.refuse(row.row, failure)
            }
        }
        tally.create(plan.kind, made)
    }

    /// Pages that show the entity's columns count anew: one signal a batch, not one a row.
    private func tellPages() throws {
        guard tally.made > 0, plan.entity.hasStages else { return }
        let catalog = try items.catalog.catalog(in: command.transaction)
        let stages = Set(
            rows.compactMap { row in row.draft.stage ?? catalog.pipelines[PipelineID(plan.entity, row.draft.pipeline)]?.first?.code })
        for stage in stages { LiveChanges.of(command.transaction).add(column: LiveColumn(plan.entity, stage: stage)) }
    }
}

/// Which items have these phones, addresses and numbers of other programs already.
enum ImportKnown {
    static func find(_ keys: [ImportKey], _ entity: EntityType, in reader: any Reader) throws -> [ImportKey: DocumentID]
    {
        var known: [ImportKey: DocumentID] = [:]
        for kind in ImportKey.Kind.allCases {
            let texts = Set(keys.filter { $0.kind == kind }.map(\.normalized))
            if texts.isEmpty { continue }
            for (text, id) in try owners(kind, texts, entity, in: reader) {
                let key = ImportKey(kind: kind, normalized: text)
                if known[key] == nil { known[key] = id }
            }
        }
        return known
    }

    /// The oldest item first.
    private static func owners(
        _ kind: ImportKey.Kind, _ texts: Set<String>, _ entity: EntityType, in reader: any Reader
    ) throws -> [(String, DocumentID)] {
        if kind == .origin {
            return try reader.query(
                """
                select origin, id from \(entity.table)
                where \(reader.dialect.isOneOf("origin", texts: "$1")) and deleted_at is null order by id
                """, [texts.sorted().textsJSON]
            ) { ($0.text(0), DocumentID(entity, $0.int64(1))) }
        }
        let base = DocumentID(entity, 0).key
        return try reader.query(
            """
            select c.normalized, c.item from communications c join \(entity.table) t on t.id = c.item - $3
            where c.kind = $1 and \(reader.dialect.isOneOf("c.normalized", texts: "$2"))
                and c.item >= $3 and c.item < $4 and t.deleted_at is null order by c.item
            """, [kind.rawValue.uppercased(), texts.sorted().textsJSON, base, base + (1 << 48)]
        ) { ($0.text(0), $0.document(1)) }
    }
}

extension ItemDraft {
    /// Fills what is empty here from another draft of the same client.
    fileprivate mutating func take(_ other: ItemDraft) {
        values.merge(other.values) { own, _ in own }
        for value in other.communications
        where !communications.contains(where: { $0.kind == value.kind && $0.normalized == value.normalized }) {
            communications.append(value)
        }
    }

    /// What of this draft an item lacks: values of empty fields, new phones and addresses.
    fileprivate func additions(to item: Item) -> [FieldCode: Value] {
        var additions = values.filter { code, _ in item.value(code).isEmpty }
        for kind in Communication.Kind.allCases {
            let own = item.communications.filter { $0.kind == kind }
            let fresh = communications.filter { value in
                value.kind == kind && !own.contains { $0.normalized == value.normalized }
            }
            if !fresh.isEmpty {
                additions[FieldCode(kind.rawValue)] = .list((own + fresh).map { .string($0.raw) })
            }
        }
        return additions
    }
}
