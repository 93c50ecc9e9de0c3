import CRM
import HTTPTypes
import Kernel
import Storage

/// `/settings/currencies`: what sums can be in, and what it costs.
enum CurrenciesPage {
    static let routes: [Route] = [
        .get("/settings/currencies") { page in try await show(page, Attempt(page)) },
        .post("/settings/currencies") { page in
            try await page.attempt {
                let typed = page.form
                let catalog = page.services.items.catalog
                _ = try await page.services.portal.perform(as: page.actor) { command in try currency(typed, in: command.transaction).save(catalog, command) }
                return .redirect("/settings/currencies", notice: SettingsPageTexts.saved)
            } again: { try await show(page, $0) }
        },
        .post("/settings/currencies/:code/delete") { page in
            let code = page.parameters["code"] ?? ""
            let catalog = page.services.items.catalog
            return try await page.attempt {
                try await page.services.portal.perform(as: page.actor) { try Currency.delete(code, catalog, $0) }
                return .redirect("/settings/currencies", notice: SettingsPageTexts.deleted)
            } again: { try await show(page, $0) }
        },
    ]

    private static func show(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configurePortal)
        let currencies = try await page.services.portal.read { try Currency.all(in: $0) }
        // What was refused comes back into the form that was sent.
        let code = attempt.typed?.text("CURRENCY") ?? page.query.text("edit")
        let edited = currencies.first { $0.code == code?.uppercased() && !$0.isBase }
        let view = CurrenciesView(currencies: currencies, edited: edited, attempt: attempt, csrf: page.csrf, writer: page.dates, now: page.now)
        return page.settings(.currencies, status: attempt.status, view.html)
    }

    /// What the form describes, over the currency with its code.
    private static func currency(_ form: FormFields, in reader: any Reader) throws -> Currency {
        let code = (form.text("CURRENCY") ?? "").uppercased()
        var currency = try Currency.find(code, in: reader) ?? Currency(code: code, name: code)
        if let name = form.text("FULL_NAME") { currency.name = name }
        currency.nominal = form.text("AMOUNT_CNT").map { Int64($0) ?? 0 } ?? currency.nominal
        currency.rate = form.text("AMOUNT").map { text in Value.number(parsing: text).map { Int64(($0 * 10_000).rounded()) } ?? 0 }
        return currency
    }
}
