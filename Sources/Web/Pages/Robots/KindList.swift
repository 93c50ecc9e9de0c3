import Automation
import CRM
import Kernel

/// «+ добавить»: the kinds to choose from.
struct KindList {
    let model: RobotsModel
    let stage: Stage
    let part: RobotDialogs.Part
    let language: Language
    /// Where in the process; nil on the robots screen, which has robots only.
    var place: BlockPlace?
    var csrf = ""

    private var isProcess: Bool { place != nil }

    var page: Page {
        let isRobots = part == .robots
        var page = Page((isProcess ? ProcessTexts.newBlock : isRobots ? RobotFormTexts.newRobot : RobotFormTexts.newTrigger)[language], html)
        page.layout = .narrow
        let lead = isProcess ? ProcessTexts.choose : isRobots ? RobotFormTexts.chooseRobot : RobotFormTexts.chooseTrigger
        page.lead = lead.with(["stage": stage.name])[language]
        let back = isProcess ? model.processAddress(stage.code, isEditing: true) : "\(model.address)?edit=1"
        page.breadcrumbs = [((isProcess ? ProcessTexts.crumb : RobotsTexts.title)[language], back), (stage.name[language], nil)]
        return page
    }

    private var html: HTML {
        """
        <div data-filtered><input class="input kind-search" type="search" data-filter-items placeholder="\(RobotFormTexts.findKind, language)" \
        aria-label="\(RobotFormTexts.findKind, language)" autocomplete="off">\(if: isProcess, constructs)\(each: groups, group)</div>
        """
    }

    private func group(_ title: Text, _ kinds: [(code: String, title: Text)]) -> HTML {
        let heading: HTML = title.russian.isEmpty ? HTML() : "<h2 class=\"kind-group\">\(title, language)</h2>"
        return "\(heading)<div class=\"kind-list\">\(each: kinds, { row($0.code, $0.title[language]) })</div>"
    }

    private func row(_ code: String, _ title: String) -> HTML {
        let address = "\(model.address)/\(part.rawValue)/new?stage=\(percentEncoded(stage.code))&kind=\(percentEncoded(code))\(placing)"
        return """
            <a class="kind" href="\(url: address)" data-slideover="narrow">\(.icon(part == .robots ? .bot : .zap))<span>\(title)</span>\
            \(.icon(.chevronRight, size: .small))</a>
            """
    }

    private var placing: String {
        place.map { "&list=\(percentEncoded($0.list.description))&position=\($0.index)&screen=process" } ?? ""
    }

    // MARK: Blocks that are no robots

    private var constructs: HTML {
        """
        <h2 class="kind-group">\(ProcessTexts.constructs, language)</h2>\
        <div class="kind-list">\(each: BlockKind.allCases, construct)</div>
        """
    }

    private func construct(_ kind: BlockKind) -> HTML {
        let query = "?stage=\(percentEncoded(stage.code))&kind=\(kind.rawValue)\(placing)"
        let words: HTML = "<span>\(kind.title, language)<small class=\"kind-help\">\(kind.help, language)</small></span>"
        if kind == .stop {
            return .form(
                action: "\(model.address)/blocks\(query)", csrf: csrf, attributes: " class=\"kind-form\"",
                "<button class=\"kind\">\(.icon(kind.icon))\(words)\(.icon(.plus, size: .small))</button>")
        }
        return """
            <a class="kind" href="\(url: "\(model.address)/blocks/new\(query)")" data-slideover="narrow">\(.icon(kind.icon))\(words)\
            \(.icon(.chevronRight, size: .small))</a>
            """
    }

    private var groups: [(title: Text, kinds: [(code: String, title: Text)])] {
        switch part {
        case .robots:
            model.store.catalog.groups.map { group in
                (group.title, group.robots.filter { $0.suits(model.name) && (isProcess || !$0.isForProcesses) }.map { ($0.kind.rawValue, $0.title) })
            }.filter { !$0.kinds.isEmpty }
        case .triggers: [(Text(verbatim: ""), model.store.catalog.triggers.map { ($0.kind, $0.title) })]
        }
    }
}
