import Automation
import Kernel
import Storage

/// What happens in the script: every kind of block, robots that fail, tasks, triggers, copies, moments counted from fields,
/// a calendar that changes, orders that leave their stages at bad moments.
extension Script {
    static let process = [
        stage(
            "A", triggers: [call("back", line: "second", allowsBack: true)], mark("first"), task("ask", .in(1, .hours)),
            robot("fail", "frail", .in(1, .hours)), mark("evening", .in(5, .hours, working: true)),
            robot("copy", "copy", .in(1, .hours), ["stage": "C"]),
            .parallel(
                id: "both", title: "", waitsForAll: true,
                branches: [[mark("left")], [mark("right", .in(1, .days))]]),
            robot("set_quantity", "three", .in(1, .hours), ["to": 3]),
            moving("on", to: "B", .after, if: quantity(.equal, "4"))),
        stage(
            "B", triggers: [call("b1")], mark("arrived"),
            .delay(id: "shipping", title: "", Timing(amount: -1, unit: .days, base: .field("SHIP_DATE"))),
            mark("shipped", .after),
            .loop(
                id: "again", title: "", condition: quantity(.notEqual, "99"), limit: 3,
                body: [.delay(id: "pause", title: "", .in(2, .hours)), mark("turn", .after)]),
            .parallel(
                id: "either", title: "", waitsForAll: false,
                branches: [[task("sign")], [mark("late", .in(3, .days))]]),
            moving("next", to: "C", .after)),
        stage("C", triggers: [call("c2")], mark("packed"), mark("tomorrow", .in(1, .days, working: true))),
    ]

    package static let busyDays = Script(
        steps: [
            Step(after: .hours(0), deeds: [breaking(true)]),
            Step(after: .minutes(1), deeds: [create("A")]),
            Step(after: .minutes(10), deeds: [create("A"), create("B"), calling(1), setting(3, "ship_date", "2026-11-27")]),
            Step(after: .hours(2), deeds: [breaking(false), retrying, setting(2, "quantity", 4)]),
            Step(after: .hours(3), deeds: [setting(1, "ship_date", "2026-11-25"), completing(1), calling(2, line: "second")]),
            Step(after: .hours(26), deeds: [taking(2, to: "B"), setting(3, "ship_date", "2026-11-26"), changingCalendar]),
            Step(after: .hours(49), deeds: [calling(2, line: "second"), create("A"), taking(1, to: "C")]),
            Step(after: .hours(50), deeds: [skipping, completing(2), completing(3)]),
        ], end: .days(9))

    private static func breaking(_ isBroken: Bool) -> Deed {
        { _, transaction, _ in
            try transaction.execute("delete from switches")
            try transaction.execute("insert into switches (name, value) values ('broken', $1)", [isBroken])
        }
    }

    private static func create(_ stage: String) -> Deed {
        { world, transaction, now in
            _ = try Orders.create(on: stage, title: "Order", world.events, in: transaction, at: now)
        }
    }

    /// The order that came as the so-and-so-many-th: a server that was killed leaves gaps between the ids.
    private static func order(_ number: Int64, _ reader: any Reader) throws -> DocumentID {
        DocumentID(type: 2, id: try nth(number, of: "orders", reader))
    }

    private static func nth(_ number: Int64, of table: String, _ reader: any Reader) throws -> Int64 {
        try reader.first("select id from \(table) order by id limit 1 offset $1", [number - 1]) { $0.int64(0) } ?? 0
    }

    private static func calling(_ number: Int64, line: String = "main") -> Deed {
        { world, transaction, now in
            let event = PostedEvent(
                kind: "activity.incoming_call", document: try order(number, transaction), payload: ["line": .string(line)],
                reason: Text(verbatim: "a call"), user: UserID(7))
            try world.engine.post(
                event, once: Engine.SourceKey(source: "telephony", key: "\(number) \(line) \(now.milliseconds)"),
                in: transaction, at: now)
        }
    }

    private static func setting(_ number: Int64, _ column: String, _ value: any SQLConvertible) -> Deed {
        { world, transaction, now in
            try Orders.set(order(number, transaction), column, value, world.events, in: transaction, at: now)
        }
    }

    private static func completing(_ task: Int64) -> Deed {
        { world, transaction, now in
            let id = try nth(task, of: "order_tasks", transaction)
            try Orders.complete(id, world.events, in: transaction, at: now)
        }
    }

    private static func taking(_ number: Int64, to stage: String) -> Deed {
        { world, transaction, now in
            try Orders.move(
                order(number, transaction), to: stage, because: Text(verbatim: "Nikita moved it"), user: UserID(7), world.events,
                in: transaction, at: now)
        }
    }

    private static let changingCalendar: Deed = { world, transaction, now in
        try world.engine.recalculateTimers(in: transaction, at: now)
    }

    private static let retrying: Deed = { world, transaction, now in
        guard let incident = try world.reader.openIncidents(in: transaction).last else { return }
        try world.engine.retry(incident: incident.id, by: UserID(7), in: transaction, at: now)
    }

    private static let skipping: Deed = { world, transaction, now in
        guard let incident = try world.reader.openIncidents(in: transaction).last else { return }
        try world.engine.skip(incident: incident.id, by: UserID(7), in: transaction, at: now)
    }
}
