import CRM
import Kernel

extension HTML {
    /// Search, the working-day clock, «+ Создать», the bell and the profile.
    static func topBar(_ shell: Shell) -> HTML {
        let language = shell.language
        return """
            <header class="topbar"><a class="button button-quiet button-icon topbar-menu" href="#rail" \
            aria-label="\(ShellTexts.navigation, language)">\(.icon(.menu))</a>\(search(shell))\
            \(ifLet: shell.clock, { clock($0, language) })\
            \(if: !shell.create.isEmpty, "<div class=\"topbar-create\" data-create>\(createMenu(shell))</div>")\
            <a class="button button-quiet button-icon bell" href="\(url: shell.addresses.notifications)" data-slideover="narrow" \
            aria-label="\(ShellTexts.notifications, language)" title="\(ShellTexts.notifications, language)">\(.icon(.bell))\
            <span data-live-topic="bell" hx-get="\(url: shell.addresses.bell)" hx-trigger="live" hx-swap="innerHTML">\
            \(.bellCounter(shell.unreadCount))</span></a>\(profile(shell))</header>
            """
    }

    /// The number on the bell: in the page, and what `ShellAddresses.bell` answers.
    package static func bellCounter(_ count: Int) -> HTML {
        "\(if: count > 0, .counter(count, tone: .danger))"
    }

    private static func search(_ shell: Shell) -> HTML {
        let label = ShellTexts.searchEverywhere[shell.language]
        return """
            <form class="topbar-search" action="\(url: shell.addresses.search)" role="search">\(.icon(.search))\
            <input class="input" type="search" name="q" value="\(shell.searchQuery)" placeholder="\(label)" \
            aria-label="\(label)" data-search><kbd>/</kbd></form>
            """
    }

    private static func clock(_ clock: ShellClock, _ language: Language) -> HTML {
        let state: Text =
            switch clock.state {
            case .working: ShellTexts.workingNow
            case .pause: ShellTexts.breakNow
            case .closed: ShellTexts.closedNow
            }
        return """
            <span class="clock" title="\(state, language)"><span class="clock-state clock-\(clock.state.rawValue)"></span>\
            <time data-clock="\(clock.offsetMinutes)"\(attribute: "data-clock-hours", clock.is12Hours ? "12" : nil)>\(clock.time)</time>\
            <span class="visually-hidden">\(state, language)</span>\
            \(ifLet: clock.hours, { "<span class=\"clock-hours\">\($0)</span>" })</span>
            """
    }

    private static func createMenu(_ shell: Shell) -> HTML {
        .menu(
            "\(.icon(.plus))<span class=\"button-label\">\(ShellTexts.create, shell.language)</span>",
            label: ShellTexts.create[shell.language], summaryClass: "button button-primary", align: .end, shell.create)
    }

    private static func profile(_ shell: Shell) -> HTML {
        let language = shell.language
        let head: HTML = """
            <div class="menu-person">\(.avatar(name: shell.user.name, id: shell.user.id, size: .large))\
            <div class="clip"><p class="strong clip">\(shell.user.name)</p><small>\(shell.user.note)</small></div></div>
            """
        return .menu(
            .avatar(name: shell.user.name, id: shell.user.id), label: ShellTexts.profile[language],
            summaryClass: "button button-quiet button-icon", align: .end,
            [
                .custom(head), .line,
                .link(ShellTexts.profile[language], to: shell.addresses.profile, icon: .user),
                .title(ShellTexts.theme[language]), .custom(themeForm(shell)),
                .title(ShellTexts.languageTitle[language]), .custom(languageForm(shell)),
                .line,
                .action(ShellTexts.signOut[language], to: shell.addresses.signOut, csrf: shell.csrf, icon: .logOut),
            ])
    }

    private static func themeForm(_ shell: Shell) -> HTML {
        let choices: [(Theme, Icon, Text)] = [
            (.system, .monitor, ShellTexts.themeSystem), (.light, .sun, ShellTexts.themeLight),
            (.dark, .moon, ShellTexts.themeDark),
        ]
        return .form(
            action: shell.addresses.theme, csrf: shell.csrf, attributes: " data-theme-form",
            "\(each: choices, { switchItem("theme", $0.0.rawValue, icon: $0.1, $0.2[shell.language], isCurrent: $0.0 == shell.theme) })"
        )
    }

    private static func languageForm(_ shell: Shell) -> HTML {
        let choices: [(Language, String)] = [(.russian, ShellTexts.russian), (.english, ShellTexts.english)]
        return .form(
            action: shell.addresses.language, csrf: shell.csrf,
            "\(each: choices, { switchItem("language", $0.0.rawValue, icon: .globe, $0.1, isCurrent: $0.0 == shell.language) })"
        )
    }

    private static func switchItem(
        _ name: String, _ value: String, icon: Icon, _ label: String, isCurrent: Bool
    ) -> HTML {
        """
        <button class="menu-item" name="\(name)" value="\(value)"\(attribute: "aria-current", isCurrent ? "true" : nil)>\
        \(.icon(icon))<span class="clip">\(label)</span></button>
        """
    }
}
