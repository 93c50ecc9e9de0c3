import CRM
import HTTPTypes
import Kernel
import Storage

/// A process asks for fields of an item and waits: the page that the notification leads to.
package enum RequestPage {
    package static let routes: [Route] = [
        .get("/requests/:id") { page in
            let (request, context) = try await read(page)
            return show(request, context, form: RequestForm(request, context), try await handOver(request, page))
        },
        .post("/requests/:id", bodyLimit: FileLimit.body) { page in try await answer(page) },
        .post("/requests/:id/delegate") { page in try await delegate(page) },
    ]

    /// - Throws: `Failure` `.notFound` for whoever may not see the item.
    private static func read(_ page: PageRequest) async throws -> (InformationRequest, CardContext) {
        let id: InformationRequestID = try page.id()
        let people = try await page.services.people.snapshot()
        let items = page.services.items
        return try await page.services.portal.read { reader in
            guard let request = try InformationRequest.find(id, in: reader) else {
                throw Failure(.notFound, RequestPageTexts.gone)
            }
            let item = try items.find(request.item, for: page.viewer, in: reader)
            let names = try items.names(for: [item], in: reader)
            return (request, try page.cardContext(item, names, people, tab: .general))
        }
    }

    private static func answer(_ page: PageRequest) async throws -> PageResponse {
        let (request, context) = try await read(page)
        guard request.isOpen else { throw Failure(.conflict, RequestPageTexts.answered) }
        do {
            try await write(request, context, page)
        } catch let failure as Failure where failure.code == .invalid {
            return try await refuse(failure, request, context, page)
        }
        if page.form["card"] != nil { return try await page.answerCard(request.item, notice: RequestPageTexts.thanks) }
        return .redirect("/requests/\(request.id)", notice: RequestPageTexts.thanks)
    }

    /// Who is asked hands the question over, or who is above them.
    private static func delegate(_ page: PageRequest) async throws -> PageResponse {
        let (request, context) = try await read(page)
        guard let person: UserID = page.form.id("from"), let other: UserID = page.form.id("person") else {
            throw Failure(.invalid, AssignmentPageTexts.choosePerson, field: "person")
        }
        let viewer = try page.viewer
        do {
            try await page.services.portal.perform(as: page.actor, .interactive) { command in
                guard try AssignmentReach(viewer, in: command.transaction).covers(person) else {
                    throw Failure(.forbidden, AssignmentPageTexts.notYours)
                }
                try InformationRequest.delegate(request.id, from: person, to: other, in: command)
            }
        } catch let failure as Failure where failure.code == .invalid {
            let again = try await handOver(request, page, error: failure)
            return show(request, context, form: RequestForm(request, context), again, status: .unprocessableContent)
        }
        return .redirect("/requests/\(request.id)", notice: RequestPageTexts.delegated)
    }

    /// The forms by which the viewer may hand the question over, one for each of those asked.
    private static func handOver(_ request: InformationRequest, _ page: PageRequest, error: Failure? = nil) async throws -> [HTML] {
        guard request.isOpen else { return [] }
        let viewer = try page.viewer
        let reach = try await page.services.portal.read { try AssignmentReach(viewer, in: $0) }
        let people = try await page.services.people.snapshot()
        let asked = Set(request.recipients.map(\.description))
        return request.recipients.filter(reach.covers).map { person in
            let isHere = error != nil && page.form["from"] == person.description
            let field = Field(
                "person", label: "\(AssignmentPageTexts.toWhom[page.language]): \(people.name(of: person))",
                error: isHere ? error?.message[page.language] : nil, id: "delegate-\(person)")
            let options = people.options().filter { !asked.contains($0.value) }
            return .form(
                action: "/requests/\(request.id)/delegate", csrf: page.csrf,
                """
                <div class="stack">\(.hiddenField("from", person.description))\(.userPicker(field, options, selected: [], page.language))\
                \(.actions([.button(AssignmentPageTexts.handOver[page.language], size: .small)]))</div>
                """)
        }
    }

    /// Fills the fields in; the request closes itself when none of them is empty.
    private static func write(_ request: InformationRequest, _ context: CardContext, _ page: PageRequest) async throws {
        let fields = RequestForm(request, context).fields
        let values = page.values(of: fields)
        for field in fields where (values[field.code] ?? .null).isEmpty {
            throw Failure(.invalid, RequestPageTexts.fillIn.with(["field": field.title]), field: field.code.rawValue)
        }
        let items = page.services.items
        let viewer = try page.viewer
        try await page.services.portal.perform(as: page.actor) { command in
            try items.update(request.item, values, for: viewer, command)
            // Nothing changed when the fields had been filled with just these values: the question is answered all the same.
            if let still = try InformationRequest.find(request.id, in: command.transaction), still.isOpen {
                try still.answered(in: command)
            }
        }
    }

    private static func refuse(
        _ failure: Failure, _ request: InformationRequest, _ context: CardContext, _ page: PageRequest
    ) async throws -> PageResponse {
        let form = RequestForm(request, context, typed: page.form, error: failure)
        if page.form["card"] != nil, page.wantsPart {
            return .over(
                .toast(Toast(failure.message[page.language], tone: .danger), page.language),
                status: .unprocessableContent)
        }
        return show(request, context, form: form, status: .unprocessableContent)
    }

    private static func show(
        _ request: InformationRequest, _ context: CardContext, form: RequestForm, _ handOver: [HTML] = [],
        status: HTTPResponse.Status = .ok
    ) -> PageResponse {
        let language = context.language
        let more: HTML? = handOver.isEmpty ? nil : .card(title: AssignmentPageTexts.handOver[language], "<div class=\"stack\">\(handOver)</div>")
        var page = Page(RequestPageTexts.title[language], "<div class=\"stack\">\(body(request, context, form))\(more)</div>")
        page.layout = .narrow
        page.breadcrumbs = [
            (context.entity.pluralName[language], context.entity.listAddress), (context.item.title, context.address),
            (RequestPageTexts.title[language], nil),
        ]
        return .page(page, rail: context.entity.rail, status: status)
    }

    private static func body(_ request: InformationRequest, _ context: CardContext, _ form: RequestForm) -> HTML {
        let language = context.language
        let item: HTML = """
            <a class="link row tight" href="\(url: context.address)">\(.icon(context.entity.icon, size: .small))\(context.item.title)</a>
            """
        let content: HTML
        if request.isOpen {
            content =
                context.mayUpdate
                ? form.html(isOnCard: false) : .notice(.warning, icon: .lock, "\(CardTexts.mayNotChange, language)")
        } else {
            let who = request.answeredBy.map { context.people.name(of: $0) } ?? CardTexts.portal[language]
            let when = request.answeredAt.map { context.writer.moment($0, now: context.now) } ?? ""
            content = """
                \(.notice(.success, icon: .circleCheck, title: RequestPageTexts.answered[language], "\(who), \(when)"))\
                \(.definitionList(form.fields.map { DefinitionItem($0.title[language], FieldView($0, context).value) }, language))
                """
        }
        return .card("<div class=\"stack\"><p class=\"item-text strong\">\(request.text)</p>\(item)\(content)</div>")
    }
}
