import CRM
import HTTPTypes
import Kernel
import Storage

/// Creating a lead, deal, contact or company.
package enum ItemFormPage {
    package static let routes: [Route] = EntityType.allCases.flatMap { form($0) } + ItemLookup.routes

    private static func form(_ entity: EntityType) -> [Route] {
        [
            .get("/\(entity.segment)/new") { page in ItemFormView(try await ItemFormModel.load(entity, page)).page() },
            .post("/\(entity.segment)/new", bodyLimit: FileLimit.body) { page in try await create(entity, page) },
            .get("/\(entity.segment)/new/duplicates") { page in try await DuplicateNotice.find(entity, page) },
        ]
    }

    private static func create(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        do {
            let id = try await write(entity, page)
            return .redirect(id.cardAddress, notice: ItemFormTexts.created(entity))
        } catch let missing as MissingFields {
            return try await refuse(entity, page) { view in
                for field in missing.fields { view.errors[field.code.rawValue] = CardTexts.fillIn[page.language] }
            }
        } catch let failure as Failure where failure.code == .invalid {
            return try await refuse(entity, page) { view in
                let message = failure.message[page.language]
                if let field = failure.field { view.errors[field] = message }
                view.general = message
            }
        }
    }

    /// The form again, with everything that was typed.
    private static func refuse(
        _ entity: EntityType, _ page: PageRequest, _ mark: (inout ItemFormView) -> Void
    ) async throws -> PageResponse {
        var view = ItemFormView(try await ItemFormModel.load(entity, page))
        view.typed = page.form
        mark(&view)
        return view.page(status: .unprocessableContent)
    }

    private static func write(_ entity: EntityType, _ page: PageRequest) async throws -> DocumentID {
        let items = page.services.items
        let viewer = try page.viewer
        return try await page.services.portal.perform(as: page.actor) { command in
            let fields = try items.catalog.catalog(in: command.transaction).fields.fields(of: entity)
            var values = page.values(of: fields.filter { !$0.isReadOnly }).filter { !$1.isEmpty }
            let responsible = values.removeValue(forKey: .responsible).flatMap { UserID($0.printable) } ?? viewer.user
            if entity == .deal {
                let client = try NewClient(page.form).create(
                    responsible: responsible, beside: values, items, viewer, command)
                values.merge(client) { first, _ in first }
            }
            let draft = ItemDraft(
                entity, values, pipeline: page.form.number("pipeline") ?? 0, stage: page.form.text("stage"),
                responsible: responsible)
            return try items.create(draft, for: viewer, command).id
        }
    }
}

/// The contact and company that are made together with a deal.
struct NewClient {
    let name: String?
    let phone: String?
    let email: String?
    let company: String?

    init(_ form: FormFields) {
        name = form.text("client.name")
        phone = form.text("client.phone")
        email = form.text("client.email")
        company = form.text("client.company")
    }

    /// - Returns: the deal's fields that name them; nothing when nothing was typed.
    func create(
        responsible: UserID, beside values: [FieldCode: Value], _ items: ItemStore, _ viewer: Viewer, _ command: Command
    ) throws -> [FieldCode: Value] {
        var result: [FieldCode: Value] = [:]
        if let company, values[.company] == nil {
            let draft = ItemDraft(.company, [.title: .string(company)], responsible: responsible)
            result[.company] = .item(try naming("client.company") { try items.create(draft, for: viewer, command).id })
        }
        guard name != nil || phone != nil || email != nil else { return result }
        var contact: [FieldCode: Value] = [:]
        let words = (name ?? "").split(separator: " ").map(String.init)
        contact[words.count > 1 ? .lastName : .name] = words.first.map(Value.string)
        if words.count > 1 { contact[.name] = .string(words[1]) }
        if words.count > 2 { contact[.secondName] = .string(words.dropFirst(2).joined(separator: " ")) }
        contact[.phone] = phone.map { .list([.string($0)]) }
        contact[.email] = email.map { .list([.string($0)]) }
        contact[.company] = result[.company] ?? values[.company]
        let draft = ItemDraft(.contact, contact.filter { !$1.isEmpty }, responsible: responsible)
        let id = try naming("client.name") { try items.create(draft, for: viewer, command).id }
        result[.contacts] = .list([.item(id)] + (values[.contacts]?.elements ?? []))
        return result
    }

    /// Errors of the contact's fields stand beside the inputs of this form.
    private func naming<T>(_ fallback: String, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let failure as Failure where failure.code == .invalid {
            let place =
                switch failure.field {
                case "PHONE": "client.phone"
                case "EMAIL": "client.email"
                default: fallback
                }
            throw Failure(failure.code, failure.message, field: place)
        }
    }
}
