import Kernel

/// A robot or a trigger as the robots screen shows it.
package struct RobotCardModel: Sendable {
    package let id: String
    package let title: String
    /// «сразу», «после предыдущего», «через 3 дня, в рабочее время»; nil for triggers.
    package var timing: String?
    /// Who gets it; empty when nobody does.
    package var recipients: [String] = []
    /// «если Товары есть на складе не равно Да»
    package var condition: String?
    /// What it does, in a few words: «→ Формирование КП», the subject of its task.
    package var detail: String?
    /// What keeps it from working: «Константа „Курьер“ не заполнена».
    package var problem: String?
    /// What may not be meant.
    package var warning: String?
    /// Nil in the view mode: then the card has no actions.
    package var editAddress: String?
    package var copyAddress: String?
    package var removeAddress: String?

    package init(id: String, title: String) {
        self.id = id
        self.title = title
    }
}

/// What stands in a column below the triggers.
package enum RobotsColumnEntry: Sendable {
    case robot(RobotCardModel)
    /// A block of a process, which is read here and changed in the designer; it brings its card.
    case block(HTML)
}

/// A stage of the robots screen.
package struct RobotsColumn: Sendable {
    package let stage: String
    package let name: String
    package let color: StageColor
    package let triggers: [RobotCardModel]
    package let entries: [RobotsColumnEntry]
    package var addTriggerAddress: String?
    package var addRobotAddress: String?
    /// Said in place of an empty list where nothing can be added: «нет».
    package var emptyLabel: String?
    /// «Открыть в конструкторе»
    package var designer: (label: String, address: String)?

    package init(stage: String, name: String, color: StageColor, triggers: [RobotCardModel], entries: [RobotsColumnEntry]) {
        self.stage = stage
        self.name = name
        self.color = color
        self.triggers = triggers
        self.entries = entries
    }
}

extension HTML {
    /// The robots screen: a column a stage, triggers above, robots below. With `sortAddress` robots can be dragged; a drop
    /// posts `robot`, `stage` and `position` (from 0) there.
    package static func robotsBoard(
        _ columns: [RobotsColumn], csrf: String, sortAddress: String?, attributes: HTML = HTML(), _ language: Language
    ) -> HTML {
        "<div class=\"robots\"\(attributes)>\(each: columns, { robotsColumn($0, csrf, sortAddress, language) })</div>"
    }

    private static func robotsColumn(
        _ column: RobotsColumn, _ csrf: String, _ sortAddress: String?, _ language: Language
    ) -> HTML {
        """
        <section class="robots-stage" id="stage-\(column.stage)"\(column.color.attribute)>\
        <header class="column-head"><h2 class="column-name"><span class="clip">\(column.name)</span></h2></header>\
        <div class="robots-section"><h3 class="robots-part">\(.icon(.zap, size: .small))\(ComponentTexts.triggers, language)</h3>\
        <div class="robots-list">\(each: column.triggers, { triggerCard($0, csrf: csrf, language) })\
        \(if: column.triggers.isEmpty, emptyLabel(column))</div>\
        \(ifLet: column.addTriggerAddress, { addLink($0, language) })</div>\
        <div class="robots-section"><h3 class="robots-part">\(.icon(.bot, size: .small))\(ComponentTexts.robots, language)</h3>\
        \(robotsList(column, csrf, sortAddress, language))\
        \(ifLet: column.addRobotAddress, { addLink($0, language) })\
        \(ifLet: column.designer, { "<a class=\"robots-designer\" href=\"\(url: $0.address)\">\(.icon(.workflow, size: .small))\($0.label)</a>" })</div></section>
        """
    }

    private static func robotsList(
        _ column: RobotsColumn, _ csrf: String, _ sortAddress: String?, _ language: Language
    ) -> HTML {
        """
        <div class="robots-list"\(attribute: "data-sortable", sortAddress == nil ? nil : "robots")\
        \(attribute: "data-sort-url", sortAddress) data-list="\(column.stage)">\
        \(each: column.entries, { entry($0, csrf, language) })\(if: column.entries.isEmpty, emptyLabel(column))</div>
        """
    }

    private static func entry(_ entry: RobotsColumnEntry, _ csrf: String, _ language: Language) -> HTML {
        switch entry {
        case .robot(let robot): robotCard(robot, csrf: csrf, language)
        case .block(let card): card
        }
    }

    private static func emptyLabel(_ column: RobotsColumn) -> HTML {
        "\(ifLet: column.emptyLabel, { "<p class=\"robots-none\">\($0)</p>" })"
    }

    package static func robotCard(_ robot: RobotCardModel, csrf: String, _ language: Language) -> HTML {
        """
        <article\(classes: "robot", robot.problem == nil ? nil : "has-problem") id="robot-\(robot.id)" data-item="\(robot.id)">\
        \(ifLet: robot.timing, { "<p class=\"robot-timing\">\(.icon(.clock, size: .small))\($0)</p>" })\
        <p class="robot-title">\(robot.title)</p>\
        \(if: !robot.recipients.isEmpty, "<p class=\"robot-to\">\(ComponentTexts.recipient, language) \(robot.recipients.joined(separator: ", "))</p>")\
        \(robotNotes(robot))\(robotActions(robot, csrf, language))</article>
        """
    }

    package static func triggerCard(_ trigger: RobotCardModel, csrf: String, _ language: Language) -> HTML {
        """
        <article\(classes: "robot", "robot-trigger", trigger.problem == nil ? nil : "has-problem") id="robot-\(trigger.id)" data-item="\(trigger.id)">\
        <p class="robot-title">\(trigger.title)</p>\(robotNotes(trigger))\(robotActions(trigger, csrf, language))</article>
        """
    }

    private static func robotNotes(_ robot: RobotCardModel) -> HTML {
        """
        \(ifLet: robot.detail, { "<p class=\"robot-detail\">\($0)</p>" })\
        \(ifLet: robot.condition, { "<p class=\"robot-condition\">\(.icon(.gitBranch, size: .small))<span>\($0)</span></p>" })\
        \(ifLet: robot.problem, { "<p class=\"robot-problem\" role=\"alert\">\(.icon(.triangleAlert, size: .small))<span>\($0)</span></p>" })\
        \(ifLet: robot.warning, { "<p class=\"robot-warning\">\(.icon(.info, size: .small))<span>\($0)</span></p>" })
        """
    }

    private static func robotActions(_ robot: RobotCardModel, _ csrf: String, _ language: Language) -> HTML? {
        guard let edit = robot.editAddress else { return nil }
        return """
            <div class="robot-actions">\
            \(ifLet: robot.copyAddress, { .form(action: $0, csrf: csrf, "<button>\(ComponentTexts.copy, language)</button>") })\
            <a href="\(url: edit)" data-slideover="narrow">\(ComponentTexts.change, language)</a></div>\
            \(ifLet: robot.removeAddress, { removeForm($0, robot.title, csrf, language) })
            """
    }

    private static func removeForm(_ address: String, _ title: String, _ csrf: String, _ language: Language) -> HTML {
        let label = ComponentTexts.delete[language] + ": " + title
        return .form(
            action: address, csrf: csrf,
            "<button class=\"robot-remove\" aria-label=\"\(label)\" title=\"\(label)\">\(.icon(.x, size: .small))</button>")
    }

    private static func addLink(_ address: String, _ language: Language) -> HTML {
        """
        <a class="button button-quiet button-small robots-add" href="\(url: address)" data-slideover="narrow">\
        \(.icon(.plus, size: .small))\(ComponentTexts.add, language)</a>
        """
    }
}
