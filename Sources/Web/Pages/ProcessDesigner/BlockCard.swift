import Automation
import CRM
import Kernel

/// One block of the drawing: what it is, what it does, what is wrong with it, its buttons.
struct BlockCard {
    let tree: ProcessTree
    let block: Block
    let place: BlockPlace
    private var language: Language { tree.language }
    private var words: ConditionWords { tree.wording.words }
    private var waits: WaitWords { WaitWords(cards: tree.wording) }

    var html: HTML {
        let problem = tree.findings.error(block.id) ?? peopleProblem
        let warning = tree.findings.warning(block.id).flatMap { $0 == problem ? nil : $0 }
        let look = block.look
        return """
            <article\(classes: "flow-card", "flow-\(BlockKind(rawValue: block.kindName)?.rawValue ?? "robot")", problem == nil ? nil : "has-problem") \
            id="robot-\(block.id)" data-block>\
            <p class="flow-kind"><span class="flow-tile">\(.icon(look.icon, size: .small))</span>\(kindTitle)</p>\
            <p class="flow-title">\(title)</p>\(each: notes, { "<p class=\"flow-note\">\(.icon($0.icon, size: .small))<span>\($0.text)</span></p>" })\
            \(ifLet: problem, { "<p class=\"robot-problem\" role=\"alert\">\(.icon(.triangleAlert, size: .small))<span>\($0)</span></p>" })\
            \(ifLet: warning, { "<p class=\"robot-warning\">\(.icon(.info, size: .small))<span>\($0)</span></p>" })\
            \(if: tree.isEditing, tools)</article>
            """
    }

    // MARK: Words

    private var kindTitle: String {
        switch block {
        case .robot(let robot): tree.model.store.catalog[robot: robot.kind]?.title[language] ?? block.look.title[language]
        case .stop: ProcessTexts.stopKind[language]
        case .branch, .choice, .parallel, .delay, .loop, .wait, .each: block.look.title[language]
        }
    }

    private var title: HTML {
        guard tree.isEditing, let address = editAddress else { return "\(titleWords)" }
        return "<a id=\"edit-\(block.id)\" href=\"\(url: address)\" data-slideover=\"narrow\">\(titleWords)</a>"
    }

    private var titleWords: String {
        if !block.title.isEmpty { return block.title }
        switch block {
        case .robot, .stop: return block.look.title[language]
        case .choice(_, _, let cases, _): return ProcessTexts.caseCount(cases.count)[language]
        case .parallel(_, _, _, let branches): return ProcessTexts.branchCount(branches.count)[language]
        case .branch(_, _, let condition, _, _): return words.sentence(condition)
        case .delay(_, _, let timing): return waits.moment(timing)
        case .wait(_, _, let rule, _, _): return waits.goal(rule)
        case .each(_, _, let list, _, _): return waits.list(list)
        case .loop(_, _, let condition, _, _): return "\(RobotsTexts.loopBlock[language]) \(words.sentence(condition))"
        }
    }

    private var notes: [(icon: Icon, text: String)] {
        let isNamed = !block.title.isEmpty
        switch block {
        case .robot(let robot): return notes(robot)
        case .branch(_, _, let condition, _, _): return isNamed ? [(.gitBranch, words.sentence(condition))] : []
        case .choice: return []
        case .parallel(_, _, let waitsForAll, _):
            return [(.network, (waitsForAll ? ProcessTexts.waitsForAll : ProcessTexts.waitsForAny)[language])]
        case .delay(_, _, let timing): return isNamed ? [(.clock, waits.moment(timing))] : []
        case .wait(_, _, let rule, _, _):
            return (isNamed ? [(.timer, waits.goal(rule))] : []) + waits.details(rule).map { (.listChecks, $0) }
                + [(.clock, waits.deadline(rule))]
        case .each(_, _, let list, let limit, _):
            return (isNamed ? [(.list, waits.list(list))] : []) + [(.timer, WaitTexts.listLimit(limit)[language])]
        case .loop(_, _, let condition, let limit, _):
            let most = RobotsTexts.loopLimit.with(["count": String(limit)])[language]
            let sentence = "\(RobotsTexts.loopBlock[language]) \(words.sentence(condition))"
            return (isNamed ? [(.refreshCw, sentence)] : []) + [(.timer, most)]
        case .stop: return []
        }
    }

    private func notes(_ robot: RobotSetting) -> [(icon: Icon, text: String)] {
        let card = tree.wording.card(robot)
        let hasAddressee = tree.model.store.catalog[robot: robot.kind]?.addresseeParameter != nil
        var notes: [(icon: Icon, text: String)] = []
        if !robot.timing.isImmediate { notes.append((.clock, waits.moment(robot.timing))) }
        if hasAddressee, !card.recipients.isEmpty { notes.append((.user, card.recipients.joined(separator: ", "))) }
        if let detail = card.detail { notes.append((.fileText, detail)) }
        if let condition = card.condition { notes.append((.gitBranch, condition)) }
        return notes
    }

    private var peopleProblem: String? {
        guard case .robot(let robot) = block else { return nil }
        return tree.wording.problems(robot).first
    }

    // MARK: Buttons

    private var editAddress: String? {
        switch block {
        case .robot(let robot): "\(tree.model.address)/robots/\(percentEncoded(robot.id))/edit?screen=process"
        case .branch, .choice, .parallel, .delay, .loop, .wait, .each: "\(tree.model.address)/blocks/\(percentEncoded(block.id))/edit"
        case .stop: nil
        }
    }

    private var addCase: String? {
        guard case .choice(_, _, let cases, _) = block, cases.count < BlockActions.mostBranches else { return nil }
        return "\(tree.model.address)/blocks/\(percentEncoded(block.id))/edit?case=\(cases.count)"
    }

    private var tools: HTML {
        let address = "\(tree.model.address)/blocks/\(percentEncoded(block.id))"
        return .form(
            action: address, csrf: tree.csrf, attributes: " class=\"flow-tools\" hx-post=\"\(url: address)\" hx-swap=\"none\"",
            """
            \(ifLet: editAddress, { .iconLink(.pencil, label: label(ComponentTexts.change), to: $0, size: .small, attributes: " data-slideover=\"narrow\"") })\
            \(ifLet: addCase, { .iconLink(.plus, label: label(ProcessTexts.addCase), to: $0, size: .small, attributes: " data-slideover=\"narrow\"") })\
            \(tool("copy", .copy, ComponentTexts.copy))\(each: steps, { tool($0.act, $0.icon, $0.label) })\
            \(tool("delete", .trash2, ComponentTexts.delete))
            """)
    }

    private var steps: [(act: String, icon: Icon, label: Text)] {
        let process = tree.model.edited[stage: tree.stage.code]
        var steps: [(act: String, icon: Icon, label: Text)] = BlockStep.allCases.compactMap { step in
            process?.place(of: block.id, after: step) == nil ? nil : (step.rawValue, step.look.icon, step.look.label)
        }
        if case .robot(let robot) = block, !tree.isProcess, place.list == .top, place.index > 0 {
            steps.append(
                robot.timing.afterPrevious
                    ? ("chain", .play, ProcessTexts.startChain) : ("chain", .link, ProcessTexts.joinChain))
        }
        if case .parallel(_, _, _, let branches) = block, branches.count < BlockActions.mostBranches {
            steps.append(("branch", .plus, ProcessTexts.addBranch))
        }
        return steps
    }

    private func label(_ word: Text) -> String { "\(word[language]): \(tree.title(block))" }

    private func tool(_ act: String, _ icon: Icon, _ word: Text) -> HTML {
        .iconButton(
            icon, label: label(word), size: .small, type: .submit,
            attributes: " name=\"act\" value=\"\(act)\" id=\"act-\(act)-\(block.id)\"")
    }
}

extension BlockStep {
    fileprivate var look: (icon: Icon, label: Text) {
        switch self {
        case .up: (.arrowUp, ProcessTexts.up)
        case .down: (.arrowDown, ProcessTexts.down)
        case .inward: (.chevronRight, ProcessTexts.inward)
        case .outward: (.chevronLeft, ProcessTexts.outward)
        case .across: (.arrowRight, ProcessTexts.across)
        }
    }
}
