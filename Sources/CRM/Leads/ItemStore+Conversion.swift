import Kernel
import Storage

extension ItemStore {
    /// Makes a contact and a deal of a lead, and a company when one is named; a known contact or company (same phone or
    /// e-mail; same INN or title) is used again. Fields of the same meaning, communications, source, sum, comment, products
    /// and files go along; everything is linked.
    ///
    /// Safe to repeat: a lead that is converted already gives what it became then. A lead that does not stand in its success
    /// stage is put there.
    /// - Throws: `Failure` as `update`; `.forbidden` when a person may not create contacts or deals.
    @discardableResult
    package func convert(
        _ id: DocumentID, toPipeline number: Int = 0, stage: String? = nil, for viewer: Viewer? = nil, _ command: Command
    ) throws -> Conversion {
        let lead = try take(id, to: .update, for: viewer, command)
        guard lead.entity == .lead else { throw Failure(.invalid, LeadTexts.onlyLeads) }
        if lead.isDeleted { throw Failure(.conflict, ItemTexts.deleted) }
        if let known = try conversion(of: lead, in: command.transaction) { return known }
        let rights = try ItemAccess.viewer(viewer, command)
        for entity in [EntityType.contact, .deal] { try ItemAccess.requireCreation(entity, for: rights) }
        return try trusted(command) { command in
            let company = try company(for: lead, command)
            let contact = try contact(for: lead, company, command)
            let deal = try deal(for: lead, contact, company, number, stage, command)
            let conversion = Conversion(contact: contact, deal: deal, company: company)
            try finish(lead, conversion, command)
            return conversion
        }
    }

    /// What the lead became; nil while it is not converted.
    package func conversion(of lead: Item, in reader: any Reader) throws -> Conversion? {
        guard lead.convertedAt != nil else { return nil }
        let others = try ItemLinks.others(of: [lead.id], .conversion, in: reader)[lead.id] ?? []
        func first(_ entity: EntityType) -> DocumentID? { others.first { $0.entity == entity } }
        guard let contact = first(.contact), let deal = first(.deal) else { return nil }
        return Conversion(contact: contact, deal: deal, company: first(.company))
    }

    private func company(for lead: Item, _ command: Command) throws -> DocumentID? {
        if let known = lead.company { return known }
        guard let title = lead.text(.companyTitle) else { return nil }
        let inn = lead.value(FieldCode("UF_CRM_INN")).printable
        let matches = try DuplicateFinder.find(
            [.company], inn: inn.isEmpty ? nil : inn, companyTitle: title, in: command.transaction)
        if let known = matches.first { return known.item }
        var values = try shared(lead, with: .company, command)
        values[.title] = .string(title)
        if !inn.isEmpty { values[.inn] = .string(inn) }
        return try create(ItemDraft(.company, values, responsible: lead.responsible), command).id
    }

    private func contact(for lead: Item, _ company: DocumentID?, _ command: Command) throws -> DocumentID {
        var known = lead.contact
        if known == nil {
            known = try DuplicateFinder.find(
                [.contact], phones: lead.phones, emails: lead.emails, in: command.transaction).first?.item
        }
        if let known {
            try complete(known, from: lead, company, command)
            return known
        }
        var values = try shared(lead, with: .contact, command)
        values[.company] = company.map(Value.item)
        if lead.fullName.isEmpty, lead.communications.isEmpty { values[.name] = .string(lead.title) }
        let draft = ItemDraft(.contact, values, responsible: lead.responsible, communications: lead.communications)
        return try create(draft, command).id
    }

    /// A known contact learns what it did not know: further phones and addresses, its company.
    private func complete(_ id: DocumentID, from lead: Item, _ company: DocumentID?, _ command: Command) throws {
        try command.transaction.lock(id.key)
        guard let contact = try item(id, in: command.transaction), !contact.isDeleted else { return }
        var values: [FieldCode: Value] = [:]
        for kind in Communication.Kind.allCases {
            let old = contact.communications.filter { $0.kind == kind }
            let new = lead.communications.filter { value in
                value.kind == kind && !old.contains { $0.normalized == value.normalized }
            }
            if !new.isEmpty { values[FieldCode(kind.rawValue)] = .list((old + new).map { .string($0.raw) }) }
        }
        if contact.company == nil, let company { values[.company] = .item(company) }
        if !values.isEmpty { try change(contact, values, command) }
    }

    private func deal(
        for lead: Item, _ contact: DocumentID, _ company: DocumentID?, _ number: Int, _ stage: String?, _ command: Command
    ) throws -> DocumentID {
        var values = try shared(lead, with: .deal, command)
        values[.title] = .string(lead.title)
        values[.contact] = .item(contact)
        values[.company] = company.map(Value.item)
        values[.lead] = .item(lead.id)
        let draft = ItemDraft(
            .deal, values, pipeline: number, stage: stage, responsible: lead.responsible,
            productRows: try ProductRows.of(lead.id, in: command.transaction))
        return try create(draft, command).id
    }

    /// The lead's values that another entity has a field for: of the same code and kind, custom ones included.
    private func shared(_ lead: Item, with entity: EntityType, _ command: Command) throws -> [FieldCode: Value] {
        let registry = try catalog.catalog(in: command.transaction).fields
        var values: [FieldCode: Value] = [:]
        for field in registry.fields(of: .lead) where !ItemStore.ownOfLead.contains(field.code) && !field.isReadOnly {
            guard let same = registry.field(field.code, of: entity), same.code == field.code,
                same.type.code == field.type.code, same.isMultiple == field.isMultiple
            else { continue }
            if case .communications = field.storage { continue }
            let value = lead.value(field.code)
            let isOffered = same.options.isEmpty || value.elements.allSatisfy { same.option($0.printable) != nil }
            if !value.isEmpty, isOffered { values[field.code] = value }
        }
        return values
    }

    private static let ownOfLead: Set<FieldCode> = [
        .title, .responsible, .company, .contact, .stage(of: .lead), .pipeline, "STATUS_DESCRIPTION", "ORIGIN_ID",
    ]

    private func finish(_ lead: Item, _ conversion: Conversion, _ command: Command) throws {
        for (place, item) in conversion.items.enumerated() {
            try ItemLinks.add(from: lead.id, to: item, .conversion, sort: place, in: command.transaction)
        }
        let catalog = try catalog.catalog(in: command.transaction)
        var change = ItemChange(lead)
        func set(_ code: FieldCode, _ value: Value) throws { change.set(try catalog.fields.require(code, of: .lead), to: value) }
        try set("DATE_CONVERTED", .dateTime(command.now))
        try set(.contact, .item(conversion.contact))
        try set(.company, conversion.company.map(Value.item) ?? .null)
        if lead.semantics != .success, let pipeline = catalog.pipelines[.leads], let success = pipeline.success {
            try place(&change, StageTarget(pipeline: pipeline, stage: success), catalog)
        }
        let converted = try write(change, command)
        command.raise(ItemConverted(lead: converted, conversion: conversion))
        command.raise(ItemsLinked(from: lead.id, to: conversion.items))
    }
}
