import Automation
import Kernel
import OrderWorld
import Testing

struct ProcessEditingTests {
    private let stage = StageAutomation(
        stage: "A",
        process: [
            mark("first"),
            .branch(
                id: "ask", title: "Ask", condition: quantity(.filled), then: [mark("yes"), mark("yes2")],
                otherwise: [.loop(id: "turn", title: "", condition: quantity(.filled), limit: 3, body: [mark("again", .after)])]),
            .parallel(id: "both", title: "", waitsForAll: true, branches: [[mark("left")], []]),
            .choice(
                id: "which", title: "", cases: [
                    ChoiceCase(condition: quantity(.equal, "1"), blocks: [mark("one")]), ChoiceCase(condition: quantity(.equal, "2")),
                ], otherwise: [mark("other")]),
            .stop(id: "end"),
        ])

    @Test(arguments: [
        ("first", "", 0, "stages[A].robots[0]"), ("both", "", 2, "stages[A].process[2]"), ("yes2", "ask.then", 1, "stages[A].process[1].then[1]"),
        ("again", "turn.body", 0, "stages[A].process[1].otherwise[0].body[0]"), ("left", "both.branches[0]", 0, "stages[A].process[2].branches[0][0]"),
        ("one", "which.cases[0]", 0, "stages[A].process[3].cases[0][0]"), ("other", "which.otherwise", 0, "stages[A].process[3].otherwise[0]"),
    ])
    func `every block has a place, and findings there lead back to it`(id: String, list: String, index: Int, path: String) throws {
        let place = try #require(stage.place(of: id))
        #expect(place == BlockPlace(try #require(BlockList(list)), index))
        #expect(place.list.description == list)
        #expect(stage.path(of: id) == path)
        #expect(stage.trail(to: "\(path).text").last?.id == id)
        #expect(stage.block(id)?.id == id)
        #expect(stage.blocks(in: place.list)?[index].id == id)
    }

    @Test func `places of the check are places of blocks`() async throws {
        var broken = stage
        try broken.replace("again", with: mark("again", text: "{=Document:}"))
        let world = try await World.make()
        let found = world.store.check(PipelineAutomation(stages: [broken]), of: OrderSource.pipeline, among: world.outlines)
        let error = try #require(found.first { $0.severity == .error })
        #expect(broken.trail(to: error.place).map(\.id) == ["ask", "turn", "again"])
        #expect(broken.trail(to: "stages[A]").isEmpty && broken.trail(to: "stages[A].robots[10]").isEmpty)
    }

    @Test(arguments: ["ask", "ask.", ".then", "ask.branches", "ask.branches[x]", "ask.branches[-1]", "ask.else", "ask.lanes[0]", "ask.cases"])
    func `a text that names no list is none`(text: String) {
        #expect(BlockList(text) == nil)
    }

    @Test func `a block is put in, replaced and taken out at any depth`() throws {
        var changed = stage
        try changed.insert(mark("new"), at: BlockPlace(.inside("both", .branch(1)), 7))
        try changed.insert(mark("top"), at: BlockPlace(.top, -1))
        #expect(changed.path(of: "new") == "stages[A].process[3].branches[1][0]")
        #expect(changed.process.first?.id == "top")
        try changed.remove("new")
        try changed.remove("top")
        #expect(changed == stage)
        try changed.replace("again", with: .stop(id: "again"))
        #expect(changed.block("again") == .stop(id: "again"))
    }

    @Test func `what is not there is refused and nothing changes`() throws {
        var changed = stage
        #expect(throws: Failure.self) { try changed.insert(mark("x"), at: BlockPlace(.inside("both", .branch(2)), 0)) }
        #expect(throws: Failure.self) { try changed.insert(mark("x"), at: BlockPlace(.inside("first", .body), 0)) }
        #expect(throws: Failure.self) { try changed.remove("nobody") }
        #expect(throws: Failure.self) { try changed.move("first", to: BlockPlace(.inside("nobody", .then), 0)) }
        #expect(changed == stage)
    }

    @Test func `a block moves with everything in it, but not into itself`() throws {
        var changed = stage
        #expect(throws: Failure.self) { try changed.move("ask", to: BlockPlace(.inside("turn", .body), 0)) }
        #expect(throws: Failure.self) { try changed.move("ask", to: BlockPlace(.inside("ask", .then), 0)) }
        #expect(changed == stage)
        try changed.move("turn", to: BlockPlace(.inside("both", .branch(1)), 0))
        #expect(changed.path(of: "again") == "stages[A].process[2].branches[1][0].body[0]")
        #expect(changed.blocks(in: .inside("ask", .otherwise)) == [])
    }

    @Test func `the position counts without the block itself`() throws {
        var changed = stage
        try changed.move("first", to: BlockPlace(.top, 2))
        #expect(changed.process.map(\.id) == ["ask", "both", "first", "which", "end"])
        try changed.move("first", to: BlockPlace(.top, 0))
        #expect(changed == stage, "within its list a robot stays exactly what it is")
    }

    @Test func `a robot that changes its list follows the block above it`() throws {
        var changed = stage
        try changed.move("first", to: BlockPlace(.inside("ask", .then), 1))
        #expect(changed.block("first") == mark("first", .after))
        try changed.move("yes", to: BlockPlace(.top, 1))
        #expect(changed.block("yes") == mark("yes", .after))
    }

    @Test(arguments: [
        ("first", BlockStep.up, nil), ("ask", .up, "stages[A].process[0]"), ("first", .down, "stages[A].robots[1]"), ("end", .down, nil),
        ("first", .inward, "stages[A].process[0].then[0]"), ("both", .inward, "stages[A].process[1].then[2]"),
        ("end", .inward, "stages[A].process[3].cases[0][1]"), ("which", .inward, "stages[A].process[2].branches[0][1]"), ("yes", .inward, nil),
        ("again", .outward, "stages[A].process[1].otherwise[1]"), ("first", .outward, nil),
        ("yes2", .across, "stages[A].process[1].otherwise[1]"), ("turn", .across, "stages[A].process[1].then[0]"),
        ("left", .across, "stages[A].process[2].branches[1][0]"), ("one", .across, "stages[A].process[3].cases[1][0]"), ("other", .across, "stages[A].process[3].cases[0][0]"), ("again", .across, nil), ("first", .across, nil),
    ])
    func `steps move a block by one`(id: String, step: BlockStep, path: String?) throws {
        var changed = stage
        guard let place = stage.place(of: id, after: step) else {
            #expect(path == nil)
            return
        }
        try changed.move(id, to: place)
        #expect(changed.path(of: id) == path)
    }

    @Test func `a copy has new ids everywhere and uses its own results`() throws {
        let uses = robot("mark", "uses", .after, if: .comparison(Comparison(Template("{=made:id}"), .filled)), ["text": "{=made:id} {=other:id}"])
        let original = Block.loop(id: "turn", title: "T", condition: quantity(.filled), limit: 3, body: [robot("mark", "made", .after, ["id": "made"]), uses])
        var number = 0
        let copy = try original.copied {
            number += 1
            return "\($0.kindName)_\(number)"
        }
        #expect(copy.family.map(\.id) == ["loop_1", "mark_2", "mark_3"])
        guard case .robot(let made) = copy.lists[0].blocks[0], case .robot(let user) = copy.lists[0].blocks[1] else {
            Issue.record("\(copy)")
            return
        }
        #expect(made.parameters == ["id": "made"], "a parameter called id is no block's id")
        #expect(user.parameters == ["text": "{=mark_2:id} {=other:id}"])
        #expect(user.condition == .comparison(Comparison(Template("{=mark_2:id}"), .filled)))
    }
}
