/// A move of one block by one step, for those who do not drag.
package enum BlockStep: String, Sendable, CaseIterable {
    case up, down
    /// Into the block above it, or below it when the one above holds no lists.
    case inward
    /// Out of the block that holds it, right below that.
    case outward
    /// Into the next branch of the block that holds it; from the last into the first.
    case across
}

extension StageAutomation {
    /// Where a step leads, as `move(_:to:)` takes it; nil when it leads nowhere.
    package func place(of id: String, after step: BlockStep) -> BlockPlace? {
        guard let place = place(of: id), let siblings = blocks(in: place.list) else { return nil }
        switch step {
        case .up: return place.index > 0 ? BlockPlace(place.list, place.index - 1) : nil
        case .down: return place.index + 1 < siblings.count ? BlockPlace(place.list, place.index + 1) : nil
        case .inward: return inward(from: place.index, siblings)
        case .outward:
            return place.list.holder.flatMap { self.place(of: $0.block) }.map { BlockPlace($0.list, $0.index + 1) }
        case .across: return across(from: place)
        }
    }

    private func inward(from index: Int, _ siblings: [Block]) -> BlockPlace? {
        if index > 0, let list = siblings[index - 1].lists.first {
            return BlockPlace(.inside(siblings[index - 1].id, list.part), list.blocks.count)
        }
        guard index + 1 < siblings.count, let list = siblings[index + 1].lists.first else { return nil }
        return BlockPlace(.inside(siblings[index + 1].id, list.part), 0)
    }

    private func across(from place: BlockPlace) -> BlockPlace? {
        guard let holder = place.list.holder, let lists = block(holder.block)?.lists, lists.count > 1,
            let number = lists.firstIndex(where: { $0.part == holder.part })
        else { return nil }
        let next = lists[(number + 1) % lists.count]
        return BlockPlace(.inside(holder.block, next.part), min(place.index, next.blocks.count))
    }
}
