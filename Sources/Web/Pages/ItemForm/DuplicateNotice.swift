import CRM
import Kernel
import Storage

/// Warns while a client is being typed that the portal knows them already.
enum DuplicateNotice {
    static func find(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let query = page.query
        let phones = (query.all("f.PHONE") + query.all("client.phone")).filter { $0.count > 4 }
        let emails = (query.all("f.EMAIL") + query.all("client.email")).filter { $0.contains("@") }
        let inn = query.text("f.INN")
        let title =
            query.text("client.company") ?? query.text("f.COMPANY_TITLE")
            ?? (entity == .company ? query.text("f.TITLE") : nil)
        let viewer = try page.viewer
        let people = try await page.services.people.snapshot()
        let matches = try await page.services.portal.read { reader in
            try DuplicateFinder.find(
                entity == .company ? [.company] : [.lead, .contact, .company], phones: phones, emails: emails, inn: inn,
                companyTitle: title.flatMap { $0.count > 2 ? $0 : nil }, for: viewer, in: reader)
        }
        return .fragment(matches.isEmpty ? HTML() : html(matches, people, page.language))
    }

    private static func html(_ matches: [DuplicateMatch], _ people: PeopleSnapshot, _ language: Language) -> HTML {
        let rows = matches.prefix(6).map { match -> HTML in
            let name: HTML =
                match.title.map {
                    "<a class=\"link\" href=\"\(url: match.item.cardAddress)\" target=\"_blank\">\($0)</a>"
                } ?? "<span>\(ItemFormTexts.hidden, language)</span>"
            let owner = match.responsible.map { people.name(of: $0) } ?? ""
            return """
                <li class="row tight">\(.icon(match.item.entity?.icon ?? .link, size: .small))\(name)\
                <span class="faint">\(match.reasons.map { $0.text(language) }.joined(separator: ", ")) · \(owner)</span></li>
                """
        }
        return .notice(
            .warning, icon: .triangleAlert, title: ItemFormTexts.duplicates[language],
            "<ul class=\"stack tight\">\(rows)</ul>")
    }
}

extension DuplicateMatch.Reason {
    fileprivate func text(_ language: Language) -> String {
        switch self {
        case .phone(let number): number
        case .email(let address): address
        case .inn(let number): ItemFormTexts.sameInn.with(["inn": number])[language]
        case .title(let title): title
        }
    }
}
