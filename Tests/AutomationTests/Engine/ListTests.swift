import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct ListTests {
    private func each(of list: ListSource = .rows(.products), limit: Int = 1000, _ body: Block...) -> Block {
        .each(id: "list", title: "", list, limit: limit, body: body)
    }

    /// A world whose list begins an hour after the stage entry, and an order of so many pieces.
    private func world(pieces: Int, _ blocks: Block...) async throws -> (World, DocumentID) {
        let delay = Block.delay(id: "start", title: "", .in(1, .hours))
        let world = try await World.make([StageAutomation(stage: "A", process: [delay] + blocks)])
        let order = try await world.order()
        try await world.set(order, "quantity", pieces)
        return (world, order)
    }

    @Test func `the body runs once for every element, which can be inserted`() async throws {
        let (world, order) = try await world(
            pieces: 3, each(mark("m", text: "{=list:NAME}, {=list:number} of {=list:count}")), mark("after", .after, text: "{=list:count} in all"))

        try await world.pass(.hours(2))

        #expect(try await world.marks(order) == ["piece 1, 1 of 3", "piece 2, 2 of 3", "piece 3, 3 of 3", "3 in all"])
        #expect(try await world.violations() == [])
    }

    @Test func `an empty list is passed over`() async throws {
        let (world, order) = try await world(pieces: 0, each(mark("m")), mark("after", .after))

        try await world.pass(.hours(2))

        #expect(try await world.marks(order) == ["after"])
    }

    @Test func `a value is a list of one, an expression may give several`() async throws {
        let (world, order) = try await world(
            pieces: 1, each(of: .values(Template("{=Document:TITLE}")), mark("m", text: "{=list:value}")))

        try await world.pass(.hours(2))

        #expect(try await world.marks(order) == ["Order"])
    }

    @Test func `the list is taken once, pauses and changes in between leave it alone`() async throws {
        let (world, order) = try await world(pieces: 3, each(mark("m", .after, text: "{=list:NAME}"), .delay(id: "d", title: "", .in(1, .days))))
        try await world.pass(.hours(2))
        #expect(try await world.marks(order) == ["piece 1"])

        try await world.set(order, "quantity", 1)
        try await world.pass(.days(5))

        #expect(try await world.marks(order) == ["piece 1", "piece 2", "piece 3"])
        #expect(try await world.violations() == [])
    }

    @Test func `a list longer than its limit is an incident that says so, and may be tried again`() async throws {
        let (world, order) = try await world(pieces: 4, each(limit: 3, mark("m")), mark("after", .after))
        try await world.pass(.hours(2))

        let incident = try #require(try await world.incidents().first)
        #expect(incident.node == "list")
        #expect(incident.message.english == "The list has 4 elements and the block's limit is 3. Shorten the list or raise the limit, and try again.")
        #expect(try await world.marks(order) == [])
        try await world.set(order, "quantity", 2)
        try await world.act { try world.engine.retry(incident: incident.id, by: UserID(7), in: $0, at: $1) }

        #expect(try await world.marks(order) == ["m", "m", "after"])
        #expect(try await world.violations() == [])
    }

    @Test func `a long list is no endless loop`() async throws {
        let (world, order) = try await world(pieces: 700, each(mark("m", text: "{=list:number}")), mark("after", .after))

        try await world.pass(.hours(2))

        let marks = try await world.marks(order)
        #expect(marks.count == 701)
        #expect(marks.last == "after")
        #expect(try await world.incidents().isEmpty)
        #expect(try await world.violations() == [])
    }

    @Test func `lists inside each other have their own elements`() async throws {
        let inner = Block.each(id: "inner", title: "", .rows(.products), limit: 5, body: [mark("m", text: "{=list:value}-{=inner:value}")])
        let (world, order) = try await world(pieces: 2, each(inner))

        try await world.pass(.hours(2))

        #expect(try await world.marks(order) == ["1-1", "1-2", "2-1", "2-2"])
        let keys = try await world.database.read { try $0.query("select distinct key from marks") { $0.text(0) } }
        #expect(keys.count == 4)
    }

    @Test func `a wait inside is waited for once an element`() async throws {
        let wait = Block.wait(
            id: "w", title: "", WaitRule(.event(kind: "call", parameters: [:], condition: nil), deadline: .in(1, .days)),
            came: [mark("came", text: "{=list:value} came")], missed: [mark("missed", text: "{=list:value} missed")])
        let (world, order) = try await world(pieces: 2, each(wait))
        try await world.pass(.hours(2))

        try await world.call(order)
        try await world.pass(.days(2))

        #expect(try await world.marks(order) == ["1 came", "2 missed"])
        #expect(try await world.violations() == [])
    }
}
