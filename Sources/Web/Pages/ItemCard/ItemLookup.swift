import CRM
import Kernel
import Storage

/// Chooses CRM items by a search; those chosen stand above it with a tick that takes them away.
struct ItemLookup {
    let label: Field
    let entities: [EntityType]
    let chosen: [(id: DocumentID, title: String)]
    let allowsSeveral: Bool
    let language: Language

    private var source: String {
        let names = entities.map(\.segment).joined(separator: ",")
        return "/lookup?of=\(names)&name=\(percentEncoded(label.name))\(allowsSeveral ? "&several=1" : "")"
    }

    var html: HTML {
        .fieldGroup(
            label,
            """
            <div class="lookup" data-lookup>\(if: !allowsSeveral, .hiddenField(label.name, ""))\
            <div class="lookup-chosen" data-lookup-chosen>\(each: chosen, { Self.choice(label.name, $0.id, $0.title, note: nil, isChosen: true, allowsSeveral: allowsSeveral) })</div>\
            <input class="input" type="search" name="q" value="" autocomplete="off" placeholder="\(CardTexts.findItem, language)" aria-label="\(label.label)" \
            data-lookup-search hx-get="\(url: source)" hx-trigger="input changed delay:180ms, search" hx-target="next .lookup-found" hx-swap="innerHTML">\
            <div class="lookup-found" aria-live="polite"></div>\
            <noscript><input class="input" name="\(label.name)" placeholder="D_15"></noscript></div>
            """)
    }

    static func choice(
        _ name: String, _ id: DocumentID, _ title: String, note: String?, isChosen: Bool, allowsSeveral: Bool
    ) -> HTML {
        """
        <label class="lookup-item"><input type="\(if: allowsSeveral, "checkbox", else: "radio")" name="\(name)" value="\(Value.item(id).printable)"\
        \(attribute: "checked", if: isChosen)>\(.icon(id.entity?.icon ?? .link, size: .small))<span class="clip">\(title)</span>\
        \(ifLet: note, { "<small class=\"faint clip\">\($0)</small>" })</label>
        """
    }

    static let routes: [Route] = [.get("/lookup") { page in try await find(page) }]

    /// The items that match what is being typed, as choices of the form.
    private static func find(_ page: PageRequest) async throws -> PageResponse {
        let text = page.query.text("q") ?? ""
        let names = (page.query["of"] ?? "").split(separator: ",").map(String.init)
        let entities = EntityType.allCases.filter { names.contains($0.segment) }
        let items = page.services.items
        let viewer = try page.viewer
        guard text.count >= 2 else { return .fragment(HTML()) }
        let found = try await page.services.portal.read { reader in
            try items.search(text, limit: 8, for: viewer, now: page.now, in: reader)
        }
        let name = page.query["name"] ?? ""
        let several = page.query.flag("several")
        let summaries = entities.flatMap { found[$0] ?? [] }
        guard !summaries.isEmpty else {
            return .fragment("<p class=\"faint\">\(CardTexts.nothingFound, page.language)</p>")
        }
        return .fragment(
            "\(each: summaries, { choice(name, $0.id, $0.title, note: $0.item.phones.first ?? $0.companyName, isChosen: false, allowsSeveral: several) })"
        )
    }
}
