import Automation
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Kernel
import Storage

/// Leaves a line in `marks`: its effect can be counted.
package struct Mark: Robot {
    package let kind: RobotKind = "mark"
    package let title = Text(verbatim: "Mark")
    package let parameters = [
        ParameterSpec("text", Text(verbatim: "Text"), .line, required: true),
        ParameterSpec("by", Text(verbatim: "By"), .moment),
    ]
    package let mayWait = false

    package func run(_ step: Step) throws -> Outcome {
        let text = try step.text("text")
        _ = try step.moment("by")
        try OrderRobots.mark(text, step)
        return .done(results: ["text": .string(text)])
    }
}

/// Gives somebody a task and waits until it is done.
package struct GiveTask: Robot {
    package let kind: RobotKind = "give_task"
    package let title = Text(verbatim: "Task")
    package let parameters: [ParameterSpec] = []

    package func run(_ step: Step) throws -> Outcome {
        let task = try step.transaction.nextID("order_tasks")
        try step.transaction.execute(
            "insert into order_tasks (id, item, is_done) values ($1, $2, 0)", [task, step.document])
        return .wait(for: "task.completed", or: ["task.deleted"], correlation: task, results: ["task": .int(task)])
    }
}

/// Moves the order to another stage.
package struct MoveOrder: Robot {
    package let kind: RobotKind = "move"
    package let title = Text(verbatim: "Move")
    package let parameters = [ParameterSpec("stage", Text(verbatim: "Stage"), .stage, required: true)]
    package let mayWait = false
    package let events: EventPoster

    package func run(_ step: Step) throws -> Outcome {
        guard let stage = try step.choice("stage") else { return .skipped(Text(verbatim: "no stage")) }
        try Orders.move(
            step.document, to: stage, because: step.reason, user: nil, events, in: step.transaction, at: step.now)
        return .done()
    }
}

/// Fails while the switch of its name is on, after having left a mark that must be undone.
package struct Fail: Robot {
    package let kind: RobotKind = "fail"
    package let title = Text(verbatim: "Fail")
    package let parameters: [ParameterSpec] = []

    package func run(_ step: Step) throws -> Outcome {
        try OrderRobots.mark("\(step.setting.id) tried", step)
        let isOn = try step.transaction.exists("select 1 from switches where name = 'broken' and value = 1")
        if isOn { throw Failure(.unavailable, Text(verbatim: "the switch is on")) }
        return .done()
    }
}

/// Kills the process.
package struct Abort: Robot {
    package let kind: RobotKind = "abort"
    package let title = Text(verbatim: "Abort")
    package let parameters: [ParameterSpec] = []

    package func run(_ step: Step) throws -> Outcome { abort() }
}

/// Takes its time: moves the test's clock.
package struct Slow: Robot {
    package let kind: RobotKind = "slow"
    package let title = Text(verbatim: "Slow")
    package let parameters: [ParameterSpec] = []
    package let clock: ManualClock

    package func run(_ step: Step) throws -> Outcome {
        clock.advance(by: TimeSpan(milliseconds: 15))
        try OrderRobots.mark(step.setting.id, step)
        return .done()
    }
}

/// Makes a copy of the order on the stage A.
package struct CopyOrder: Robot {
    package let kind: RobotKind = "copy"
    package let title = Text(verbatim: "Copy")
    package let parameters = [
        ParameterSpec("count", Text(verbatim: "Count"), .number, preset: 1),
        ParameterSpec("stage", Text(verbatim: "Stage"), .line, preset: "A"),
    ]
    package let mayWait = false
    package let events: EventPoster

    package func run(_ step: Step) throws -> Outcome {
        for _ in 0..<Int(try step.number("count") ?? 1) {
            _ = try Orders.create(
                on: try step.text("stage"), title: "copy of \(step.document.id)", events, in: step.transaction,
                at: step.now)
        }
        return .done()
    }
}

/// Changes the order's quantity.
package struct SetQuantity: Robot {
    package let kind: RobotKind = "set_quantity"
    package let title = Text(verbatim: "Quantity")
    package let parameters = [ParameterSpec("to", Text(verbatim: "To"), .number, required: true)]
    package let mayWait = false
    package let events: EventPoster

    package func run(_ step: Step) throws -> Outcome {
        let quantity = Int64(try step.number("to") ?? 0)
        try Orders.set(step.document, "quantity", quantity, events, in: step.transaction, at: step.now)
        return .done()
    }
}

/// Starts a process of the shop.
package struct Start: Robot {
    package let kind: RobotKind = "start"
    package let title = Text(verbatim: "Start")
    package let parameters = [
        ParameterSpec("process", Text(verbatim: "Process"), .process, required: true),
        ParameterSpec("values", Text(verbatim: "Values"), .processValues), ParameterSpec("waits", Text(verbatim: "Waits"), .yesNo),
    ]
    package let mayWait = false

    package func run(_ step: Step) throws -> Outcome {
        let values = Dictionary(try step.fieldValues("values").map { ($0.field, $0.value) }) { $1 }
        return .start(process: try step.choice("process") ?? "", values, waits: try step.flag("waits"))
    }
}

/// Stops processes of the shop.
package struct Stop: Robot {
    package let kind: RobotKind = "stop"
    package let title = Text(verbatim: "Stop")
    package let parameters = [ParameterSpec("process", Text(verbatim: "Process"), .process)]
    package let mayWait = false

    package func run(_ step: Step) throws -> Outcome { .stop(process: try step.choice("process")) }
}

/// The customer called; `line` narrows it to one of their telephones.
package struct CallTrigger: Trigger {
    package let kind = "call"
    package let title = Text(verbatim: "Call")
    package let parameters = [ParameterSpec("line", Text(verbatim: "Line"), .line)]
    package let events: [EventKind] = ["activity.incoming_call"]

    package func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool {
        guard let line = setting.parameters["line"] else { return true }
        if line == "broken" { throw Failure(.invalid, Text(verbatim: "no such line")) }
        return event.payload["line"] == .string(line.string ?? "")
    }
}

/// A field of the order changed.
package struct FieldTrigger: Trigger {
    package let kind = "field"
    package let title = Text(verbatim: "Field")
    package let parameters = [ParameterSpec("field", Text(verbatim: "Field"), .line, required: true)]
    package let events: [EventKind] = [.itemChanged]

    package func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool {
        event.changedFields.contains(setting.parameters["field"]?.string ?? "")
    }
}

package enum OrderRobots {
    package static func mark(_ text: String, _ step: Step) throws {
        try step.transaction.execute(
            "insert into marks (id, item, text, key, at) values ($1, $2, $3, $4, $5)",
            [step.transaction.nextID("marks"), step.document, text, step.key, step.now])
    }

    package static func catalog(_ events: @escaping EventPoster, _ clock: ManualClock) -> Catalog {
        Catalog(
            robots: [
                Mark(), GiveTask(), MoveOrder(events: events), Fail(), Slow(clock: clock), CopyOrder(events: events),
                SetQuantity(events: events), Abort(), Send(), Start(), Stop(),
            ],
            triggers: [CallTrigger(), FieldTrigger()])
    }
}
