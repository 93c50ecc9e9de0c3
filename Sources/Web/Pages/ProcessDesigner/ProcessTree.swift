import Automation
import CRM
import Kernel

/// A process drawn from top to bottom, branches side by side. Lists are sortable while the process is being changed.
struct ProcessTree {
    let model: RobotsModel
    let stage: Stage
    let wording: CardWording
    let findings: BoardFindings
    let isEditing: Bool
    let csrf: String
    let language: Language
    /// A process of its own, which is one sequence; otherwise a stage's.
    var isProcess = false

    func html(_ process: [Block]) -> HTML {
        """
        <p class="flow-pill flow-start">\(.icon(.play, size: .small))\(isProcess ? ProcessesTexts.begins : ProcessTexts.start, language)</p>\
        \(if: process.isEmpty, "<p class=\"flow-empty\">\(isProcess ? ProcessesTexts.empty : ProcessTexts.empty, language)</p>")\
        \(list(process, .top))<p class="flow-pill flow-end">\(ProcessTexts.end, language)</p>
        """
    }

    // MARK: Lists

    /// The «+» of the first place stands above the list, the others belong to the block above them: so the position of a drop
    /// is the position in the process.
    private func list(_ blocks: [Block], _ list: BlockList) -> HTML {
        let address = isEditing ? "\(model.address)/process/move" : nil
        return """
            \(plus(BlockPlace(list, 0), after: nil))<ol class="flow-list"\(attribute: "data-sortable", address == nil ? nil : "process")\
            \(attribute: "data-sort-url", address) data-list="\(list.description)">\
            \(each: Array(blocks.enumerated()), { index, block in item(block, BlockPlace(list, index), blocks) })</ol>
            """
    }

    private func item(_ block: Block, _ place: BlockPlace, _ siblings: [Block]) -> HTML {
        let startsChain = isChainHead(block, place)
        let next = place.index + 1
        let endsChain = next < siblings.count && isChainHead(siblings[next], BlockPlace(place.list, next))
        return """
            <li\(classes: "flow-item", endsFlow(block) ? "is-end" : nil) data-item="\(block.id)">\
            \(if: startsChain, "<p class=\"flow-pill flow-chain\">\(.icon(.play, size: .small))\(ProcessTexts.parallelStart, language)</p><i class=\"flow-line\"></i>")\
            \(BlockCard(tree: self, block: block, place: place).html)\(inside(block))\
            \(plus(BlockPlace(place.list, next), after: block))\(if: endsChain, "<i class=\"flow-dot\"></i>")</li>
            """
    }

    /// In the stage's own list a robot that does not follow the one above starts with the stage.
    func isChainHead(_ block: Block, _ place: BlockPlace) -> Bool {
        guard !isProcess, place.list == .top, place.index > 0, case .robot(let robot) = block else { return false }
        return !robot.timing.afterPrevious
    }

    private func endsFlow(_ block: Block) -> Bool { if case .stop = block { true } else { false } }

    private func plus(_ place: BlockPlace, after block: Block?) -> HTML {
        guard isEditing else { return "<i class=\"flow-line\"></i>" }
        let address = "\(model.address)/blocks/new?stage=\(percentEncoded(stage.code))&list=\(percentEncoded(place.list.description))"
            + "&position=\(place.index)"
        let label = block.map { ProcessTexts.addAfter.with(["title": title($0)]) } ?? ProcessTexts.addHere
        return """
            <span class="flow-plus"><a href="\(url: address)" data-slideover="narrow" aria-label="\(label, language)" \
            title="\(ProcessTexts.addHere, language)">\(.icon(.plus, size: .small))</a></span>
            """
    }

    func title(_ block: Block) -> String { block.title.isEmpty ? block.look.title[language] : block.title }

    // MARK: Branches

    private func inside(_ block: Block) -> HTML {
        switch block {
        case .robot, .delay, .stop: HTML()
        case .branch(let id, _, _, let then, let otherwise):
            lanes([
                lane(ProcessTexts.yes[language], "flow-yes", then, .inside(id, .then), HTML()),
                lane(ProcessTexts.no[language], "flow-no", otherwise, .inside(id, .otherwise), HTML()),
            ])
        case .choice(let id, _, let cases, let otherwise):
            lanes(
                cases.enumerated().map { number, option in
                    lane(
                        optionTitle(option), "flow-yes", option.blocks, .inside(id, .option(number)), optionTools(id, number, cases),
                        head: optionHead(id, number, option))
                } + [lane(ProcessTexts.otherwise[language], "flow-no", otherwise, .inside(id, .otherwise), HTML())])
        case .parallel(let id, _, let waitsForAll, let branches):
            """
            \(lanes(branches.enumerated().map { number, branch in
                lane(
                    ProcessTexts.branchNumber.with(["number": String(number + 1)])[language], nil, branch, .inside(id, .branch(number)),
                    removal(id, number, branch, of: branches.count))
            }))<p class="flow-pill flow-join">\((waitsForAll ? ProcessTexts.waitsForAll : ProcessTexts.waitsForAny), language)</p>
            """
        case .loop(let id, _, _, _, let body): turn(id, body, ProcessTexts.again)
        case .each(let id, _, _, _, let body): turn(id, body, WaitTexts.nextElement)
        case .wait(let id, _, let rule, let came, let missed): wait(id, rule, came, missed)
        }
    }

    private func turn(_ id: String, _ body: [Block], _ again: Text) -> HTML {
        """
        <i class="flow-line"></i><div class="flow-turn" data-nest>\(list(body, .inside(id, .body)))\
        <p class="flow-pill flow-again">\(.icon(.rotateCcw, size: .small))\(again, language)</p></div>
        """
    }

    /// Without a deadline there is one way only, unless blocks were left in the other.
    private func wait(_ id: String, _ rule: WaitRule, _ came: [Block], _ missed: [Block]) -> HTML {
        let coming = lane(WaitTexts.came[language], "flow-yes", came, .inside(id, .then), HTML())
        guard rule.deadline != nil || !missed.isEmpty else { return lanes([coming]) }
        return lanes([coming, lane(WaitTexts.missed[language], "flow-no", missed, .inside(id, .otherwise), HTML())])
    }

    private func lanes(_ lanes: [HTML]) -> HTML {
        "<i class=\"flow-line\"></i><div class=\"flow-lanes\" data-nest>\(lanes)</div>"
    }

    /// - Parameter head: the label as it is shown, where that is more than words.
    private func lane(
        _ label: String, _ className: String?, _ blocks: [Block], _ list: BlockList, _ removal: HTML, head: HTML? = nil
    ) -> HTML {
        let ends = blocks.last.map(endsFlow) ?? false
        return """
            <section\(classes: "flow-lane", ends ? "is-end" : nil) aria-label="\(label)">\
            <div\(classes: "flow-pill", "flow-label", className)>\(head ?? "\(label)")\(removal)</div>\
            \(self.list(blocks, list))<i class="flow-tail"></i></section>
            """
    }

    // MARK: Cases of a choice

    private func optionTitle(_ option: ChoiceCase) -> String {
        option.title.isEmpty ? wording.words.sentence(option.condition) : option.title
    }

    /// The condition behind a title is said when the pointer rests on it.
    private func optionHead(_ id: String, _ number: Int, _ option: ChoiceCase) -> HTML {
        let sentence = wording.words.sentence(option.condition)
        guard isEditing else { return "<span title=\"\(sentence)\">\(optionTitle(option))</span>" }
        let address = "\(model.address)/blocks/\(percentEncoded(id))/edit?case=\(number)"
        return """
            <a id="edit-\(id)-\(number)" href="\(url: address)" data-slideover="narrow" title="\(sentence)">\(optionTitle(option))</a>
            """
    }

    private func optionTools(_ id: String, _ number: Int, _ cases: [ChoiceCase]) -> HTML {
        guard isEditing else { return HTML() }
        let title = ["number": String(number + 1)]
        let earlier: HTML =
            number == 0 ? HTML() : small(id, "earlier-\(number)", .arrowLeft, ProcessTexts.earlier.with(title)[language])
        let isRemovable = cases[number].blocks.isEmpty && cases.count > 1
        return "\(earlier)\(if: isRemovable, small(id, "branch-\(number)", .x, ProcessTexts.removeCase.with(title)[language]))"
    }

    /// An empty branch can be taken away, as long as another is left.
    private func removal(_ id: String, _ number: Int, _ blocks: [Block], of count: Int) -> HTML {
        guard isEditing, blocks.isEmpty, count > 1 else { return HTML() }
        let label = ProcessTexts.removeBranch.with(["number": String(number + 1)])[language]
        return small(id, "branch-\(number)", .x, label)
    }

    /// A button in the label of a branch.
    private func small(_ id: String, _ act: String, _ icon: Icon, _ label: String) -> HTML {
        let address = "\(model.address)/blocks/\(percentEncoded(id))"
        return .form(
            action: address, csrf: csrf, attributes: " class=\"flow-removal\" hx-post=\"\(url: address)\" hx-swap=\"none\"",
            "<button name=\"act\" value=\"\(act)\" aria-label=\"\(label)\" title=\"\(label)\">\(.icon(icon, size: .small))</button>")
    }
}
