import CRM
import Kernel

/// One field as it is shown.
struct FieldView {
    let field: CRM.Field
    let context: CardContext

    init(_ field: CRM.Field, _ context: CardContext) {
        self.field = field
        self.context = context
    }

    private var part: String { "fields/\(field.code.rawValue)" }

    /// With the addresses for editing it in place, when the viewer may.
    var definition: DefinitionItem {
        let isEditable = context.mayUpdate && !field.isReadOnly
        return DefinitionItem(
            field.title[context.language], value, editAddress: isEditable ? context.address(part + "/edit") : nil,
            viewAddress: isEditable ? context.address(part) : nil)
    }

    var html: HTML { .definition(definition, context.language) }

    /// Nil when nothing is filled in.
    var value: HTML? {
        let value = context.item.value(field.code)
        if value.isEmpty { return nil }
        if case .communications(let kind) = field.storage { return communications(kind) }
        let parts = value.elements.map { element in one(element) }
        return parts.count == 1 ? parts[0] : "<span class=\"stack tight\">\(parts)</span>"
    }

    private func one(_ value: Value) -> HTML {
        switch (field.type.code, value) {
        case ("employee", .reference(let reference)):
            .person(
                name: context.people.name(of: UserID(reference.id)), id: reference.id,
                address: "/people/\(reference.id)")
        case ("file", .reference(let reference)): file(reference)
        case ("crm", .reference(let reference)): item(reference)
        case ("text", .string(let text)): "<span class=\"item-text\">\(text)</span>"
        case ("money", .money(let money)): "<strong>\(money.text(context.language))</strong>"
        case ("web", .string(let text)): Self.webLink(text)
        case ("phone", .string(let text)): Self.link(Communication(.phone, text))
        case ("email", .string(let text)): Self.link(Communication(.email, text))
        case ("date", .date(let day)): "\(context.writer.shortDate(day, now: context.now))"
        case ("datetime", .dateTime(let moment)): .moment(moment, context)
        default: "\(field.type.text(value, for: field, context.language, context.names))"
        }
    }

    private func file(_ reference: Reference) -> HTML {
        let name = context.names[reference] ?? "№ \(reference.id)"
        return """
            <a class="link row row-nowrap tight" href="/files/\(reference.id)">\(.icon(.paperclip, size: .small))\
            <span class="clip">\(name)</span></a>
            """
    }

    private func item(_ reference: Reference) -> HTML {
        guard case .item(let type) = reference.kind else { return "№ \(reference.id)" }
        let id = DocumentID(type: type, id: reference.id)
        return
            "<a class=\"link\" href=\"\(url: id.cardAddress)\" data-slideover>\(context.names[reference] ?? "№ \(reference.id)")</a>"
    }

    private func communications(_ kind: Communication.Kind) -> HTML {
        let list = context.item.communications.filter { $0.kind == kind }
        return
            "<span class=\"stack tight\">\(each: list, { "<span class=\"row tight\">\(Self.link($0))</span>" })</span>"
    }

    /// A phone to call, an address to write to.
    static func link(_ way: Communication) -> HTML {
        switch way.kind {
        case .phone: "<a class=\"link nowrap\" href=\"\(url: "tel:" + way.normalized)\">\(way.raw)</a>"
        case .email: "<a class=\"link\" href=\"\(url: "mailto:" + way.normalized)\">\(way.raw)</a>"
        case .web: webLink(way.raw)
        case .messenger: "<span>\(way.raw)</span>"
        }
    }

    private static func webLink(_ text: String) -> HTML {
        let address = text.contains("://") ? text : "https://" + text
        return "<a class=\"link\" href=\"\(url: address)\" target=\"_blank\" rel=\"noopener noreferrer\">\(text)</a>"
    }
}
