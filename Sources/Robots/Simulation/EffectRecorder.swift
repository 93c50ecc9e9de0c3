import Automation
import CRM
import Kernel
import Storage
import Synchronization

/// Listens to what robots make and change while they are played, and stops them when they multiply without end.
///
/// A class because the portal's commands and the rehearsal share it. What a robot did before it failed is noted too; its step
/// is known to have failed.
final class EffectRecorder: EventListener {
    private struct State {
        var effects: [SimulatedEffect] = []
        var items = 0
        var isFlooded = false
        var isLate = false
    }

    private let state = Mutex(State())
    private let items: ItemStore
    private let limits: SimulationLimits
    private let realClock: any WallClock
    private let deadline: Timestamp

    init(items: ItemStore, limits: SimulationLimits, realClock: any WallClock) {
        self.items = items
        self.limits = limits
        self.realClock = realClock
        deadline = realClock.now + limits.time
    }

    var effects: [SimulatedEffect] { state.withLock { $0.effects } }
    var isFlooded: Bool { state.withLock { $0.isFlooded } }
    var isLate: Bool { state.withLock { $0.isLate } || realClock.now > deadline }

    func handle(_ event: any CRMEvent, in command: Command) throws {
        guard case .robot(_, let run, let node) = command.actor.origin else { return }
        try refuseFlood(event)
        guard let made = try made(event, command) else { return }
        let effect = SimulatedEffect(
            made.kind, made.title, people: made.people, deadline: made.deadline, run: run, node: node, at: command.now)
        state.withLock { if !$0.effects.contains(effect) { $0.effects.append(effect) } }
    }

    /// Inside the robot's own transaction, so that not even one step runs away.
    private func refuseFlood(_ event: any CRMEvent) throws {
        if event is ItemCreated {
            let isFlooded = state.withLock { state in
                state.items += 1
                state.isFlooded = state.isFlooded || state.items > limits.items
                return state.isFlooded
            }
            if isFlooded { throw Failure(.limited, SimulationTexts.tooManyItems(limits.items)) }
        }
        guard realClock.now > deadline else { return }
        state.withLock { $0.isLate = true }
        throw Failure(.limited, SimulationTexts.tooLong(limits.time.milliseconds / 1000))
    }

    // MARK: In words

    private struct Made {
        let kind: SimulatedEffect.Kind
        let title: Text
        var people: [UserID] = []
        var deadline: Timestamp?
    }

    private func made(_ event: any CRMEvent, _ command: Command) throws -> Made? {
        switch event {
        case let event as TaskCreated:
            let task = event.task
            return Made(
                kind: .task, title: EffectTexts.task.with(["title": task.title]), people: [task.responsible] + task.participants + task.observers,
                deadline: task.deadline)
        case let event as TaskStatusChanged:
            return Made(kind: .task, title: EffectTexts.taskState.with(["title": Text(verbatim: event.task.title), "state": event.task.state.title]))
        case let event as ActivityPlanned: return planned(event.activity)
        case let event as ActivityCompleted:
            return Made(kind: .activity, title: EffectTexts.activityDone.with(["title": event.activity.subject]))
        case let event as ItemCreated:
            let words = ["entity": event.item.entity.name, "title": Text(verbatim: event.item.title)]
            return Made(kind: .item, title: EffectTexts.item.with(words))
        case let event as ItemChanged: return try changed(event, command)
        case let event as ItemResponsibleChanged:
            return Made(kind: .change, title: EffectTexts.responsible, people: [event.to].compactMap(\.self))
        case is ItemProductsChanged: return Made(kind: .change, title: EffectTexts.products)
        case let event as CommentAdded: return Made(kind: .other, title: EffectTexts.comment.with(["text": event.text]))
        case let event as OutgoingMessageNoted where event.step != .sent:
            return Made(kind: .other, title: EffectTexts.message(event.way, event.step).with(["to": event.to, "subject": event.subject]))
        case let event as AssignmentEvent where event.step == .asked:
            return Made(kind: .request, title: EffectTexts.asked(event.kind).with(["title": event.title]), people: event.people)
        case let event as ItemDeleted: return Made(kind: .item, title: EffectTexts.deleted.with(["title": event.item.title]))
        // A move is told by the stage that the item comes to.
        default: return nil
        }
    }

    private func planned(_ activity: Activity) -> Made {
        let kind: SimulatedEffect.Kind =
            switch activity.kind {
            case .call: .call
            case .request: .request
            case .meeting, .mail, .todo, .form: .activity
            }
        let words = ["kind": activity.kind.title, "title": Text(verbatim: activity.subject)]
        return Made(kind: kind, title: EffectTexts.activity.with(words), people: [activity.responsible], deadline: activity.deadline)
    }

    private func changed(_ event: ItemChanged, _ command: Command) throws -> Made? {
        let fields = try items.catalog.catalog(in: command.transaction).fields
        let names = try items.names(of: event.changes.flatMap { $0.from.references + $0.to.references }, in: command.transaction)
        let lines = event.changes.compactMap { change -> Text? in
            guard let field = fields.field(change.code, of: event.item.entity) else { return nil }
            func shown(_ value: Value) -> Text {
                value.isEmpty
                    ? EffectTexts.empty : Text(ru: field.text(value, .russian, names), en: field.text(value, .english, names))
            }
            return EffectTexts.change.with(["field": field.title, "from": shown(change.from), "to": shown(change.to)])
        }
        return lines.isEmpty ? nil : Made(kind: .change, title: .joined(lines, separator: "; "))
    }
}
