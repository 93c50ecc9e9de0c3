import Automation
import CRM
import Kernel

/// What the buttons of a block and a drop do to the draft. Each answers with the drawing anew, or leads back to the page.
enum BlockActions {
    /// As many as people can tell apart beside each other.
    static let mostBranches = 8

    /// What was done, as the page tells it.
    struct Done: Sendable {
        let stage: String
        /// Where to scroll.
        let block: String?
        var removed: (block: Block, place: BlockPlace)?
        var said: Text?
    }

    /// A drop: `item` into the list `list` at `position`.
    static func move(_ page: PageRequest) async throws -> PageResponse {
        let (id, position) = (page.form["item"] ?? "", page.form.number("position") ?? 0)
        guard let list = BlockList(page.form["list"] ?? "") else { throw Failure(.notFound, RobotsTexts.robotGone) }
        return try await act(page) { body, _ in
            guard let (place, block) = body.block(id) else { throw Failure(.notFound, RobotsTexts.robotGone) }
            try body.change(place.stage) { try $0.move(id, to: BlockPlace(list, position)) }
            return Done(stage: place.stage, block: id, said: moved(block))
        }
    }

    /// A button of a block: `act` is a step, `copy`, `delete`, `chain`, `branch`, `branch-N` to take an empty one away, or
    /// `earlier-N` to ask a case earlier.
    static func press(_ page: PageRequest) async throws -> PageResponse {
        let (id, name) = (page.parameters["setting"] ?? "", page.form["act"] ?? "")
        return try await act(page) { body, command in
            guard let (place, block) = body.block(id) else { throw Failure(.notFound, RobotsTexts.robotGone) }
            switch name {
            case "copy": return Done(stage: place.stage, block: try body.copy(id, in: command.transaction))
            case "delete":
                try body.change(place.stage) { _ = try $0.remove(id) }
                return Done(stage: place.stage, block: nil, removed: (block, BlockPlace(place.list, place.index)))
            case "chain": try body.replace(block, in: place.stage, with: rechained(block))
            case "branch": try body.replace(block, in: place.stage, with: widened(block))
            default:
                if let number = name.wholeMatch(of: /earlier-(\d{1,3})/).flatMap({ Int($0.output.1) }) {
                    try body.replace(block, in: place.stage, with: reordered(block, number))
                } else if let number = name.wholeMatch(of: /branch-(\d{1,3})/).flatMap({ Int($0.output.1) }) {
                    try body.replace(block, in: place.stage, with: narrowed(block, number))
                } else {
                    return try step(name, block, in: place.stage, &body)
                }
            }
            return Done(stage: place.stage, block: id)
        }
    }

    /// «Вернуть»: puts a block that was just deleted back.
    static func restore(_ page: PageRequest) async throws -> PageResponse {
        let stage = page.query["stage"] ?? ""
        let block = try Block(json: try JSONValue(parsing: page.form["block"] ?? ""))
        let place = BlockPlace(BlockList(page.form["list"] ?? "") ?? .top, page.form.number("position") ?? 0)
        return try await act(page) { body, _ in
            if block.family.contains(where: { body.block($0.id) != nil }) { throw Failure(.conflict, ProcessTexts.isBack) }
            try body.change(stage) { try $0.insert(block, at: place) }
            return Done(stage: stage, block: block.id)
        }
    }

    private static func act(
        _ page: PageRequest, _ change: @escaping @Sendable (inout PipelineAutomation, Command) throws -> Done
    ) async throws -> PageResponse {
        let done = try await DraftEditing.edit(page) { body, model, command in
            let done = try change(&body, command)
            guard model.place(done.stage) != nil else { throw Failure(.notFound, RobotsTexts.stageGone) }
            return done
        }
        guard page.isFragment else {
            return .redirect(ProcessPage.address(page, done.stage) + (done.block.map { "#robot-\($0)" } ?? ""))
        }
        let model = try await RobotDialogs.editable(page)
        guard let stage = model.place(done.stage) else { throw Failure(.notFound, RobotsTexts.stageGone) }
        return .fragment(ProcessView(model: model, stage: stage, mode: .edit, page: page, done: done).fragment)
    }

    // MARK: Single blocks

    private static func step(
        _ name: String, _ block: Block, in stage: String, _ body: inout PipelineAutomation
    ) throws -> Done {
        guard let step = BlockStep(rawValue: name) else { throw Failure(.invalid, ProcessTexts.unknownStep) }
        // A step that leads nowhere is a second press on a page that has not been drawn anew yet.
        guard let place = body[stage: stage]?.place(of: block.id, after: step) else { return Done(stage: stage, block: block.id) }
        try body.change(stage) { try $0.move(block.id, to: place) }
        return Done(stage: stage, block: block.id, said: moved(block))
    }

    private static func moved(_ block: Block) -> Text {
        ProcessTexts.moved.with(["title": block.title.isEmpty ? block.look.title : Text(verbatim: block.title)])
    }

    private static func rechained(_ block: Block) throws -> Block {
        guard case .robot(var robot) = block else { throw Failure(.invalid, ProcessTexts.unknownStep) }
        robot.timing.afterPrevious.toggle()
        return .robot(robot)
    }

    private static func widened(_ block: Block) throws -> Block {
        guard case .parallel(let id, let title, let waitsForAll, let branches) = block else {
            throw Failure(.invalid, ProcessTexts.unknownStep)
        }
        guard branches.count < mostBranches else { throw Failure(.invalid, ProcessTexts.manyBranches) }
        return .parallel(id: id, title: title, waitsForAll: waitsForAll, branches: branches + [[]])
    }

    private static func reordered(_ block: Block, _ number: Int) throws -> Block {
        guard case .choice(let id, let title, var cases, let otherwise) = block, number > 0, cases.indices.contains(number) else {
            throw Failure(.notFound, RobotsTexts.robotGone)
        }
        cases.swapAt(number, number - 1)
        return .choice(id: id, title: title, cases: cases, otherwise: otherwise)
    }

    private static func narrowed(_ block: Block, _ number: Int) throws -> Block {
        if case .choice(let id, let title, var cases, let otherwise) = block, cases.indices.contains(number) {
            guard cases[number].blocks.isEmpty else { throw Failure(.invalid, ProcessTexts.branchNotEmpty) }
            guard cases.count > 1 else { throw Failure(.invalid, ProcessTexts.lastBranch) }
            cases.remove(at: number)
            return .choice(id: id, title: title, cases: cases, otherwise: otherwise)
        }
        guard case .parallel(let id, let title, let waitsForAll, var branches) = block, branches.indices.contains(number) else {
            throw Failure(.notFound, RobotsTexts.robotGone)
        }
        guard branches[number].isEmpty else { throw Failure(.invalid, ProcessTexts.branchNotEmpty) }
        guard branches.count > 1 else { throw Failure(.invalid, ProcessTexts.lastBranch) }
        branches.remove(at: number)
        return .parallel(id: id, title: title, waitsForAll: waitsForAll, branches: branches)
    }
}

extension PipelineAutomation {
    fileprivate mutating func replace(_ block: Block, in stage: String, with other: Block) throws {
        try change(stage) { try $0.replace(block.id, with: other) }
    }
}
