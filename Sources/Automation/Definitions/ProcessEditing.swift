import Kernel

/// Changes of a stage's process, block by block. Ids are unique in a stage; a body in which they are not is refused by the check.
extension StageAutomation {
    /// A block at any depth.
    package func block(_ id: String) -> Block? {
        process.lazy.flatMap(\.family).first { $0.id == id }
    }

    /// Where a block stands.
    package func place(of id: String) -> BlockPlace? { process.place(of: id, in: .top) }

    /// The blocks of a list; nil when there is no such list.
    package func blocks(in list: BlockList) -> [Block]? {
        guard let holder = list.holder else { return process }
        return block(holder.block)?.lists.first { $0.part == holder.part }?.blocks
    }

    /// Puts a block into a list; positions outside it are its ends.
    /// - Throws: `Failure` `.notFound` when there is no such list.
    package mutating func insert(_ block: Block, at place: BlockPlace) throws {
        let isDone = process.change(place.list) { $0.insert(block, at: min(max(place.index, 0), $0.count)) }
        if !isDone { throw Failure(.notFound, DefinitionTexts.noList) }
    }

    /// Takes a block and everything in it out.
    /// - Throws: `Failure` `.notFound` when it does not stand here.
    @discardableResult
    package mutating func remove(_ id: String) throws -> Block {
        guard let block = block(id), let place = place(of: id) else { throw Failure(.notFound, DefinitionTexts.noBlock) }
        process.change(place.list) { $0.remove(at: place.index) }
        return block
    }

    /// Puts another block, usually the same one changed, in the place of a block.
    /// - Throws: `Failure` `.notFound` when it does not stand here.
    package mutating func replace(_ id: String, with block: Block) throws {
        guard let place = place(of: id) else { throw Failure(.notFound, DefinitionTexts.noBlock) }
        process.change(place.list) { $0[place.index] = block }
    }

    /// Moves a block with everything in it. `place` counts without the block itself. A robot that comes from or goes into
    /// another list follows the block above it: that is what lists inside blocks mean.
    /// - Throws: `Failure` `.notFound`; `.invalid` for a place inside the block itself. Nothing has changed then.
    package mutating func move(_ id: String, to place: BlockPlace) throws {
        guard let from = self.place(of: id), let there = block(id) else { throw Failure(.notFound, DefinitionTexts.noBlock) }
        if let holder = place.list.holder, there.family.contains(where: { $0.id == holder.block }) {
            throw Failure(.invalid, DefinitionTexts.intoItself)
        }
        var changed = self
        var block = try changed.remove(id)
        if case .robot(var robot) = block, from.list != place.list {
            robot.timing.afterPrevious = true
            block = .robot(robot)
        }
        try changed.insert(block, at: place)
        self = changed
    }

    /// Where a block is in the words of findings: `stages[QUOTE].process[0].then[1]`.
    package func path(of id: String) -> String? {
        for (index, block) in process.enumerated() {
            if let rest = block.path(of: id) { return "stages[\(stage)].\(block.listName)[\(index)]\(rest)" }
        }
        return nil
    }

    /// The blocks that a finding's place leads through, from the outside in; empty when it is about the stage or a trigger.
    package func trail(to place: String) -> [Block] {
        let head = "stages[\(stage)]."
        guard place.hasPrefix(head) else { return [] }
        // The index is in the place: pages ask this for every finding.
        let list = place.dropFirst(head.count)
        guard let open = list.firstIndex(of: "["), let index = Int(list[list.index(after: open)...].prefix { $0 != "]" }),
            process.indices.contains(index), let rest = place.rest(after: "\(head)\(process[index].listName)[\(index)]")
        else { return [] }
        return process[index].trail(to: rest)
    }
}

extension [Block] {
    fileprivate func place(of id: String, in list: BlockList) -> BlockPlace? {
        for (index, block) in enumerated() {
            if block.id == id { return BlockPlace(list, index) }
            for (part, blocks) in block.lists {
                if let found = blocks.place(of: id, in: .inside(block.id, part)) { return found }
            }
        }
        return nil
    }

    /// - Returns: whether there is such a list.
    @discardableResult
    fileprivate mutating func change<T>(_ list: BlockList, _ body: (inout [Block]) -> T) -> Bool {
        guard let holder = list.holder else {
            _ = body(&self)
            return true
        }
        for index in indices {
            for (part, blocks) in self[index].lists {
                var inner = blocks
                let isHere = self[index].id == holder.block && part == holder.part
                guard inner.change(isHere ? .top : list, body) else { continue }
                self[index] = self[index].holding(inner, in: part)
                return true
            }
        }
        return false
    }
}

extension Block {
    /// The way to a block inside this one: empty for this one itself.
    fileprivate func path(of id: String) -> String? {
        if self.id == id { return "" }
        for (part, blocks) in lists {
            for (index, block) in blocks.enumerated() {
                if let rest = block.path(of: id) { return ".\(part)[\(index)]\(rest)" }
            }
        }
        return nil
    }

    fileprivate func trail(to place: String) -> [Block] {
        for (part, blocks) in lists {
            for (index, block) in blocks.enumerated() {
                if let rest = place.rest(after: ".\(part)[\(index)]") { return [self] + block.trail(to: rest) }
            }
        }
        return [self]
    }
}

extension String {
    /// What follows a place; nil when this is not it or something in it.
    fileprivate func rest(after place: String) -> String? {
        guard hasPrefix(place) else { return nil }
        let rest = String(dropFirst(place.count))
        return rest.isEmpty || rest.hasPrefix(".") ? rest : nil
    }
}
