import Automation
import CRM
import HTTPTypes
import Kernel

/// «Запустить процесс» on a card: what the process needs is asked first.
enum ProcessStartDialog {
    static func routes(_ entity: EntityType) -> [Route] {
        let base = "/\(entity.segment)/:id/processes/:process"
        return [
            .get(base) { page in try await open(entity, page) },
            .post(base) { page in try await start(entity, page) },
            .post("/\(entity.segment)/:id/robots/stop/:run") { page in try await stop(entity, page) },
        ]
    }

    private static func open(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let context = try await StageActions.context(entity, page)
        let named = try await process(context.item.id, page)
        return .page(whole(context, named, page, errors: [:]), rail: .automation)
    }

    private static func whole(_ context: CardContext, _ named: NamedProcess, _ page: PageRequest, errors: [String: String]) -> Page {
        let language = page.language
        let code = page.parameters["process"] ?? ""
        let action = context.address("processes/\(percentEncoded(code))")
        let fields = named.parameters.map { field($0, context, typed: errors.isEmpty ? nil : page.form, errors[$0.code]) }
        let none: [HTML] = fields.isEmpty ? ["<p class=\"muted\">\(ProcessesTexts.noParameters, language)</p>"] : []
        var whole = Page(
            ProcessesTexts.startNamed.with(["process": named.title])[language],
            .form(
                action: action, csrf: page.csrf,
                """
                \(.fields(none + fields))\(.actions([
                    .button(ProcessesTexts.start[language], kind: .primary, icon: .play),
                    .linkButton(RobotsTexts.cancel[language], to: context.address + "?tab=robots", kind: .quiet),
                ]))
                """))
        whole.layout = .narrow
        whole.breadcrumbs = [(context.item.title, context.address + "?tab=robots"), (ProcessesTexts.start[language], nil)]
        return whole
    }

    private static func field(_ parameter: NamedProcess.Parameter, _ context: CardContext, typed: FormFields?, _ error: String?) -> HTML {
        let field = Field("p.\(parameter.code)", label: parameter.title, isRequired: parameter.isRequired, error: error)
        let value = typed?[field.name] ?? ""
        return switch parameter.kind {
        case .text, .number: .textField(field, value: value, autocomplete: "off")
        case .date: .textField(field, type: .date, value: value, autocomplete: "off")
        case .yesNo: .checkbox(field, isChecked: typed?.flag(field.name) ?? false)
        case .user:
            .userPicker(field, context.people.options(), selected: Set(typed?.all(field.name) ?? []), allowsSeveral: false, context.language)
        }
    }

    // MARK: Acting

    private static func start(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let context = try await StageActions.context(entity, page)
        let id = context.item.id
        let code = page.parameters["process"] ?? ""
        let named = try await process(id, page)
        let given = values(named, page.form)
        do {
            try await page.services.portal.perform(as: page.actor) { command in
                let item = try page.services.items.find(id, for: try page.viewer, in: command.transaction)
                guard try page.viewer.may(.update, entity, responsible: item.responsible), !item.isDeleted else {
                    throw Failure(.forbidden, ProcessesTexts.mayNotStart)
                }
                try page.services.engine.startProcess(
                    code, on: id, given, by: command.actor.user, in: command.transaction, at: command.now)
            }
        } catch let failure as Failure where failure.code == .invalid {
            let errors = [failure.field ?? "": failure.message[page.language]]
            return .page(whole(context, named, page, errors: errors), rail: .automation, status: .unprocessableContent)
        }
        return .redirect(id.cardAddress + "?tab=robots", notice: ProcessesTexts.started)
    }

    private static func values(_ named: NamedProcess, _ form: FormFields) -> [String: Value] {
        var values: [String: Value] = [:]
        for parameter in named.parameters {
            switch parameter.kind {
            case .yesNo: values[parameter.code] = .bool(form.flag("p.\(parameter.code)"))
            case .text, .number, .date, .user: values[parameter.code] = form.text("p.\(parameter.code)").map(Value.string) ?? .null
            }
        }
        return values
    }

    private static func stop(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        try await page.refusing {
            let id = try page.item(entity)
            let run = Int64(try page.number("run"))
            try await page.services.portal.perform(as: page.actor) { command in
                _ = try page.services.items.find(id, for: try page.viewer, in: command.transaction)
                guard try page.viewer.may(.configureAutomation) else { throw Failure(.forbidden, RobotTabTexts.mayNotRepair) }
                try page.services.engine.stopProcess(run: run, on: id, by: command.actor.user, in: command.transaction, at: command.now)
            }
            return try await page.answerCard(id, notice: ProcessesTexts.stopped)
        }
    }

    /// A process that people start here.
    private static func process(_ item: DocumentID, _ page: PageRequest) async throws -> NamedProcess {
        let code = page.parameters["process"] ?? ""
        let engine = page.services.engine
        let known = try await page.services.portal.read { try engine.processes(of: item, in: $0) }
        guard let named = known.first(where: { $0.code == code })?.process, named.starts.contains(.byHand) else {
            throw Failure(.notFound, ProcessesTexts.gone)
        }
        return named
    }
}
