import CRM
import Kernel

/// The left side of a card: every field of the registry under a heading, empty ones folded away.
struct FieldSections {
    enum Section: CaseIterable {
        case about, client, process, source, system

        var title: Text {
            switch self {
            case .about: CardTexts.sectionAbout
            case .client: CardTexts.sectionClient
            case .process: CardTexts.sectionProcess
            case .source: CardTexts.sectionSource
            case .system: CardTexts.sectionSystem
            }
        }
    }

    let context: CardContext
    let clients: [Item]

    init(_ context: CardContext, clients: [Item]) {
        self.context = context
        self.clients = clients
    }

    /// Fetched anew when others change the item, unless a field is being edited just then.
    var html: HTML {
        let fields = context.catalog.fields.fields(of: context.entity)
        let groups = Dictionary(grouping: fields) { Self.section(of: $0, in: context.item) }
        return """
            <div class="stack" data-live-topic="\(context.item.id.liveTopic)" data-live-calm \
            hx-get="\(url: context.address("fields"))" hx-trigger="live" hx-target="this" hx-swap="outerHTML">\
            \(each: Section.allCases, { card($0, groups[$0] ?? []) ?? HTML() })</div>
            """
    }

    private func card(_ section: Section, _ fields: [CRM.Field]) -> HTML? {
        let shown = fields.filter {
            section == .process || $0.isRequired || !context.item.value($0.code).isEmpty || $0.code == .responsible
                || $0.code == .amount
        }
        let folded =
            context.mayUpdate
            ? fields.filter { field in !shown.contains { $0.code == field.code } && !field.isReadOnly } : []
        let reach = section == .client ? clientReach : nil
        guard !shown.isEmpty || !folded.isEmpty || reach != nil else { return nil }
        if section == .system { return record(shown) }
        return .card(
            title: section.title[context.language],
            "<dl class=\"definitions\">\(each: shown, { FieldView($0, context).html })</dl>\(reach)\(if: !folded.isEmpty, fold(folded, isOnly: shown.isEmpty))"
        )
    }

    /// Who made and changed it, and when: seldom looked at, so folded.
    private func record(_ fields: [CRM.Field]) -> HTML {
        """
        <details class="card item-more"><summary>\(.icon(.chevronRight, size: .small))\(Section.system.title, context.language)</summary>\
        <div class="card-body"><dl class="definitions">\(each: fields, { FieldView($0, context).html })</dl></div></details>
        """
    }

    private func fold(_ fields: [CRM.Field], isOnly: Bool) -> HTML {
        let label = CardTexts.emptyFields.with(["count": String(fields.count)])[context.language]
        return """
            <details class="item-fold"\(attribute: "open", if: isOnly && fields.count < 4)><summary class="faint">\(.icon(.chevronRight, size: .small))\(label)</summary>\
            <dl class="definitions">\(each: fields, { FieldView($0, context).html })</dl></details>
            """
    }

    /// How to reach the client of a deal: phones and addresses stand in the contact's own card.
    private var clientReach: HTML? {
        let ways = clients.flatMap { client in client.communications.map { (client, $0) } }
        guard !ways.isEmpty else { return nil }
        return """
            <ul class="item-reach">\(each: ways, { client, way in
                "<li>\(.icon(way.kind.icon, size: .small))\(FieldView.link(way))<span class=\"faint clip\">\(client.title)</span></li>"
            })</ul>
            """
    }

    /// Where a field belongs; nil for those that the card shows elsewhere or not at all.
    static func section(of field: CRM.Field, in item: Item) -> Section? {
        let entity = item.entity
        let elsewhere: Set<FieldCode> = [
            .id, .title, .stage(of: entity), .pipeline, "STAGE_SEMANTIC_ID", .manualAmount, .movedAt, "MOVED_BY_ID",
        ]
        if elsewhere.contains(field.code) || (entity == .deal && field.code == .contact) { return nil }
        if field.code == .paidAmount || field.code == .lead || field.code == .original || field.code == "DATE_CONVERTED"
        {
            return item.value(field.code).isEmpty || item.paidAmount?.minorUnits == 0 && field.code == .paidAmount
                ? nil : .about
        }
        if field.isCustom { return .process }
        if client.contains(field.code) { return .client }
        if field.code.rawValue.hasPrefix("SOURCE") { return .source }
        if field.code.rawValue.hasPrefix("UTM_") || field.code == "ORIGIN_ID" {
            return item.value(field.code).isEmpty ? nil : .source
        }
        return field.flags.contains(.technical) ? .system : .about
    }

    private static let client: Set<FieldCode> = [
        .name, .lastName, .secondName, "HONORIFIC", "BIRTHDATE", "POST", .phone, .email, .web, .messenger,
        .companyTitle, "ADDRESS",
        .contact, .contacts, .company, .inn, "KPP", "PHOTO", "LOGO",
    ]
}

extension Communication.Kind {
    var icon: Icon {
        switch self {
        case .phone: .phone
        case .email: .mail
        case .web: .globe
        case .messenger: .messageCircle
        }
    }
}
