import Automation
import CRM
import Kernel

/// What stands above the board while robots are being configured: saving, giving up, what is in the way.
struct RobotsBar {
    let model: RobotsModel
    let csrf: String
    let language: Language
    let note: String

    var html: HTML {
        """
        <div class="robots-bar"><form class="robots-save" method="get" action="\(url: model.address)/publish">\
        \(.button(RobotsTexts.save[language], kind: .primary, icon: .save))\
        <input class="input" name="note" value="\(note)" maxlength="200" placeholder="\(RobotsTexts.notePlaceholder, language)" \
        aria-label="\(RobotsTexts.note, language)" autocomplete="off"></form>\
        \(.linkButton(SimulatorTexts.check[language], to: model.address + "/simulation", icon: .play))\
        \(.actionButton(RobotsTexts.cancel[language], action: model.address + "/discard", csrf: csrf))\
        \(Self.state(isChanged: model.draft != nil, isOutOfBand: false, language))\
        <span class="muted robots-hint">\(RobotsTexts.editHint, language)</span></div>
        """
    }

    /// «Есть несохранённые изменения», also as what a drop answers.
    static func state(isChanged: Bool, isOutOfBand: Bool, _ language: Language) -> HTML {
        """
        <span data-robots-state id="robots-state"\(attribute: "hx-swap-oob", isOutOfBand ? "true" : nil)>\
        \(if: isChanged, .badge(RobotsTexts.unsaved[language], tone: .warning, icon: .pencil))</span>
        """
    }

    /// Somebody has saved in between: what to do about it.
    func conflict(_ writer: DateWriter, _ now: Timestamp) -> HTML {
        let newest = model.versions.first(where: \.isActive)
        let who = newest?.createdBy.map { model.people.name(of: $0) } ?? RobotsTexts.portal[language]
        let number = String(model.activeVersion)
        let message = RobotsTexts.conflict.with([
            "number": number, "who": who, "when": newest.map { writer.moment($0.createdAt, now: now) } ?? "",
        ])
        return .notice(
            .danger, icon: .triangleAlert, title: RobotsTexts.conflictTitle[language],
            """
            <p>\(message, language)</p>\(.actions([
                .linkButton(
                    RobotsTexts.seeTheirs.with(["number": number])[language], to: model.address, icon: .eye, size: .small,
                    attributes: " target=\"_blank\""),
                .linkButton(RobotsTexts.saveOver[language], to: "\(model.address)/publish?over=\(number)", size: .small),
                .actionButton(RobotsTexts.takeTheirs[language], action: model.address + "/discard", csrf: csrf, kind: .quiet, size: .small),
            ]))
            """)
    }
}
