import Kernel
import Storage

extension ItemVisit {
    private struct Candidate {
        let trigger: TriggerSetting
        let stage: String
        let order: Int
    }

    /// Offers an event to the triggers of all stages: at most one moves the item, and the journal says of every trigger
    /// that was meant why it did or did not.
    func offerToTriggers(_ entry: InboxEvent, at position: StagePosition) throws {
        guard let compiled = try engine.store.running(position.pipeline, in: transaction) else { return }
        var applicable: [Candidate] = []
        for stage in compiled.body.stages {
            for trigger in stage.triggers {
                do {
                    guard try isMeant(trigger, by: entry.event) else { continue }
                    let order = position.stageOrder[stage.stage]
                    if let refusal = try refusal(of: trigger, on: stage.stage, order, at: position, entry) {
                        decline(trigger, stage.stage, entry, refusal)
                    } else {
                        applicable.append(Candidate(trigger: trigger, stage: stage.stage, order: order ?? .max))
                    }
                } catch  where !Engine.isOutage(error) {
                    decline(trigger, stage.stage, entry, engine.message(of: error, item: document))
                }
            }
        }
        try apply(applicable, entry)
    }

    private func isMeant(_ trigger: TriggerSetting, by event: PostedEvent) throws -> Bool {
        guard let kind = engine.store.catalog[trigger: trigger.kind], kind.events.contains(event.kind) else {
            return false
        }
        return try kind.matches(event, trigger)
    }

    /// Why the trigger may not move the item; nil when it may.
    private func refusal(
        of trigger: TriggerSetting, on stage: String, _ order: Int?, at position: StagePosition, _ entry: InboxEvent
    ) throws -> Text? {
        guard let order else { return EngineTexts.noSuchStage }
        if position.isFinal { return EngineTexts.itemClosed }
        if stage == position.stage { return EngineTexts.alreadyThere }
        if order < position.order, !trigger.allowsBack { return EngineTexts.alreadyPast }
        guard let condition = trigger.condition else { return nil }
        let explained = try explain(
            condition, in: try environment(results: [:], changed: entry.event.changedFields))
        return explained.isTrue ? nil : EngineTexts.conditionFalse.with(["condition": explained.text])
    }

    /// Of several, the one that sets the earlier stage.
    private func apply(_ applicable: [Candidate], _ entry: InboxEvent) throws {
        var isMoved = false
        for candidate in applicable.sorted(by: { $0.order < $1.order }) {
            if isMoved {
                decline(candidate.trigger, candidate.stage, entry, EngineTexts.earlierStageWins)
            } else {
                isMoved = try move(by: candidate, entry)
            }
        }
    }

    private func move(by candidate: Candidate, _ entry: InboxEvent) throws -> Bool {
        let trigger = candidate.trigger
        let because = entry.event.reason ?? EngineTexts.triggered.with(["trigger": trigger.title])
        do {
            try scope.acting(for: cause(entry.lineage)) {
                try transaction.savepoint {
                    try engine.source.move(
                        document, to: candidate.stage, trigger: trigger, because: because, user: entry.event.user,
                        in: transaction, at: now)
                }
            }
        } catch  where !Engine.isOutage(error) {
            decline(trigger, candidate.stage, entry, engine.message(of: error, item: document))
            return false
        }
        journal(
            .triggerApplied, node: trigger.id, cause: entry.cause, because: entry.event.reason,
            data(trigger, candidate.stage, entry))
        triggerResults = [trigger.id: entry.event.payload]
        return true
    }

    private func decline(_ trigger: TriggerSetting, _ stage: String, _ entry: InboxEvent, _ why: Text) {
        journal(.triggerDeclined, node: trigger.id, cause: entry.cause, because: why, data(trigger, stage, entry))
    }

    private func data(_ trigger: TriggerSetting, _ stage: String, _ entry: InboxEvent) -> JSONValue {
        [
            "kind": .string(trigger.kind), "title": .string(trigger.title), "stage": .string(stage),
            "event": .string(entry.event.kind.rawValue),
        ]
    }
}
