import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing

/// A pipeline that has only what a test gives it.
extension Prom2BWorld {
    /// Publishes an automation of one stage.
    func automate(
        _ robots: [RobotSetting], on stage: String = "QUOTE", of pipeline: String = "DEAL:0", triggers: [TriggerSetting] = []
    ) async throws {
        try await portal.perform(as: .system, .interactive) { [assembly] command in
            let outlines = try assembly.pipelines.all(in: command.transaction).all.map {
                PipelineOutline(name: $0.automationName, stages: $0.stages.map(\.code))
            }
            let body = PipelineAutomation(stages: [StageAutomation(stage: stage, triggers: triggers, process: robots.map(Block.robot))])
            try assembly.automation.publish(body, to: pipeline, among: outlines, by: nil, in: command.transaction, at: command.now)
        }
    }

    /// A deal of Nikita's on the first stage, with a client whose phone and mailbox are known.
    func deal(_ values: [FieldCode: Value] = [:]) async throws -> DocumentID {
        try await act(people.administrator) { [items, people] command in
            let contact = try items.create(
                ItemDraft(
                    .contact, [.name: .string("Oleg"), .phone: .string("+7 912 345-67-89"), .email: .string("oleg@client.test")]), command)
            let all: [FieldCode: Value] = [
                .title: .string("Compressors"), .amount: .money(Money(minorUnits: 500_000)), .contact: .item(contact.id),
            ]
            return try items.create(ItemDraft(.deal, all.merging(values) { $1 }, responsible: people.manager), command).id
        }
    }

    func move(_ item: DocumentID, to stage: String) async throws {
        try await act(people.administrator) { [items] in _ = try items.move(item, to: stage, $0) }
    }

    /// Puts a deal before these robots: they stand on `QUOTE` one after another, and it enters.
    func run(_ robots: RobotSetting..., on values: [FieldCode: Value] = [:]) async throws -> DocumentID {
        try await automate(robots)
        let deal = try await deal(values)
        try await move(deal, to: "QUOTE")
        return deal
    }

    func incidents() async throws -> [Incident] {
        try await portal.read { [store = assembly.automation] in try AutomationReader(store: store).openIncidents(in: $0) }
    }

    /// What the robots on an item said when they had nothing to do.
    func skips(on item: DocumentID) async throws -> [String] {
        try await portal.read { [store = assembly.automation] reader in
            try AutomationReader(store: store).journal(of: item, in: reader).filter { $0.kind == .skipped }.compactMap { $0.reason?.english }
        }
    }
}

extension RobotSetting {
    /// After the previous one, under the name of its kind.
    init(_ kind: RobotKind, id: String? = nil, _ parameters: [String: JSONValue] = [:]) {
        self.init(
            id: id ?? kind.rawValue, kind: kind, title: kind.rawValue, timing: .afterPreviousRobot, parameters: parameters)
    }
}
