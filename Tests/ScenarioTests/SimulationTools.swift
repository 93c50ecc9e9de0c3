import Automation
import CRM
import Kernel
import Storage
import TestSupport

extension Simulation {
    /// Steps as `2026-11-23 09:10 done Уведомление`, in Moscow time.
    func lines(_ wanted: (SimulationStep.Kind) -> Bool = { _ in true }) throws -> [String] {
        let zone = try TimeZoneRules.named("Europe/Moscow")
        return steps.filter { wanted($0.kind) }.map { step in
            let local = zone.local(step.at)
            return "\(local.date) \(local.time) \(step.word) \(step.title.russian)"
        }
    }

    /// The stages that items came to, in order.
    func stages() throws -> [String] {
        let zone = try TimeZoneRules.named("Europe/Moscow")
        return steps.compactMap { step in
            guard case .stage(let stage, _) = step.kind else { return nil }
            let local = zone.local(step.at)
            return "\(stage.code) \(local.date) \(local.time)"
        }
    }

    func robots(_ end: SimulationStep.RobotEnd) -> [SimulationStep] { steps.filter { $0.kind == .robot(end) } }
}

extension SimulationStep {
    var word: String {
        switch kind {
        case .deed(let isDone): isDone ? "deed" : "impossible"
        case .stage(_, let restarted): restarted ? "restarted" : "stage"
        case .process(let isStarted): isStarted ? "process" : "refused"
        case .left: "left"
        case .planned: "planned"
        case .robot(.done): "done"
        case .robot(.waiting): "waiting"
        case .robot(.resumed): "resumed"
        case .robot(.skipped): "skipped"
        case .robot(.failed): "failed"
        case .branch(let isTaken): isTaken ? "then" : "else"
        case .loopEnded: "loop"
        case .waitBegan: "waits"
        case .waitEnded(let hasCome): hasCome ? "came" : "missed"
        case .trigger(let isApplied, _): isApplied ? "trigger" : "declined"
        case .delivery(let isDone): isDone ? "delivered" : "undelivered"
        case .held: "held"
        }
    }
}

extension ScenarioEvent {
    /// Minutes after the beginning.
    static func at(_ minutes: Int, _ deed: String, _ inputs: DeedInputs = DeedInputs()) -> ScenarioEvent {
        ScenarioEvent(Timing(amount: minutes, unit: .minutes), deed, inputs)
    }

    static func moved(_ minutes: Int, _ pipeline: String, _ stage: String) -> ScenarioEvent {
        at(minutes, "stage_moved", DeedInputs(pipeline: pipeline, stage: stage))
    }
}

extension Reader {
    /// Every row of every table as one number for each table, whatever the order of rows.
    func fingerprints() throws -> [String: Int] {
        var sums: [String: Int] = [:]
        for table in try dialect.tables(self) {
            let names = table.columns.map(\.name).joined(separator: ", ")
            let rows = try query("select \(names) from \(table.name)") { row in table.columns.indices.map { row.value($0) } }
            sums[table.name] = rows.reduce(rows.count) { $0 &+ $1.hashValue }
        }
        return sums
    }
}

extension Prom2BWorld {
    /// Somebody who configures robots and reads items of one entity only.
    func configurer(seeing entity: EntityType) async throws -> UserID {
        try await portal.perform(as: .system) { [lawyer = people.lawyer] command in
            try command.transaction.execute("delete from role_members")
            var rights = RoleRights()
            rights[entity, .read] = .all
            rights.permissions = [.configureAutomation]
            let role = try RoleStore.create(name: Text(verbatim: "Configurers"), rights: rights, in: command)
            try RoleStore.setMembers(of: role, to: [.user(lawyer)], in: command)
            return lawyer
        }
    }
}
