import Automation
import CRM
import Kernel

/// A block of a process in words: what happens, in order, with its branches indented.
struct ProcessWords {
    let cards: CardWording
    private var language: Language { cards.language }

    /// One block of a column as a card that leads to the designer.
    func card(_ block: Block, designer: String, _ findings: BoardFindings) -> HTML {
        let problem = findings.error(in: block.id)
        let warning = findings.warning(in: block.id)
        return """
            <article\(classes: "robot", "process", problem == nil ? nil : "has-problem") id="robot-\(block.id)" data-item="\(block.id)">\
            <p class="robot-timing">\(.icon(.workflow, size: .small))\(RobotsTexts.fromDesigner, language)</p>\
            \(self.block(block))\
            \(ifLet: problem, { "<p class=\"robot-problem\" role=\"alert\">\(.icon(.triangleAlert, size: .small))<span>\($0)</span></p>" })\
            \(ifLet: warning, { "<p class=\"robot-warning\">\(.icon(.info, size: .small))<span>\($0)</span></p>" })\
            <div class="robot-actions"><a href="\(url: designer)#robot-\(block.id)">\(ProcessTexts.open, language)</a></div></article>
            """
    }

    private func list(_ blocks: [Block]) -> HTML {
        "<ol class=\"process-list\">\(each: blocks, { "<li>\(block($0))</li>" })</ol>"
    }

    private func block(_ block: Block) -> HTML {
        switch block {
        case .robot(let robot): return line(robot)
        case .branch(_, let title, let condition, let then, let otherwise):
            let sentence = cards.words.sentence(condition)
            return """
                \(head(.gitBranch, RobotsTexts.ifBlock[language], title.isEmpty ? sentence : title))\
                \(if: !title.isEmpty, "<p class=\"process-note\">\(sentence)</p>")\(list(then))\
                \(if: !otherwise.isEmpty, "<p class=\"process-else\">\(RobotsTexts.otherwise, language)</p>\(list(otherwise))")
                """
        case .choice(_, let title, let cases, let otherwise):
            return """
                \(head(.listChecks, ProcessTexts.choice[language], title))\(each: cases, { option in
                    "<p class=\"process-else\">\(option.title.isEmpty ? cards.words.sentence(option.condition) : option.title)</p>\(list(option.blocks))"
                })\(if: !otherwise.isEmpty, "<p class=\"process-else\">\(RobotsTexts.otherwise, language)</p>\(list(otherwise))")
                """
        case .parallel(_, let title, let waitsForAll, let branches):
            let words = waitsForAll ? RobotsTexts.parallelAll : RobotsTexts.parallelAny
            return """
                \(head(.network, words[language], title))\(each: Array(branches.enumerated()), { number, branch in
                    "<p class=\"process-else\">\(RobotsTexts.branchNumber.with(["number": String(number + 1)]), language)</p>\(list(branch))"
                })
                """
        case .delay(_, let title, let timing):
            let moment = timing.title { cards.words.vocabulary.title(ofField: $0) }[language]
            return "\(head(.clock, title.isEmpty ? RobotsTexts.waitBlock[language] : title, ""))<p class=\"process-note\">\(moment)</p>"
        case .loop(_, let title, let condition, let limit, let body):
            let most = RobotsTexts.loopLimit.with(["count": String(limit)])[language]
            return """
                \(head(.refreshCw, RobotsTexts.loopBlock[language], title))\
                <p class="process-note">\(cards.words.sentence(condition)), \(most)</p>\(list(body))
                """
        case .wait(_, let title, let rule, let came, let missed): return wait(title, rule, came, missed)
        case .each(_, let title, let list, let limit, let body):
            let waits = WaitWords(cards: cards)
            return """
                \(head(.list, WaitTexts.each[language], title))\
                <p class="process-note">\(waits.list(list)), \(WaitTexts.listLimit(limit), language)</p>\(self.list(body))
                """
        case .stop: return head(.ban, RobotsTexts.stopBlock[language], "")
        }
    }

    private func wait(_ title: String, _ rule: WaitRule, _ came: [Block], _ missed: [Block]) -> HTML {
        let waits = WaitWords(cards: cards)
        let notes = (title.isEmpty ? [] : [waits.goal(rule)]) + waits.details(rule) + [waits.deadline(rule)]
        return """
            \(head(.timer, WaitTexts.waitFor[language], title.isEmpty ? waits.goal(rule) : title))\
            \(each: notes, { "<p class=\"process-note\">\($0)</p>" })\(if: !came.isEmpty, list(came))\
            \(if: !missed.isEmpty, "<p class=\"process-else\">\(WaitTexts.missed, language)</p>\(list(missed))")
            """
    }

    private func head(_ icon: Icon, _ word: String, _ title: String) -> HTML {
        """
        <p class="process-line">\(.icon(icon, size: .small))<span><b>\(word)</b>\(if: !title.isEmpty, " \(title)")</span></p>
        """
    }

    private func line(_ robot: RobotSetting) -> HTML {
        let card = cards.card(robot)
        let to = card.recipients.joined(separator: ", ")
        let timing = robot.timing.isImmediate ? nil : card.timing
        return """
            <p class="process-line">\(.icon(.bot, size: .small))<span><b>\(robot.title)</b>\
            \(ifLet: card.detail, { " \($0)" })</span></p>\
            <p class="process-note">\(ComponentTexts.recipient, language) \(to)\(ifLet: timing, { ", \($0)" })</p>\
            \(ifLet: card.condition, { "<p class=\"process-note\">\($0)</p>" })\
            \(ifLet: card.problem, { "<p class=\"robot-problem\">\(.icon(.triangleAlert, size: .small))<span>\($0)</span></p>" })
            """
    }
}
