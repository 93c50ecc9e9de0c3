import Automation
import CRM
import Kernel
import Storage

/// CRM items as automation sees them.
package struct CRMDocuments: DocumentSource {
    let portal: Portal
    let items: ItemStore
    let calendars: WorkingCalendarSource
    /// Before the paths of links in texts that robots send; nil leaves paths alone.
    let publicAddress: PublicAddress?

    package init(portal: Portal, items: ItemStore, calendars: WorkingCalendarSource, publicAddress: PublicAddress? = nil) {
        self.portal = portal
        self.items = items
        self.calendars = calendars
        self.publicAddress = publicAddress
    }

    package func position(of document: DocumentID, in reader: any Reader) throws -> StagePosition? {
        guard let item = try item(document, in: reader), !item.isDeleted,
            let (pipeline, stage) = try items.position(of: item, in: reader)
        else { return nil }
        return StagePosition(
            pipeline: pipeline.automationName, stage: stage.code, order: pipeline.order(of: stage.code) ?? 0,
            isFinal: stage.semantics.isFinal, visit: item.stageVisit, enteredAt: item.movedAt ?? item.createdAt,
            stageOrder: pipeline.stageOrder)
    }

    package func documents(
        in pipeline: String, on stages: [String], after last: DocumentID, limit: Int, _ reader: any Reader
    ) throws -> [DocumentID] {
        guard let id = PipelineID(automationName: pipeline) else { return [] }
        return try items.standing(in: id, on: stages, after: last, limit: limit, in: reader)
    }

    /// All fields but those that a move itself changes, as a short number that is the same on every node.
    package func fingerprint(of document: DocumentID, in reader: any Reader) throws -> String? {
        guard let item = try item(document, in: reader) else { return nil }
        let moving: Set<FieldCode> = [
            .stage(of: item.entity), .modifiedAt, .movedAt, .closedAt, "STAGE_SEMANTIC_ID", "STATUS_SEMANTIC_ID", "MODIFY_BY_ID",
            "MOVED_BY_ID", "CLOSED", "OPENED", "STAGE_COMMENT",
        ]
        let parts = item.values.filter { !moving.contains($0.key) }.map { "\($0.key)=\($0.value)" }.sorted()
        return String(stableHash(parts.joined(separator: "\n")), radix: 36)
    }

    package func environment(
        of document: DocumentID, results: [String: [String: Value]], changed: Set<String>, at now: Timestamp, in reader: any Reader
    ) throws -> any EvaluationEnvironment {
        guard let item = try item(document, in: reader) else {
            throw Failure(.notFound, RobotTexts.itemGone)
        }
        let current = try calendars.current(in: reader)
        let setting = EvaluationSetting(
            now: now, zone: current.calendar.zone, calendar: current.calendar, language: current.settings.language,
            hostURL: publicAddress?.origin ?? "", documentPath: "/\(item.entity.code.lowercased())s/\(document.id)",
            seed: UInt64(bitPattern: document.key) ^ UInt64(bitPattern: now.milliseconds), changedFields: changed)
        return ItemEnvironment(setting: setting, item: item, results: results, items: items, reader: reader)
    }

    /// The item, in a transaction as it was last read: until something happens a visit asks for it again and again.
    private func item(_ document: DocumentID, in reader: any Reader) throws -> Item? {
        guard let transaction = reader as? any Transaction else { return try items.item(document, in: reader) }
        return try ItemMemory.of(transaction).item(document) { try items.item(document, in: reader) }
    }

    /// «Товары есть на складе?» for `{=Document:UF_CRM_IN_STOCK}`, «Делопроизводитель» for `{=GlobalConst:Clerk}`.
    package func title(of reference: FieldReference, on document: DocumentID, in reader: any Reader) throws -> Text? {
        switch reference.object {
        case "Document":
            guard let entity = document.entity else { return nil }
            return title(reference.field, of: entity, try items.catalog.catalog(in: reader).fields)
        case "GlobalConst", "GlobalVar":
            return try ConstantStore.constant(reference.field, in: reader).map { Text(verbatim: $0.title) }
        default: return nil
        }
    }

    private func title(_ name: String, of entity: EntityType, _ fields: FieldRegistry) -> Text? {
        if let field = fields.field(FieldCode(name), of: entity) { return field.title }
        guard let dot = name.firstIndex(of: ".") else { return Self.furtherTitles[name.uppercased()] }
        let (link, target): (Text, EntityType)
        switch name[..<dot].uppercased() {
        case "CONTACT": (link, target) = (VocabularyTexts.contact, .contact)
        case "COMPANY": (link, target) = (VocabularyTexts.company, .company)
        case "ORIGINAL": (link, target) = (VocabularyTexts.original, .deal)
        case "LEAD": (link, target) = (VocabularyTexts.lead, .lead)
        default: return nil
        }
        let code = String(name[name.index(after: dot)...])
        let field = fields.field(FieldCode(code), of: target)?.title ?? Self.furtherTitles[code.uppercased()]
        return field.map { VocabularyTexts.ofLink.with(["link": link, "field": $0]) }
    }

    /// What conditions can ask of an item beside its fields.
    private static let furtherTitles: [String: Text] = [
        "PREVIOUS_STAGE_ID": VocabularyTexts.previousStage, "NEXT_ACTIVITY_AT": VocabularyTexts.nextActivity,
        "CLOSED": VocabularyTexts.isClosed, "IS_PAID": VocabularyTexts.isPaid, "FULL_NAME": VocabularyTexts.fullName,
        "ASSIGNED_BY_FRIENDLY": VocabularyTexts.responsibleName,
    ]

    package func move(
        _ document: DocumentID, to stage: String, trigger: TriggerSetting, because: Text, user: UserID?,
        in transaction: any Transaction, at now: Timestamp
    ) throws {
        let actor = Actor(origin: .trigger(title: trigger.title), user: user, reason: because)
        try portal.carryOut(as: actor, in: transaction, at: now) { command in
            _ = try items.move(document, to: stage, command)
        }
    }

    /// Products with their prices and sums, contacts with the first telephone and address.
    package func rows(_ rows: ListSource.Rows, of document: DocumentID, in reader: any Reader) throws -> [[String: Value]] {
        guard let item = try item(document, in: reader) else { return [] }
        switch rows {
        case .products:
            let currency = item.amount?.currency ?? "RUB"
            return try ProductRows.of(document, in: reader).map { $0.parts(currency) }
        case .contacts:
            return try item.contacts.compactMap { try items.item($0, in: reader) }.filter { !$0.isDeleted }.map { contact in
                [
                    ListSource.element: .item(contact.id), "NAME": .string(contact.fullName.isEmpty ? contact.title : contact.fullName),
                    "PHONE": contact.value(.phone).elements.first ?? .null, "EMAIL": contact.value(.email).elements.first ?? .null,
                ]
            }
        }
    }

    package func withdraw(stepsOf keyPrefix: String, on document: DocumentID, in transaction: any Transaction, at now: Timestamp) throws {
        try portal.carryOut(as: .system, in: transaction, at: now) { command in
            try Assignment.withdraw(stepsOf: keyPrefix, on: document, in: command)
            try InformationRequest.withdraw(stepsOf: keyPrefix, on: document, in: command)
        }
    }

    package func calendar(in reader: any Reader) throws -> WorkingCalendar { try calendars.current(in: reader).calendar }

    /// A line under the bell of every administrator, leading to the item.
    package func report(_ incident: IncidentReport, in transaction: any Transaction, at now: Timestamp) throws {
        let text = RobotTexts.incident.with([
            "robot": Text(verbatim: incident.robot), "message": incident.message,
        ])
        try portal.carryOut(as: .system, in: transaction, at: now) { command in
            let administrators = try UserStore.administrators(in: transaction)
            try Notice.send(
                NoticeDraft("automation_incident", text, link: .item(incident.document)), to: administrators, in: command)
        }
    }
}

extension ProductRow {
    /// What `{=block:NAME}` means for a product of the list.
    fileprivate func parts(_ currency: String) -> [String: Value] {
        [
            ListSource.element: .string(name), "NAME": .string(name), "UNIT": .string(unit),
            "PRICE": .money(Money(minorUnits: discountedPrice, currency: currency)),
            "QUANTITY": quantity % 1000 == 0 ? .int(quantity / 1000) : .double(Double(quantity) / 1000),
            "SUM": .money(Money(minorUnits: sum, currency: currency)),
        ]
    }
}
