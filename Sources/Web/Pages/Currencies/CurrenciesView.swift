import CRM
import Kernel

struct CurrenciesView {
    let currencies: [Currency]
    /// The one that is changed; nil when one may be added.
    let edited: Currency?
    let attempt: Attempt
    let csrf: String
    let writer: DateWriter
    let now: Timestamp
    private var language: Language { attempt.language }

    var html: HTML {
        """
        <div class="stack">\(attempt.notice(besides: ["CURRENCY", "FULL_NAME", "AMOUNT_CNT", "AMOUNT"]))\
        \(.table(columns, currencies.map(row), caption: CurrencyPageTexts.title[language]))\
        \(.card(title: edited?.code ?? CurrencyPageTexts.new[language], form))</div>
        """
    }

    private var columns: [TableColumn] {
        [
            TableColumn(CurrencyPageTexts.currency[language]), TableColumn(CurrencyPageTexts.rate[language], isNumber: true),
            TableColumn(CurrencyPageTexts.told[language]),
        ]
    }

    private func row(_ currency: Currency) -> TableRow {
        let base: HTML? = currency.isBase ? .badge(CurrencyPageTexts.base[language], tone: .accent) : nil
        let code: HTML =
            currency.isBase ? "<strong>\(currency.code)</strong>" : .tableTitle(currency.code, to: "/settings/currencies?edit=\(currency.code)")
        return TableRow([
            "<div class=\"row\">\(code) \(currency.name)\(base)</div>",
            "<span class=\"nowrap\">\(rate(currency))</span>",
            "<span class=\"muted nowrap\">\(ifLet: currency.isBase ? nil : currency.changedAt, { "\(writer.moment($0, now: now))" })</span>",
        ])
    }

    private func rate(_ currency: Currency) -> HTML {
        if currency.isBase { return "—" }
        guard let rate = currency.rate else { return "<span class=\"faint\">\(CurrencyPageTexts.unknown, language)</span>" }
        return "\(currency.nominal == 1 ? "" : "\(String(currency.nominal)) \(currency.code) = ")\(ProductInput.decimal(rate, digits: 4)) ₽"
    }

    private var form: HTML {
        let scope = edited?.code ?? "new"
        func field(_ name: String, _ title: Text, _ stored: String, help: Text? = nil, isRequired: Bool = false, attributes: HTML = HTML()) -> HTML {
            .textField(
                attempt.field(name, title, isRequired: isRequired, help: help, id: "\(scope)-\(name)"), value: attempt.text(name, stored), attributes: attributes)
        }
        let code: HTML = edited.map { .hiddenField("CURRENCY", $0.code) }
            ?? field("CURRENCY", CurrencyPageTexts.code, "", help: CurrencyPageTexts.codeHelp, isRequired: true, attributes: " maxlength=\"3\"")
        let cancel: [HTML] = edited == nil ? [] : [.linkButton(ComponentTexts.cancel[language], to: "/settings/currencies", kind: .quiet)]
        let save: HTML = .button((edited == nil ? SettingsPageTexts.add : SettingsPageTexts.save)[language], kind: .primary)
        return """
            \(.form(
                action: "/settings/currencies", csrf: csrf, attributes: " class=\"stack\"",
                """
                \(code)\(field("FULL_NAME", CurrencyPageTexts.name, edited?.name ?? "", attributes: " maxlength=\"200\""))\(.fieldPair([
                    field("AMOUNT_CNT", CurrencyPageTexts.nominal, String(edited?.nominal ?? 1), attributes: " inputmode=\"numeric\""),
                    field("AMOUNT", CurrencyPageTexts.rateInBase, edited?.rate.map { ProductInput.decimal($0, digits: 4) } ?? "", attributes: " inputmode=\"decimal\""),
                ]))\(.actions([save] + cancel))
                """))\(ifLet: edited, removal)
            """
    }

    private func removal(_ currency: Currency) -> HTML {
        .actionButton(
            SettingsPageTexts.delete[language], action: "/settings/currencies/\(currency.code)/delete", csrf: csrf, kind: .quiet, icon: .trash2)
    }
}
