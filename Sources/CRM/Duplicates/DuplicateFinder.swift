import Kernel
import Storage

/// What may be the same client twice.
package struct DuplicateMatch: Hashable, Sendable {
    /// Why two items are taken for one.
    package enum Reason: Hashable, Sendable {
        /// The number both have, normalised.
        case phone(String)
        case email(String)
        case inn(String)
        case title(String)
    }

    package let item: DocumentID
    /// Nil when the viewer may not see the item, only that it exists and whose it is.
    package let title: String?
    package let responsible: UserID?
    package let reasons: [Reason]
}

/// Recognises clients by what does not depend on how they were written down: normalised phones and addresses; companies
/// also by INN and title.
package enum DuplicateFinder {
    private static let limit = 50

    /// The items of some entities that match; the oldest first. A fixed number of queries.
    /// - Parameters:
    ///   - excluding: the item being looked at.
    ///   - viewer: titles of what he may not see are left out; nil sees all.
    package static func find(
        _ entities: [EntityType] = [.lead, .contact, .company], phones: [String] = [], emails: [String] = [],
        inn: String? = nil, companyTitle: String? = nil, excluding: DocumentID? = nil, for viewer: Viewer? = nil,
        in reader: any Reader
    ) throws -> [DuplicateMatch] {
        var reasons: [DocumentID: [DuplicateMatch.Reason]] = [:]
        for (item, reason) in try byCommunication(phones, emails, in: reader) { reasons[item, default: []].append(reason) }
        if entities.contains(.company) {
            for (item, reason) in try byCompany(inn, companyTitle, in: reader) { reasons[item, default: []].append(reason) }
        }
        let known = reasons.filter { item, _ in item != excluding && item.entity.map(entities.contains) ?? false }
        var matches: [DuplicateMatch] = []
        for entity in entities {
            let ids = known.keys.filter { $0.entity == entity }.map(\.id)
            if ids.isEmpty { continue }
            matches += try living(entity, ids, in: reader).map { id, title, responsible in
                let isVisible = viewer?.may(.read, entity, responsible: responsible) ?? true
                return DuplicateMatch(
                    item: id, title: isVisible ? title : nil, responsible: responsible, reasons: known[id] ?? [])
            }
        }
        return matches
    }

    /// The items that match an item as it is.
    package static func find(like item: Item, for viewer: Viewer? = nil, in reader: any Reader) throws -> [DuplicateMatch] {
        let entities: [EntityType] = item.entity == .lead ? [.lead, .contact, .company] : [item.entity]
        let title = item.entity == .company ? item.title : item.entity == .lead ? item.text(.companyTitle) : nil
        return try find(
            entities, phones: item.phones, emails: item.emails, inn: item.text(.inn), companyTitle: title, excluding: item.id,
            for: viewer, in: reader)
    }

    private static func byCommunication(
        _ phones: [String], _ emails: [String], in reader: any Reader
    ) throws -> [(DocumentID, DuplicateMatch.Reason)] {
        let phones = Set(phones.compactMap { PhoneNumber($0)?.normalized })
        let emails = Set(emails.compactMap { EmailAddress($0)?.normalized })
        guard !phones.isEmpty || !emails.isEmpty else { return [] }
        let dialect = reader.dialect
        return try reader.query(
            """
            select item, kind, normalized from communications
            where kind = 'PHONE' and \(dialect.isOneOf("normalized", texts: "$1"))
                or kind = 'EMAIL' and \(dialect.isOneOf("normalized", texts: "$2"))
            order by item, sort limit \(limit * 4)
            """, [phones.sorted().textsJSON, emails.sorted().textsJSON]
        ) { row in (row.document(0), row.text(1) == "PHONE" ? .phone(row.text(2)) : .email(row.text(2))) }
    }

    private static func byCompany(
        _ inn: String?, _ title: String?, in reader: any Reader
    ) throws -> [(DocumentID, DuplicateMatch.Reason)] {
        let inn = inn?.withoutOuterSpace ?? ""
        let key = title.map(titleKey) ?? ""
        guard !inn.isEmpty || !key.isEmpty else { return [] }
        return try reader.query(
            """
            select id, inn, title_key, title from companies
            where deleted_at is null and (inn = $1 and $1 <> '' or title_key = $2 and $2 <> '') order by id limit \(limit)
            """, [inn, key]
        ) { row in
            let byNumber = !inn.isEmpty && row.optionalText(1) == inn
            return (DocumentID(.company, row.int64(0)), byNumber ? .inn(inn) : .title(row.text(3)))
        }
    }

    private static func living(
        _ entity: EntityType, _ ids: [Int64], in reader: any Reader
    ) throws -> [(DocumentID, String, UserID?)] {
        try reader.query(
            """
            select id, title, responsible_id from \(entity.table)
            where \(reader.dialect.isOneOf("id", parameter: "$1")) and deleted_at is null order by id limit \(limit)
            """, [ids.idsJSON]) { (DocumentID(entity, $0.int64(0)), $0.text(1), $0.optionalID(2)) }
    }

    /// What two spellings of a company's name have in common: lower case, «ё» as «е», no quotes, legal form at the end or
    /// the beginning alike («ООО "Ромашка"» and «Ромашка, ООО»).
    package static func titleKey(_ title: String) -> String {
        let plain = title.map { $0.isLetter || $0.isNumber ? $0 : " " }
        let words = SearchText.normalized(String(plain)).split(separator: " ").map(String.init)
        let forms = words.filter(CompanyForms.all.contains)
        let name = words.filter { !CompanyForms.all.contains($0) }
        return name.isEmpty ? words.joined(separator: " ") : (name + forms.sorted()).joined(separator: " ")
    }
}
