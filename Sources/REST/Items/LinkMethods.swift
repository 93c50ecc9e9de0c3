import CRM
import Kernel
import Storage

/// `crm.deal.contact.*`, `crm.lead.contact.*`, `crm.company.contact.*`, `crm.contact.company.*`: who belongs to whom. A deal has
/// several contacts, the main one first; a lead has one, a contact one company; the contacts of a company are those that name it.
enum LinkMethods {
    static let methods: [RESTMethod] =
        family("crm.deal.contact", .deal, "CONTACT_ID") + family("crm.lead.contact", .lead, "CONTACT_ID")
        + family("crm.company.contact", .company, "CONTACT_ID") + family("crm.contact.company", .contact, "COMPANY_ID")

    private static func family(_ prefix: String, _ owner: EntityType, _ key: String) -> [RESTMethod] {
        let id = RESTParameter("id", "integer", isRequired: true, Text(ru: "Номер элемента", en: "The item's number"))
        let links = Links(owner: owner, key: key)
        return [
            RESTMethod("\(prefix).fields", .crm, Text(ru: "Описание связи", en: "Describes a link")) { _ in
                Answer([PlainField("SORT", "integer"), PlainField("IS_PRIMARY", "char"), PlainField(key, "integer", .required)].json)
            },
            .read("\(prefix).items.get", .crm, Text(ru: "Связи", en: "The links"), [id]) { call, reader in
                let all = try links.current(try links.item(call, reader), call, reader)
                return Answer(.array(all.enumerated().map { place, other in
                    .object(.of([key: .int(other.id), "SORT": .int(Int64(place + 1) * 10), "ROLE_ID": 0, "IS_PRIMARY": .yesNo(place == 0)]))
                }))
            },
            .write("\(prefix).items.set", .crm, Text(ru: "Заменяет связи", en: "Replaces the links"), [id]) { call, command in
                let item = try links.item(call, command.transaction)
                guard let given = call.parameters["items"], given.scalarText == nil else { throw RESTFailure("The parameter items must be array.") }
                let entries = try given.elements.map { try links.entry($0.object ?? JSONObject()) }
                let main = entries.filter(\.isPrimary) + entries.filter { !$0.isPrimary }
                try links.set(main.map(\.other), of: item, call, command)
                return Answer(true)
            },
            .write("\(prefix).items.delete", .crm, Text(ru: "Убирает все связи", en: "Removes all links"), [id]) { call, command in
                try links.set([], of: try links.item(call, command.transaction), call, command)
                return Answer(true)
            },
            .write("\(prefix).add", .crm, Text(ru: "Добавляет связь", en: "Adds a link"), [id]) { call, command in
                let item = try links.item(call, command.transaction)
                let entry = try links.entry(call)
                let rest = try links.current(item, call, command.transaction).filter { $0 != entry.other }
                try links.set(entry.isPrimary ? [entry.other] + rest : rest + [entry.other], of: item, call, command)
                return Answer(true)
            },
            .write("\(prefix).delete", .crm, Text(ru: "Убирает связь", en: "Removes a link"), [id]) { call, command in
                let item = try links.item(call, command.transaction)
                let entry = try links.entry(call)
                let all = try links.current(item, call, command.transaction)
                guard all.contains(entry.other) else { return Answer(false) }
                try links.set(all.filter { $0 != entry.other }, of: item, call, command)
                return Answer(true)
            },
        ]
    }
}

/// The links of one kind of item to another.
private struct Links {
    let owner: EntityType
    let key: String

    struct Entry {
        let other: DocumentID
        let isPrimary: Bool
    }

    private var other: EntityType { key == "CONTACT_ID" ? .contact : .company }

    func item(_ call: Call, _ reader: any Reader) throws -> Item {
        let id = try call.parameters.id(or: RESTFailure("The parameter 'ownerEntityID' is invalid or not defined."))
        return try ClassicItemMethods.find(DocumentID(owner, id), call, reader)
    }

    func entry(_ call: Call) throws -> Entry {
        guard let fields = try call.parameters.object("fields") else { throw RESTFailure("The parameter 'fields' must be array.") }
        return try entry(fields)
    }

    func entry(_ fields: JSONObject) throws -> Entry {
        guard let id = fields.value(key)?.number, id > 0 else { throw RESTFailure("The parameter 'fields' is not valid.") }
        return Entry(other: DocumentID(other, id), isPrimary: fields.value("IS_PRIMARY")?.flag ?? false)
    }

    func current(_ item: Item, _ call: Call, _ reader: any Reader) throws -> [DocumentID] {
        switch owner {
        case .deal: return item.contacts
        case .lead: return [item.contact].compactMap(\.self)
        case .contact: return [item.company].compactMap(\.self)
        case .company:
            var query = ItemQuery(.contact)
            query.client = item.id
            return try call.services.items.ids(query, limit: 500, for: call.viewer, now: call.now, in: reader)
        }
    }

    func set(_ links: [DocumentID], of item: Item, _ call: Call, _ command: Command) throws {
        let items = call.services.items
        switch owner {
        case .deal: try items.update(item.id, [.contacts: .list(links.map(Value.item))], for: call.viewer, command)
        case .lead: try items.update(item.id, [.contact: links.first.map(Value.item) ?? .null], for: call.viewer, command)
        case .contact: try items.update(item.id, [.company: links.first.map(Value.item) ?? .null], for: call.viewer, command)
        case .company:
            let old = try current(item, call, command.transaction)
            for gone in old where !links.contains(gone) { try items.update(gone, [.company: .null], for: call.viewer, command) }
            for new in links where !old.contains(new) { try items.update(new, [.company: .item(item.id)], for: call.viewer, command) }
        }
    }
}
