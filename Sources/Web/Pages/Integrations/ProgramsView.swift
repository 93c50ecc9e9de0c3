import CRM
import Kernel

struct ProgramsView {
    let robots: [ProgramRobot]
    let senders: [ProgramSender]
    let connections: [Connection]
    let csrf: String
    let language: Language

    var html: HTML {
        """
        <div class="stack loose">\(.card(title: ProgramPageTexts.robots[language], isFlush: true, robotTable))\
        \(.card(title: ProgramPageTexts.senders[language], isFlush: true, senderTable))</div>
        """
    }

    private var columns: [TableColumn] {
        [TableColumn(IntegrationPageTexts.title[language]), TableColumn(WebhookPageTexts.address[language]), TableColumn(content: HTML())]
    }

    private var robotTable: HTML {
        if robots.isEmpty {
            return .emptyState(
                icon: .bot, title: ProgramPageTexts.noRobots[language], text: ProgramPageTexts.noRobotsHint[language], size: .small)
        }
        let rows = robots.map { robot in
            let kind = robot.isActivity ? ProgramPageTexts.activity : ProgramPageTexts.robot
            return row(robot.name[language], "\(kind[language]) · \(robot.code)", robot.handler, robot.code, "robots")
        }
        return .table(columns, rows, caption: ProgramPageTexts.robots[language])
    }

    private var senderTable: HTML {
        if senders.isEmpty {
            return .emptyState(
                icon: .messageSquare, title: ProgramPageTexts.noSenders[language], text: ProgramPageTexts.noSendersHint[language], size: .small)
        }
        let rows = senders.map { sender in
            let settings = connections.first { $0.id == sender.connection }?.settings
            let note = [sender.code, sender.about].filter { !$0.isEmpty }.joined(separator: " · ")
            return row(settings?.name ?? sender.code, note, settings?.address ?? "", sender.code, "senders")
        }
        return .table(columns, rows, caption: ProgramPageTexts.senders[language])
    }

    private func row(_ title: String, _ note: String, _ address: String, _ code: String, _ family: String) -> TableRow {
        TableRow([
            "<span class=\"stack tight\"><span class=\"strong\">\(title)</span><small class=\"muted\">\(note)</small></span>",
            "<span class=\"clip muted\">\(address)</span>",
            .actionButton(
                SettingsPageTexts.delete[language], action: "\(ProgramsPage.path)/\(family)/delete", csrf: csrf, kind: .danger,
                hidden: [("code", code)]),
        ])
    }
}
