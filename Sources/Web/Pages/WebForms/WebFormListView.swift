import CRM
import Kernel

struct WebFormListView {
    let forms: [WebForm]
    let directory: PeopleSnapshot
    let language: Language
    let link: (String) -> String

    var html: HTML {
        if forms.isEmpty {
            return .emptyState(
                icon: .inbox, title: WebFormPageTexts.empty[language], text: WebFormPageTexts.emptyHint[language],
                actions: [.linkButton(WebFormPageTexts.add[language], to: "/settings/forms/new", kind: .primary)])
        }
        return .table(
            [
                TableColumn(WebFormPageTexts.form[language]), TableColumn(WebFormPageTexts.state[language]),
                TableColumn(WebFormPageTexts.fieldCount[language], isNumber: true), TableColumn(WebFormPageTexts.responsible[language]),
                TableColumn(WebFormPageTexts.address[language]),
            ], forms.map(row), caption: SettingsSection.forms.title[language])
    }

    private func row(_ form: WebForm) -> TableRow {
        let settings = form.settings
        let address = "/forms/\(form.token)"
        let state: HTML =
            settings.isActive
            ? .badge(WebFormPageTexts.active[language], tone: .success) : .badge(WebFormPageTexts.inactive[language])
        return TableRow([
            .tableTitle(settings.title, to: "/settings/forms/\(form.id)"), state, "\(settings.fields.count)", who(settings),
            "<a class=\"link clip form-address\" href=\"\(url: address)\" target=\"_blank\" rel=\"noopener\">\(link(address))</a>",
        ])
    }

    private func who(_ settings: WebForm.Settings) -> HTML {
        if settings.distributes { return "\(WebFormPageTexts.inTurn.with(["count": String(settings.queue.count)]), language)" }
        guard let person = settings.responsible else { return "<span class=\"faint\">\(WebFormPageTexts.administrator, language)</span>" }
        return .person(name: directory.name(of: person), id: person.rawValue, address: "/people/\(person)")
    }
}
