import Kernel
import Storage

/// What a visitor sent.
package struct FormSubmission: Sendable {
    /// The texts of the form's inputs by field code; codes that the form does not ask for are ignored.
    package var values: [FieldCode: [String]]
    /// The input that people do not see: whatever stands in it was put there by a program.
    package var honeypot: String
    /// The visitor's network address, for the limit only; it is not stored.
    package var address: String
    /// The random number of the shown page: sent twice, it is one request. Empty when there is none.
    package var key: String
    /// `utm_source` and its like from the page's address, by field code (`UTM_SOURCE`).
    package var campaign: [FieldCode: String]

    package init(
        values: [FieldCode: [String]], honeypot: String = "", address: String, key: String = "",
        campaign: [FieldCode: String] = [:]
    ) {
        self.values = values
        self.honeypot = honeypot
        self.address = address
        self.key = key
        self.campaign = campaign
    }
}

/// Takes what visitors send and makes leads of it.
package struct WebFormInbox: Sendable {
    private static let longestText = 4000

    private let portal: Portal
    private let items: ItemStore
    private let visitors: AttemptLimiter
    private let forms: AttemptLimiter

    package init(portal: Portal, items: ItemStore) {
        self.portal = portal
        self.items = items
        visitors = AttemptLimiter(limit: 5, window: .minutes(10), clock: portal.clock)
        forms = AttemptLimiter(limit: 300, window: .minutes(10), clock: portal.clock)
    }

    /// Makes a lead of a submission: source, responsible (in turn when the form distributes) and timeline entry included.
    /// - Returns: the lead; nil for a robot's submission, which must look accepted.
    /// - Throws: `Failure` `.notFound` for an unknown address, `.unavailable` for a form switched off, `.limited` when the
    ///   address sends too often, `.invalid` naming the field.
    @discardableResult
    package func submit(_ submission: FormSubmission, to token: String) async throws -> DocumentID? {
        guard let form = try await portal.read({ try WebFormStore.form(token: token, in: $0) }) else {
            throw Failure(.notFound, WebFormTexts.noSuchForm)
        }
        guard form.settings.isActive else { throw Failure(.unavailable, WebFormTexts.closed) }
        guard submission.honeypot.isEmpty else { return nil }
        if let wait = visitors.attempt("\(form.id) \(submission.address)") ?? forms.attempt("\(form.id)") {
            let minutes = String((wait.milliseconds + 59_999) / 60_000)
            throw Failure(.limited, WebFormTexts.tooOften.with(["minutes": minutes]))
        }
        let actor = Actor(origin: .webForm(title: form.settings.title), user: nil)
        return try await portal.perform(as: actor) { [items] command in
            try WebFormInbox.accept(submission, form, items, command)
        }
    }

    private static func accept(
        _ submission: FormSubmission, _ form: WebForm, _ items: ItemStore, _ command: Command
    ) throws -> DocumentID {
        let key = String(submission.key.prefix(64))
        if !key.isEmpty, let known = try lead(ofSubmission: "\(form.id):\(key)", in: command.transaction) {
            return known
        }
        let registry = try items.catalog.catalog(in: command.transaction).fields
        let answers = try answers(submission, form, registry)
        var draft = ItemDraft(.lead, responsible: try WebFormQueue.next(for: form, in: command))
        for answer in answers { draft.values[answer.field.code] = answer.value }
        if draft.values[.title] == nil { draft.values[.title] = .string(try title(of: form, command)) }
        draft.values[.source] = .string(form.settings.source)
        for (code, text) in submission.campaign
        where code.rawValue.hasPrefix("UTM_") && registry.field(code, of: .lead) != nil {
            draft.values[code] = .string(String(text.prefix(200)))
        }
        let lead = try items.create(draft, command).id
        _ = try Activity.registerForm(
            form.id.rawValue, title: form.settings.title, text: answers.map(\.line).joined(separator: "\n"), on: lead,
            responsible: draft.responsible, origin: key.isEmpty ? nil : "\(form.id):\(key)", in: command)
        return lead
    }

    private struct Answer {
        let field: Field
        let value: Value
        /// For the timeline: the question and what was written.
        let line: String
    }

    private static func answers(_ submission: FormSubmission, _ form: WebForm, _ registry: FieldRegistry) throws
        -> [Answer]
    {
        var answers: [Answer] = []
        for asked in form.settings.fields {
            // A field that was deleted since is no longer asked for.
            guard let field = registry.field(asked.code, of: .lead), WebFormStore.isOffered(field) else { continue }
            let texts = (submission.values[asked.code] ?? []).map(\.withoutOuterSpace).filter { !$0.isEmpty }
            guard !texts.isEmpty else {
                if asked.isRequired { throw Failure(.invalid, WebFormTexts.required, field: field.code.rawValue) }
                continue
            }
            guard texts.count <= 10, texts.allSatisfy({ $0.count <= longestText }) else {
                let limit = String(longestText)
                throw Failure(.invalid, WebFormTexts.tooLong.with(["limit": limit]), field: field.code.rawValue)
            }
            let label = asked.label.isEmpty ? field.title.russian : asked.label
            let value: Value = field.isMultiple ? .list(texts.map(Value.string)) : .string(texts[0])
            answers.append(Answer(field: field, value: value, line: "\(label): \(texts.joined(separator: ", "))"))
        }
        guard !answers.isEmpty else { throw Failure(.invalid, WebFormTexts.nothingFilled) }
        return answers
    }

    private static func title(of form: WebForm, _ command: Command) throws -> String {
        let language = try SettingsStore.settings(in: command.transaction).language
        return WebFormTexts.leadTitle.with(["form": form.settings.title])[language]
    }

    /// The lead that a page's first sending made.
    private static func lead(ofSubmission origin: String, in reader: any Reader) throws -> DocumentID? {
        try reader.first(
            """
            select b.item from activities a join activity_bindings b on b.activity = a.id
            where a.source = 'form' and a.origin = $1 order by b.item limit 1
            """, [origin]
        ) { $0.document(0) }
    }
}
