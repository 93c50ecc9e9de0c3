import CRM
import Kernel
import Storage

/// Writes one item: new, changed or as it was.
struct ItemWriter {
    let course: Course
    let links: Links

    private var items: ItemStore { course.target.items }

    func write(_ source: SourceItem, _ known: MovedRecord?, _ command: Command, _ tally: inout Tally) throws {
        let reading = ItemReading(source, links, items.dates)
        for warning in reading.warnings { tally.warn(source.foreign, warning) }
        let digest = reading.digest
        let kind = source.entity.movingKind.rawValue
        if let known, known.digest == digest {
            tally.unchanged += 1
            return
        }
        let old = try known?.number.flatMap { try items.item(DocumentID(source.entity, $0), in: command.transaction) }
        let id: DocumentID
        if let old, !old.isDeleted {
            id = old.id
            try change(old, reading, command)
            tally.changed += 1
        } else if old != nil {
            // Somebody has deleted it here: that is respected.
            tally.unchanged += 1
            return
        } else {
            id = try create(source, reading, command)
            tally.made += 1
        }
        try course.records.save(kind, source.foreign, own: String(id.id), digest: digest, in: command.transaction)
    }

    private func create(_ source: SourceItem, _ reading: ItemReading, _ command: Command) throws -> DocumentID {
        let moment = reading.createdAt ?? command.now
        let author = reading.author ?? course.administrator
        let draft = ItemDraft(
            source.entity, reading.values.mapValues { $0.without(links.gone) }.filter { !$0.value.isEmpty }, pipeline: reading.pipeline ?? 0, stage: reading.stage,
            responsible: reading.responsible ?? course.administrator, communications: reading.communications, productRows: reading.products ?? [],
            createdAt: moment, createdBy: author)
        return try command.inPast(at: moment, by: author) { past in
            let item = try items.create(draft, past)
            try StageHistory.retell(reading.stays, of: item, links.catalog.pipelines, in: past)
            if let lead = item.lead { try ItemLinks.add(from: lead, to: item.id, .conversion, in: past.transaction) }
            return item.id
        }
    }

    private func change(_ old: Item, _ reading: ItemReading, _ command: Command) throws {
        try command.inPast(at: reading.modifiedAt ?? command.now, by: reading.editor ?? course.administrator) { past in
            if let products = reading.products { try items.setProducts(old.id, products, past) }
            let known = Set(old.values.values.flatMap(\.documents))
            var values = reading.values.mapValues { $0.without(links.gone.subtracting(known)) }
            values[.responsible] = .user(reading.responsible ?? course.administrator)
            if old.entity.hasStages {
                values[.stage(of: old.entity)] = reading.stage.map { .string($0) }
                if old.entity == .deal { values[.pipeline] = reading.pipeline.map { .int(Int64($0)) } }
            }
            let edits = old.communications.compactMap(\.id).map { CommunicationEdit.delete($0) } + reading.communications.map { .add($0) }
            let item = try items.update(old.id, values, communications: edits, past)
            try StageHistory.retell(reading.stays, of: item, links.catalog.pipelines, in: past)
        }
    }
}

extension Value {
    /// The value without links to these items.
    fileprivate func without(_ items: Set<DocumentID>) -> Value {
        if items.isDisjoint(with: documents) { return self }
        guard case .list(let values) = self else { return .null }
        return .list(values.filter { items.isDisjoint(with: $0.documents) })
    }
}

/// An item of the source as the portal understands it.
struct ItemReading {
    private(set) var values: [FieldCode: Value] = [:]
    private(set) var communications: [Communication] = []
    private(set) var warnings: [Text] = []
    /// Nil when the source does not give them: those that are here stay.
    let products: [ProductRow]?
    let pipeline: Int?
    private(set) var stage: String?
    private(set) var stays: [PastStay] = []
    let responsible: UserID?
    let createdAt: Timestamp?
    let author: UserID?
    let modifiedAt: Timestamp?
    let editor: UserID?

    init(_ source: SourceItem, _ links: Links, _ dates: DateSetting) {
        func moment(_ name: String) -> Timestamp? { source.text(name).flatMap { dates.moment(.string($0)) } }
        createdAt = moment("DATE_CREATE")
        modifiedAt = moment("DATE_MODIFY")
        author = links.person(source.row.value("CREATED_BY_ID"))
        editor = links.person(source.row.value("MODIFY_BY_ID"))
        responsible = links.person(source.row.value("ASSIGNED_BY_ID"))
        products = source.details.products?.map(ItemReading.product)
        pipeline = source.entity == .deal ? links.pipelines["DEAL:\(source.text("CATEGORY_ID") ?? "0")"]?.number.map { Int($0) } ?? 0 : nil
        readStage(source, links)
        stays = source.details.stays.compactMap { ItemReading.stay($0, source, links, dates) }
        let context = FieldContext(dates: dates, currency: source.text("CURRENCY_ID") ?? "RUB")
        for (field, json, options) in source.values {
            let value = ItemReading.value(json, field, options, links, source)
            do {
                values[field.code] = try field.accept(value, in: context)
            } catch let failure as Failure {
                lose(field, value.printable, failure.message)
            } catch {
                lose(field, value.printable, Text(verbatim: "\(error)"))
            }
        }
        if source.entity == .deal { values[.contacts] = .list(source.contacts.compactMap { links.items[$0] }.map(Value.item)) }
        readCommunications(source, links, context)
        if source.entity.hasStages { values[.closedAt] = closedAt(source, links, dates).map(Value.dateTime) ?? .null }
    }

    private mutating func lose(_ field: Field, _ value: String, _ reason: Text) {
        values[field.code] = .null
        let shown = Text(verbatim: String(value.prefix(80)))
        warnings.append(MovingTexts.lostValue.with(["field": field.title, "value": shown, "reason": reason]))
    }

    private mutating func readStage(_ source: SourceItem, _ links: Links) {
        guard source.entity.hasStages, let foreign = source.text("STAGE_ID") ?? source.text("STATUS_ID") else { return }
        let home = links.catalog.pipelines[PipelineID(source.entity, pipeline ?? 0)]
        if let own = links.stages[foreign], home?[own] != nil {
            stage = own
        } else {
            stage = home?.first?.code
            warnings.append(MovingTexts.noStage.with(["stage": foreign]))
        }
    }

    /// What cannot be dialled or written to is kept where people see it.
    private mutating func readCommunications(_ source: SourceItem, _ links: Links, _ context: FieldContext) {
        var lost: [String] = []
        for value in source.communications {
            guard let field = links.catalog.fields.field(value.field, of: source.entity) else { continue }
            do {
                _ = try field.accept(.string(value.raw), in: context)
                if !communications.contains(where: { $0.kind == value.kind && $0.raw == value.raw }) { communications.append(value) }
            } catch {
                lost.append(MovingTexts.kept.with(["field": field.title, "value": Text(verbatim: value.raw)]).russian)
                warnings.append(MovingTexts.lostCommunication.with(["value": Text(verbatim: value.raw), "field": field.title]))
            }
        }
        guard !lost.isEmpty else { return }
        let comment = values[.comments].map(\.printable) ?? ""
        values[.comments] = .string(([comment] + lost).filter { !$0.isEmpty }.joined(separator: "\n"))
    }

    /// When it was won or lost: deals do not say so themselves, their last move does.
    private func closedAt(_ source: SourceItem, _ links: Links, _ dates: DateSetting) -> Timestamp? {
        guard let stage, links.catalog.pipelines.stage(stage, of: source.entity)?.semantics.isFinal == true else { return nil }
        return ["DATE_CLOSED", "MOVED_TIME", "DATE_MODIFY"].lazy.compactMap { source.text($0) }.compactMap { dates.moment(.string($0)) }.first
    }

    /// Of everything that is written: when it is the same again, there is nothing to write. Who changed it last and when is not
    /// among it: a robot of the source that touches an item without changing it is no change.
    var digest: String {
        let fields = values.filter { !ItemReading.passing.contains($0.key) }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.json.text)" }
        let reach = communications.map { "\($0.kind.rawValue)\u{1F}\($0.valueType)\u{1F}\($0.raw)" }
        let rows = (products ?? []).map { "\($0.name)\u{1F}\($0.price)\u{1F}\($0.quantity)\u{1F}\($0.discount)\u{1F}\($0.taxRate ?? -1)\u{1F}\($0.isTaxIncluded)\u{1F}\($0.unit)" }
        return MovedRecord.digest(fields + reach + rows + ["\(pipeline ?? 0)", stage ?? "", responsible?.description ?? "", "\(stays.count)"])
    }

    private static let passing: Set<FieldCode> = [.modifiedAt, "MODIFY_BY_ID", .lastActivityAt, .movedAt, "MOVED_BY_ID", .closedAt]
}
