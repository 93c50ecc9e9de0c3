import HTTPTypes
import CRM
import Kernel

/// The public side of a web form: what visitors see at `/forms/TOKEN`.
enum PublicFormPage {
    static let routes: [Route] = [
        .get("/forms/:token", access: .everybody) { try await show($0, Attempt($0), key: SecretToken().text) },
        .post("/forms/:token", access: .everybody, bodyLimit: 128 << 10) { try await submit($0) },
        .get("/forms/:token/thanks", access: .everybody) { try await thanks($0) },
    ]

    private static func show(_ page: PageRequest, _ attempt: Attempt, key: String) async throws -> PageResponse {
        let (form, fields) = try await find(page)
        let title = form.settings.title
        guard form.settings.isActive else {
            return .bare(title: title, PublicFormView.closed(form, page.language), width: .wide, status: .serviceUnavailable)
        }
        let view = PublicFormView(form: form, fields: fields, attempt: attempt, csrf: page.csrf, key: key, campaign: campaign(page))
        return .bare(title: title, view.html, width: .wide, status: attempt.failure?.code.status ?? .ok)
    }

    private static func submit(_ page: PageRequest) async throws -> PageResponse {
        let token = page.parameters["token"] ?? ""
        var values: [FieldCode: [String]] = [:]
        for (name, value) in page.form.under("f.").pairs { values[FieldCode(name), default: []].append(value) }
        let submission = FormSubmission(
            values: values, honeypot: page.form["website"] ?? "", address: page.address, key: page.form["key"] ?? "",
            campaign: campaign(page))
        do {
            try await page.services.formInbox.submit(submission, to: token)
            return .redirect("/forms/\(percentEncoded(token))/thanks")
        } catch let failure as Failure where [.invalid, .limited, .unavailable, .conflict].contains(failure.code) {
            return try await show(page, Attempt(page, failure: failure), key: page.form["key"] ?? "")
        }
    }

    private static func thanks(_ page: PageRequest) async throws -> PageResponse {
        let (form, _) = try await find(page)
        return .bare(title: form.settings.title, PublicFormView.thanks(form, page.language), width: .wide)
    }

    /// The form and the fields it asks for, as they are now.
    private static func find(_ page: PageRequest) async throws -> (WebForm, [PublicField]) {
        let token = page.parameters["token"] ?? ""
        let store = WebFormStore(catalog: page.services.items.catalog)
        let (form, offered) = try await page.services.portal.read { reader in
            (try WebFormStore.form(token: token, in: reader), try store.offeredFields(in: reader))
        }
        guard let form else { throw Failure(.notFound, WebFormTexts.noSuchForm) }
        let fields = form.settings.fields.compactMap { asked in
            offered.first { $0.code == asked.code }.map { PublicField(field: $0, asked: asked) }
        }
        return (form, fields)
    }

    /// `utm_source` and its like: from the address at first, carried by the form afterwards.
    private static func campaign(_ page: PageRequest) -> [FieldCode: String] {
        var campaign: [FieldCode: String] = [:]
        for (name, value) in page.query.pairs + page.form.pairs where name.lowercased().hasPrefix("utm_") && name.utf8.count <= 20 {
            campaign[FieldCode(name)] = String(value.prefix(200))
        }
        return campaign
    }
}

/// A field as the form asks for it.
struct PublicField: Sendable {
    let field: CRM.Field
    let asked: WebForm.FormField

    func label(_ language: Language) -> String { asked.label.isEmpty ? field.title[language] : asked.label }
}
