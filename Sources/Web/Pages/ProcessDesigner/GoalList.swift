import Automation
import CRM
import Kernel

/// «Ожидание»: what can be waited for, to choose from.
struct GoalList {
    let model: RobotsModel
    let stage: Stage
    /// The dialog that a choice leads to; the goal is added to it.
    let address: String
    let language: Language

    var page: Page {
        var page = Page(WaitTexts.wait[language], html)
        page.layout = .narrow
        page.lead = WaitTexts.chooseGoal.with(["stage": stage.name])[language]
        page.breadcrumbs = [
            (ProcessTexts.crumb[language], model.processAddress(stage.code, isEditing: true)), (stage.name[language], nil),
        ]
        return page
    }

    private var html: HTML {
        """
        <div data-filtered><input class="input kind-search" type="search" data-filter-items placeholder="\(RobotFormTexts.findKind, language)" \
        aria-label="\(RobotFormTexts.findKind, language)" autocomplete="off">\
        <h2 class="kind-group">\(WaitTexts.byItem, language)</h2><div class="kind-list">\
        \(row(.condition, .listChecks, WaitTexts.conditionHelp))\(row(.moment, .calendar, WaitTexts.momentHelp))</div>\
        <h2 class="kind-group">\(WaitTexts.byEvent, language)</h2>\
        <div class="kind-list">\(each: model.store.catalog.triggers, { row(.event($0.kind), .zap, nil) })</div></div>
        """
    }

    private func row(_ goal: WaitGoal, _ icon: Icon, _ help: Text?) -> HTML {
        """
        <a class="kind" href="\(url: "\(address)&goal=\(percentEncoded(goal.code))")" data-slideover="narrow">\(.icon(icon))\
        <span>\(goal.title(model.store.catalog), language)\(ifLet: help, { "<small class=\"kind-help\">\($0, language)</small>" })</span>\
        \(.icon(.chevronRight, size: .small))</a>
        """
    }
}
