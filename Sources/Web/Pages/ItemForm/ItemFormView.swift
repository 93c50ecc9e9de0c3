import CRM
import HTTPTypes
import Kernel

/// The form for a new item: main fields first, the client in the middle, everything else folded away.
struct ItemFormView {
    let model: ItemFormModel
    var typed: FormFields?
    var errors: [String: String] = [:]
    var general: String?
    private var language: Language { model.context.language }
    private var entity: EntityType { model.entity }

    init(_ model: ItemFormModel) { self.model = model }

    func page(status: HTTPResponse.Status = .ok) -> PageResponse {
        var page = Page(ItemFormTexts.title(entity)[language], html)
        page.layout = .narrow
        page.breadcrumbs = [
            (entity.pluralName[language], entity.listAddress), (ItemFormTexts.title(entity)[language], nil),
        ]
        return .page(page, rail: entity.rail, status: status)
    }

    var html: HTML {
        let action = "/\(entity.segment)/new"
        return .form(
            action: action, csrf: model.context.csrf,
            attributes: " class=\"stack item-form\" enctype=\"multipart/form-data\" data-item-form",
            """
            \(ifLet: general, { .notice(.danger, icon: .circleAlert, "\($0)") })\
            \(.card("<div class=\"stack\">\(place)\(rows(main))</div>"))\
            \(.card(title: ItemFormTexts.client[language], "<div class=\"stack\">\(entity == .deal ? dealClient : rows(client))\(duplicates)</div>"))\
            \(custom)\(folded)\(buttons)
            """)
    }

    // MARK: Parts

    /// Pipeline and stage of a deal.
    private var place: HTML? {
        guard entity == .deal, model.pipelines.count > 1 else { return nil }
        let chosen = typed?["pipeline"] ?? model.values[.pipeline]?.printable ?? "0"
        let options = model.pipelines.map { Option(String($0.id.number), $0.name[language]) }
        return .selectField(
            Field("pipeline", label: CardTexts.pipeline[language], id: "new-pipeline"), options, selected: chosen)
    }

    private var main: [FieldCode] {
        switch entity {
        case .lead: [.title, .amount, .source, .responsible]
        case .deal: [.title, .amount, .responsible, "CLOSEDATE"]
        case .contact: [.lastName, .name, .secondName, .responsible]
        case .company: [.title, .inn, .responsible]
        }
    }

    private var client: [FieldCode] {
        switch entity {
        case .lead: [.lastName, .name, .phone, .email, .companyTitle, "POST"]
        case .deal: []
        case .contact: [.phone, .email, .company, "POST"]
        case .company: [.phone, .email, .web]
        }
    }

    /// A deal is made with a contact and a company that are known, or with new ones.
    private var dealClient: HTML {
        func input(_ name: String, _ label: Text, _ type: InputType = .text) -> HTML {
            .textField(
                Field("client.\(name)", label: label[language], error: errors["client.\(name)"], id: "client-\(name)"),
                type: type,
                value: typed?["client.\(name)"] ?? "", attributes: " autocomplete=\"off\"")
        }
        return """
            <div class="fields-pair">\(fields([.contacts, .company]).map(control))</div>\
            <p class="field-label">\(ItemFormTexts.newClient, language)</p>\
            <div class="fields-pair">\(input("name", ItemFormTexts.clientName))\(input("phone", ComposerTexts.phone, .tel))\
            \(input("email", ComposerTexts.address, .email))\(input("company", ItemFormTexts.clientCompany))</div>
            """
    }

    private func fields(_ codes: [FieldCode]) -> [CRM.Field] {
        codes.compactMap { code in model.fields.first { $0.code == code } }
    }

    private func rows(_ codes: [FieldCode]) -> HTML {
        let fields = fields(codes)
        let wide = fields.filter { $0.code == .title }
        let rest = fields.filter { $0.code != .title }
        return "\(wide.map(control))<div class=\"fields-pair\">\(rest.map(control))</div>"
    }

    func control(_ field: CRM.Field) -> HTML {
        FieldEditor(
            field: field, language: language, people: model.people, names: model.names,
            value: model.values[field.code] ?? .null,
            typed: typed, error: errors[field.code.rawValue], isRequired: field.isRequired,
            attributes: field.code == main.first ? " autofocus" : HTML(), scope: "new"
        ).html
    }

    private var duplicates: HTML {
        """
        <div class="duplicates" aria-live="polite" hx-get="\(url: "/\(entity.segment)/new/duplicates")" hx-include="closest form" \
        hx-trigger="input delay:350ms from:closest form" hx-target="this" hx-swap="innerHTML" hx-params="f.PHONE,f.EMAIL,f.INN,f.TITLE,f.COMPANY_TITLE,client.phone,client.email,client.company"></div>
        """
    }

    private var custom: HTML? {
        let own = model.fields.filter { $0.isCustom && !$0.isReadOnly }
        guard !own.isEmpty else { return nil }
        return .card(title: CardTexts.sectionProcess[language], "<div class=\"fields-pair\">\(own.map(control))</div>")
    }

    private var folded: HTML? {
        let shown = Set(main + client + [.id, .pipeline, .stage(of: entity), .contact, .contacts, .company])
        let rest = model.fields.filter { field in
            !shown.contains(field.code) && !field.isCustom && !field.isReadOnly && !field.flags.contains(.technical)
                && field.code != "STATUS_DESCRIPTION"
        }
        guard !rest.isEmpty else { return nil }
        let isOpen = rest.contains { errors[$0.code.rawValue] != nil }
        return """
            <details class="card item-more"\(attribute: "open", if: isOpen)><summary>\(.icon(.chevronRight, size: .small))\(ItemFormTexts.more, language)</summary>\
            <div class="card-body fields-pair">\(rest.map(control))</div></details>
            """
    }

    private var buttons: HTML {
        """
        <div class="actions item-form-foot">\(.button(ItemFormTexts.create[language], kind: .primary))\
        \(.linkButton(ComponentTexts.cancel[language], to: entity.listAddress, kind: .quiet, attributes: " data-close"))\
        <span class="faint push">\(ItemFormTexts.hint, language)</span></div>
        """
    }
}
