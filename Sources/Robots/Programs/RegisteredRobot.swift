import Automation
import CRM
import Kernel

/// A robot that a program outside registered: the program is told over the outbox that it is its turn, and may be waited for.
struct RegisteredRobot: Robot {
    let kind: RobotKind
    /// Nil when the program has taken it back: it stays where people put it, and says so.
    let registration: ProgramRobot?
    let portal: Portal
    /// Stubs answer, and nobody can be waited for.
    let isRehearsal: Bool

    /// Questions of ours beside the program's: theirs begin with a letter.
    private enum Own {
        static let waits = "_waits"
        static let timeout = "_timeout"
        static let onUnknown = "_onUnknown"
    }

    var title: Text { registration?.name ?? RegisteredRobotTexts.gone }
    var isForProcesses: Bool { registration?.isActivity ?? false }
    var mayWait: Bool { registration?.waits ?? true }

    func suits(_ pipeline: String) -> Bool {
        guard let registration, let entity = PipelineID(automationName: pipeline)?.entity else { return false }
        return registration.offer.reaches(entity)
    }

    var parameters: [ParameterSpec] {
        guard let registration else { return [] }
        return registration.properties.map(\.spec) + own(registration)
    }

    private func own(_ registration: ProgramRobot) -> [ParameterSpec] {
        var specs: [ParameterSpec] = []
        if registration.waits == nil {
            specs.append(ParameterSpec(Own.waits, RegisteredRobotTexts.waits, .yesNo, preset: false, help: RegisteredRobotTexts.waitsHelp))
        }
        if registration.waits != false {
            specs.append(ParameterSpec(Own.timeout, RegisteredRobotTexts.timeout, .number, help: RegisteredRobotTexts.timeoutHelp))
        }
        specs.append(
            ParameterSpec(
                Own.onUnknown, RegisteredRobotTexts.onUnknown,
                .choice([("repeat", RegisteredRobotTexts.again), ("ask", RegisteredRobotTexts.ask)]), required: true, advanced: true,
                preset: "repeat", help: RegisteredRobotTexts.onUnknownHelp))
        return specs
    }

    var results: [ResultSpec] {
        guard let registration else { return [] }
        let given = registration.results.map { ResultSpec($0.code, $0.name, $0.kind.compared) }
        return registration.waits == false ? given : given + [.expired]
    }

    /// The static check names a robot whose program has taken it back.
    func mistakes(in parameters: [String: JSONValue]) -> [String: Text] {
        registration == nil ? ["kind": gone] : [:]
    }

    private var gone: Text { ProgramTexts.robotGone.with(["code": String(kind.rawValue.dropFirst(ProgramRobot.kindPrefix.count))]) }

    // MARK: Acting

    func run(_ step: Step) throws -> Outcome {
        // What is registered now counts, not what this node knew when it last looked.
        guard let robot = try ProgramRobotStore.robot(kind: kind.rawValue, in: step.transaction) else {
            throw Failure(.notFound, gone)
        }
        let known = try ProgramCall.call(step: step.key, in: step.transaction)
        // It answered while a person was still being asked what to do.
        if let known, known.state == .answered { return .done(results: known.results) }
        let waits = try robot.waits ?? step.flag(Own.waits)
        let timeout = waits ? try timeout(step) : nil
        let message = ProgramMessage(
            robot: kind.rawValue, code: robot.code, workflow: String(step.runID), document: step.document,
            properties: .object(JSONObject(try robot.properties.map { JSONObject.Member($0.code, try step.given($0)) })), waits: waits,
            timeout: timeout, user: robot.user, at: step.now)
        let draft = DeliveryDraft(
            .program, to: try WebAddress(robot.handler).host, promise: try step.choice(Own.onUnknown) == "ask" ? .atMostOnce : .idempotent,
            payload: message.json)
        let outcome = try step.enqueue(draft, waits: waits && isRehearsal)
        guard !isRehearsal, case .done(let results) = outcome else { return outcome }
        guard case .int(let delivery)? = results["delivery"] ?? known.map({ Value.int($0.delivery) }) else { return outcome }
        try step.command(portal) { command in
            try ProgramCall.begin(
                delivery, of: kind.rawValue, step: step.key, on: step.document, node: step.setting.id,
                title: step.setting.title.isEmpty ? robot.name.russian : step.setting.title, waits: waits,
                until: timeout.map { step.now + $0 }, in: command)
        }
        guard waits else { return .done(results: ["delivery": .int(delivery)]) }
        return .wait(
            for: ProgramCallClosed.kind, or: [.deliveryFailed, .deliveryCancelled], correlation: delivery,
            results: ["delivery": .int(delivery)])
    }

    private func timeout(_ step: Step) throws -> TimeSpan? {
        guard let minutes = try step.number(Own.timeout), minutes > 0 else { return nil }
        guard minutes <= 525_600 else { throw step.wrong(Own.timeout, RegisteredRobotTexts.longTimeout) }
        return .seconds(Int64((minutes * 60).rounded()))
    }

    func resume(_ step: Step, _ event: PostedEvent) throws -> Outcome {
        switch event.kind {
        case .deliveryCancelled: return .skipped(event.reason ?? WebhookRobotTexts.cancelled)
        case ProgramCallClosed.kind:
            let isExpired = event.payload["state"] == .string(ProgramCall.State.expired.rawValue)
            let given = try ProgramCall.call(step: step.key, in: step.transaction)?.results ?? [:]
            return .done(results: given.merging(["Expired": .bool(isExpired)]) { given, _ in given })
        default: return .done()
        }
    }
}

extension ConnectorKind {
    /// Tells a program that a robot of its own is to be carried out.
    package static let program = ConnectorKind(ProgramMessage.connector)
}

extension ProgramProperty {
    /// The question of the dialog.
    fileprivate var spec: ParameterSpec {
        ParameterSpec(
            code, name, question, required: isRequired, preset: preset, help: about.russian.isEmpty ? nil : about)
    }

    private var question: ParameterSpec.Kind {
        let offered = options.map { (code: $0.code, title: $0.title) }
        switch kind {
        case .user: return .people(single: !isMultiple)
        case .select: return isMultiple ? .choices(offered) : .choice(offered)
        case .bool where !isMultiple: return .yesNo
        case .date where !isMultiple, .datetime where !isMultiple: return .moment
        case .int where !isMultiple, .double where !isMultiple: return .number
        case .text where !isMultiple: return .text
        case .string where !isMultiple: return .line
        case .string, .text, .int, .double, .bool, .date, .datetime: return .lines
        }
    }
}

extension ProgramProperty.Kind {
    /// How conditions compare a result of this kind.
    fileprivate var compared: ComparedType {
        switch self {
        case .string, .text, .select: .text
        case .int, .double: .number
        case .bool: .bool
        case .date: .date
        case .datetime: .dateTime
        case .user: .user
        }
    }
}

extension Step {
    /// What was answered to a program's question, as the API writes it: people as `user_5`, yes as `Y`, days and moments as ISO 8601.
    fileprivate func given(_ property: ProgramProperty) throws -> JSONValue {
        let name = property.code
        switch property.kind {
        case .user:
            guard !strings(name).isEmpty else { return property.isMultiple ? [] : "" }
            let people = try people(name).map { JSONValue.string("user_\($0)") }
            return property.isMultiple ? .array(people) : people.first ?? ""
        case .select where property.isMultiple: return .array(strings(name).map { .string($0) })
        case .select: return .string(try choice(name) ?? "")
        case _ where property.isMultiple: return .array(try texts(name).map { .string($0) })
        case .bool: return .string(try flag(name) ? "Y" : "N")
        case .int: return try number(name).flatMap { Int64(exactly: $0.rounded()) }.map { .string(String($0)) } ?? ""
        case .double: return try number(name).map { .string(Int64(exactly: $0).map(String.init) ?? String($0)) } ?? ""
        case .date: return try moment(name).map { .string(environment.setting.zone.local($0).date.description) } ?? ""
        case .datetime: return try moment(name).map { .string(Timestamp(seconds: $0.seconds).iso8601(in: environment.setting.zone)) } ?? ""
        case .string, .text: return .string(try text(name))
        }
    }
}
