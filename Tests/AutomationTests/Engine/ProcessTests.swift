import Automation
import Kernel
import OrderWorld
import Storage
import Testing

/// Processes beside the stages: started, given things, waited for, stopped.
struct ProcessTests {
    private func process(
        _ code: String = "@p", _ named: NamedProcess = NamedProcess(title: "Check"), _ blocks: Block...
    ) -> StageAutomation {
        StageAutomation(stage: code, process: blocks, named: named)
    }

    private func starting(_ id: String, _ code: String = "@p", waits: Bool = false, _ values: [String: JSONValue] = [:]) -> Block {
        robot("start", id, .after, ["process": .string(code), "waits": .bool(waits), "values": .object(JSONObject(values.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) }))])
    }

    private func start(_ world: World, _ order: DocumentID, _ code: String = "@p", _ values: [String: Value] = [:]) async throws {
        try await world.act { try world.engine.startProcess(code, on: order, values, by: UserID(7), in: $0, at: $1) }
    }

    private func run(_ world: World, _ order: DocumentID) async throws -> StageVisit {
        try #require(try await world.explanation(order)?.visits.first { $0.process != nil })
    }

    // MARK: By hand

    @Test func `a person starts a process with its parameters, and it goes on when the item changes its stage`() async throws {
        let named = NamedProcess(title: "Check", parameters: [.init(code: "note", title: "Note", isRequired: true)])
        let world = try await World.make([
            stage("A", mark("a")), process("@p", named, mark("p1", text: "{=Template:note}"), mark("p2", .in(1, .days, afterPrevious: true)))
        ])
        let order = try await world.order()

        try await start(world, order, "@p", ["note": .string("hello")])
        #expect(try await world.marks(order) == ["a", "hello"])
        try await world.move(order, to: "B")
        try await world.pass(.days(2))

        #expect(try await world.marks(order) == ["a", "hello", "p2"])
        let visit = try await run(world, order)
        #expect(visit.process == "Check" && visit.state == .ended)
        #expect(visit.robots.map(\.id) == ["p1", "p2"])
        #expect(try await world.violations() == [])
    }

    @Test func `a parameter that is missing, unknown or of another kind is refused with its name`() async throws {
        let named = NamedProcess(
            title: "Check", parameters: [.init(code: "count", title: "Count", kind: .number, isRequired: true)])
        let world = try await World.make([process("@p", named, mark("p"))])
        let order = try await world.order()

        for (values, field) in [([:], "count"), (["count": .string("many")], "count"), (["count": .int(1), "more": .int(2)], "more")]
            as [([String: Value], String)]
        {
            let failure = await #expect(throws: Failure.self) { try await start(world, order, "@p", values) }
            #expect(failure?.field == field)
        }
        #expect(try await world.marks(order) == [])
        try await start(world, order, "@p", ["count": .string("1 200,5")])
        #expect(try await world.journal(order).first { $0.kind == .processStarted }?.data["parameters"]?["count"]?.double == 1200.5)
    }

    @Test func `people start only what is theirs to start`() async throws {
        let world = try await World.make([process("@p", NamedProcess(title: "Check", starts: []), mark("p"))])
        let order = try await world.order()

        await #expect(throws: Failure.self) { try await start(world, order) }
        await #expect(throws: Failure.self) { try await start(world, order, "@gone") }
    }

    @Test func `several runs of one process live beside each other, a person stops one`() async throws {
        let world = try await World.make([process("@p", NamedProcess(title: "Check"), .delay(id: "d", title: "", .in(1, .days)), mark("p"))])
        let order = try await world.order()
        try await start(world, order)
        try await start(world, order)
        #expect(try await world.violations() == [])
        let first = try #require(try await world.explanation(order)?.visits.last { $0.process != nil }?.run)

        try await world.act { try world.engine.stopProcess(run: first, on: order, by: UserID(7), in: $0, at: $1) }
        try await world.pass(.days(2))

        #expect(try await world.marks(order) == ["p"])
        #expect(try await world.explanation(order)?.visits.filter { $0.process != nil }.map(\.state) == [.ended, .cancelled])
        #expect(try await world.violations() == [])
    }

    @Test func `a deleted item ends its processes`() async throws {
        let world = try await World.make([process("@p", NamedProcess(title: "Check"), .delay(id: "d", title: "", .in(1, .days)), mark("p"))])
        let order = try await world.order()
        try await start(world, order)

        try await world.act { transaction, now in
            try transaction.execute("delete from orders where id = $1", [order.id])
            try world.engine.post(PostedEvent(kind: .itemDeleted, document: order, payload: [:]), in: transaction, at: now)
        }

        #expect(try await world.count("automation_tokens") == 0)
        #expect(try await world.violations() == [])
    }

    // MARK: By robots

    @Test func `a robot starts a process and goes on at once`() async throws {
        let world = try await World.make([stage("A", mark("a"), starting("s"), mark("b", .after)), process("@p", NamedProcess(title: "Check"), mark("p"))])

        let order = try await world.order()

        #expect(try await world.marks(order) == ["a", "b", "p"])
        #expect(try await world.violations() == [])
    }

    @Test func `a robot that waits for the end gets what the process gives back`() async throws {
        let named = NamedProcess(
            title: "Check", parameters: [.init(code: "note", title: "Note")],
            results: [.init(code: "answer", value: Template("{=Template:note}, {=p:text}"))])
        let world = try await World.make([
            stage("A", starting("s", waits: true, ["note": "about {=Document:TITLE}"]), mark("b", .after, text: "{=s:answer}")),
            process("@p", named, .delay(id: "d", title: "", .in(1, .days)), mark("p", text: "seen")),
        ])
        let order = try await world.order()
        #expect(try await world.marks(order) == [])
        #expect(try await world.waiting(order).map(\.robot).sorted() == ["d", "s"])

        try await world.pass(.days(2))

        #expect(try await world.marks(order) == ["seen", "about Order, seen"])
        #expect(try await world.violations() == [])
    }

    @Test func `a process that is stopped lets who waits for it go on, knowing that`() async throws {
        let world = try await World.make([
            stage("A", starting("s", waits: true), mark("b", .after, text: "stopped: {=s:stopped > int}")),
            process("@p", NamedProcess(title: "Check"), .delay(id: "d", title: "", .in(9, .days))),
        ])
        let order = try await world.order()
        let run = try #require(try await run(world, order).run)

        try await world.act { try world.engine.stopProcess(run: run, on: order, by: UserID(7), in: $0, at: $1) }

        #expect(try await world.marks(order) == ["stopped: 1"])
        #expect(try await world.violations() == [])
    }

    @Test func `a robot stops the processes of one name or all, not its own`() async throws {
        let waiting = Block.delay(id: "d", title: "", .in(9, .days))
        let world = try await World.make([
            process("@p", NamedProcess(title: "P"), waiting),
            process("@q", NamedProcess(title: "Q"), .delay(id: "e", title: "", .in(9, .days))),
            process("@r", NamedProcess(title: "R"), robot("stop", "x", .now, ["process": "@p"]), .delay(id: "f", title: "", .in(1, .days)), robot("stop", "y", .after), mark("r", .after)),
        ])
        let order = try await world.order()
        for code in ["@p", "@q", "@r"] { try await start(world, order, code) }
        #expect(try await world.waiting(order).map(\.stage).sorted() == ["@q", "@r"])

        try await world.pass(.days(2))

        #expect(try await world.marks(order) == ["r"])
        #expect(try await world.waiting(order).isEmpty)
        #expect(try await world.violations() == [])
    }

    @Test func `a process that starts itself is stopped by the guard, and refused when it is certain`() async throws {
        let certain = process("@p", NamedProcess(title: "Check"), starting("again"))
        let world = try await World.make()
        let findings = world.store.check(PipelineAutomation(stages: [certain]), of: OrderSource.pipeline, among: world.outlines)
        #expect(findings.first { $0.severity == .error }?.message.english.contains("in circles") == true)

        let block = Block.branch(id: "if", title: "", condition: quantity(.notFilled), then: [mark("p"), starting("again")], otherwise: [])
        try await world.publish([process("@p", NamedProcess(title: "Check"), block)])
        let order = try await world.order()
        try await start(world, order)
        try await world.pass(.minutes(10))

        let marks = try await world.marks(order).count
        #expect(marks > 1 && marks < 40)
        #expect(try await world.incidents().map(\.node) == ["again"])
        #expect(try await world.violations() == [])
    }

    // MARK: By themselves

    @Test func `a process starts when an item is created or changed, on its condition, one at a time`() async throws {
        let world = try await World.make([
            process("@c", NamedProcess(title: "Created", starts: [.onCreate]), mark("created")),
            process("@x", NamedProcess(title: "Changed", starts: [.onChange], condition: quantity(.greater, "5")), mark("changed"), .delay(id: "d", title: "", .in(1, .days))),
        ])
        let order = try await world.order()
        #expect(try await world.marks(order) == ["created"])

        try await world.set(order, "quantity", 3)
        try await world.set(order, "quantity", 6)
        try await world.set(order, "quantity", 7)
        #expect(try await world.marks(order) == ["created", "changed"])
        try await world.pass(.days(2))
        try await world.set(order, "quantity", 8)

        #expect(try await world.marks(order) == ["created", "changed", "changed"])
        #expect(try await world.violations() == [])
    }

    @Test func `a process that changes the item it starts from goes round until the guard holds it`() async throws {
        let world = try await World.make([
            process("@x", NamedProcess(title: "Changed", starts: [.onChange]), robot("set_quantity", "s", .now, ["to": 1]))
        ])
        let order = try await world.order()

        try await world.set(order, "quantity", 9)
        try await world.pass(.minutes(5))

        #expect(try await world.explanation(order)?.isHeld == true)
        #expect(try await world.incidents().first?.message.english.contains("Changed") == true)
        #expect(try await world.violations() == [])
    }

    // MARK: Versions

    @Test func `a new version carries processes over`() async throws {
        let named = NamedProcess(title: "Check")
        let world = try await World.make([process("@p", named, .delay(id: "d", title: "", .in(1, .days)), mark("p"))])
        let order = try await world.order()
        try await start(world, order)

        try await world.publish([process("@p", named, .delay(id: "d", title: "", .in(2, .days)), mark("p"), mark("q"))], .restart)
        try await world.pass(.hours(30))
        #expect(try await world.marks(order) == [])
        try await world.pass(.days(1))

        #expect(try await world.marks(order) == ["p", "q"])
        #expect(try await world.violations() == [])
    }

    @Test func `the form of a process is pinned and read back`() throws {
        let named = NamedProcess(
            title: "Check", starts: [.onChange, .byHand], condition: quantity(.filled),
            parameters: [.init(code: "p1", title: "Note"), .init(code: "p2", title: "Who", kind: .user, isRequired: true)],
            results: [.init(code: "answer", value: Template("{=p:text}"))])
        let body = PipelineAutomation(stages: [process("@p", named, .stop(id: "s"))])
        let golden = """
            {"v":1,"stages":[{"stage":"@p","process":[{"type":"stop","id":"s"}],"named":{"title":"Check","starts":["byHand","onChange"],\
            "condition":{"left":"{=Document:QUANTITY}","op":"filled"},"parameters":[{"code":"p1","title":"Note"},{"code":"p2","title":"Who",\
            "kind":"user","required":true}],"results":[{"code":"answer","value":"{=p:text}"}]}}]}
            """

        #expect(body.json.text == golden)
        #expect(try PipelineAutomation(json: JSONValue(parsing: golden)) == body)
    }

    @Test func `what a process lacks is found`() async throws {
        let world = try await World.make()
        let named = NamedProcess(
            title: " ", starts: [.onCreate], parameters: [.init(code: "a", title: "A", isRequired: true), .init(code: "a", title: "B")])
        let stages = [
            process("@p", named, mark("m", text: "{=Template:b}")), stage("A", starting("s", "@p"), starting("t", "@gone"), starting("u", "@p", ["a": "1", "z": "2"])),
        ]

        let found = world.store.check(PipelineAutomation(stages: stages), of: OrderSource.pipeline, among: world.outlines).map { "\($0.place): \($0.message.english)" }

        #expect(found.contains("stages[@p].title: Give the process a title."))
        #expect(found.contains("stages[@p].parameters[1]: The parameter “a” is named twice."))
        #expect(found.contains("stages[@p].parameters: The process starts by itself, so nobody gives the required “A”."))
        #expect(found.contains { $0.hasPrefix("stages[@p].robots[0].text") })
        #expect(found.contains("stages[A].robots[0].values: The process “ ” needs “A”."))
        #expect(found.contains("stages[A].robots[1].process: There is no process “@gone”."))
        #expect(found.contains("stages[A].robots[2].values: The process “ ” has no parameter “z”."))
    }
}
