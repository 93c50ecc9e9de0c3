import CRM
import Kernel

struct PeopleListView {
    let model: PeopleListModel
    let language: Language

    var html: HTML {
        """
        <div class="stack">\(filter)\
        \(model.users.isEmpty ? .emptyState(icon: .users, title: PeoplePageTexts.nobody[language], text: PeoplePageTexts.nobodyHint[language]) : table)</div>
        """
    }

    private var filter: HTML {
        let address = { (kind: PeopleFilter) in "/people?show=\(kind.rawValue)" }
        let presets = PeopleFilter.allCases.filter { $0 == model.filter || (model.counts[$0] ?? 0) > 0 }.map {
            TabItem($0.title[language], to: address($0), isCurrent: $0 == model.filter, count: model.counts[$0])
        }
        let options = model.directory.departments.map { Option($0.id.description, $0.name) }
        let chooser: HTML =
            options.isEmpty
            ? HTML()
            : .select(
                Field("department", label: PeoplePageTexts.department[language]), options, selected: model.department?.description,
                emptyLabel: PeoplePageTexts.allDepartments[language],
                attributes: " style=\"width:auto\" aria-label=\"\(PeoplePageTexts.department, language)\"")
        return .filterBar(
            action: "/people", query: model.query, placeholder: PeoplePageTexts.search[language],
            quick: [.hiddenField("show", model.filter.rawValue), chooser], presets: presets, language)
    }

    private var table: HTML {
        .table(
            [
                TableColumn(PeoplePageTexts.person[language]), TableColumn(PeoplePageTexts.department[language]),
                TableColumn(PeoplePageTexts.contacts[language]), TableColumn(PeoplePageTexts.lastSeen[language]),
            ], model.users.map(row), caption: SettingsSection.people.title[language])
    }

    private func row(_ user: User) -> TableRow {
        let address = "/people/\(user.id)"
        let departments = model.directory[user.id]?.departments.map { model.directory.name(of: $0) } ?? []
        return TableRow([
            """
            <div class="row row-nowrap">\(.personAvatar(user))\
            <div class="clip"><div class="row">\(.tableTitle(user.name, to: address))\(PersonBadges(user, language).html)</div>\
            <small>\(user.profile.position)</small></div></div>
            """,
            """
            \(departments.joined(separator: ", "))\(if: model.heads.contains(user.id), " <small class=\"faint\">· \(PeoplePageTexts.head, language)</small>")
            """,
            """
            <div class="stack tight"><a class="link" href="mailto:\(user.login)">\(user.login)</a>\
            \(if: !user.profile.phones.isEmpty, "<small class=\"nowrap\">\(user.profile.phones.joined(separator: " · "))</small>")</div>
            """,
            .lastSeen(user, model.dates, now: model.now),
        ])
    }
}

/// What a person is besides somebody who works here.
struct PersonBadges {
    let html: HTML

    init(_ user: User, _ language: Language) {
        html = """
            \(if: user.isAdministrator, .badge(PeoplePageTexts.administrator[language], tone: .accent))\
            \(if: user.isActive && !user.hasPassword, .badge(PeoplePageTexts.isInvited[language], tone: .warning))\
            \(if: !user.isActive, .badge(PeoplePageTexts.isDismissed[language], tone: .danger))
            """
    }
}

extension UserProfile {
    /// The phones that are filled, the extension last.
    var phones: [String] { [workPhone, mobilePhone, innerPhone].filter { !$0.isEmpty } }
}

extension HTML {
    static func personAvatar(_ user: User, size: AvatarSize = .normal) -> HTML {
        .avatar(name: user.name, id: user.id.rawValue, image: user.photo.map { "/files/\($0)?inline=1" }, size: size)
    }

    /// «5 минут назад»; a session is noted every quarter of an hour, so anybody seen within it counts as present.
    static func lastSeen(_ user: User, _ writer: DateWriter, now: Timestamp) -> HTML {
        let language = writer.language
        guard let seen = user.lastSeenAt else { return "<span class=\"faint\">\(PeoplePageTexts.never, language)</span>" }
        if now - seen < .minutes(16) { return .badge(PeoplePageTexts.online[language], tone: .success) }
        return "<time class=\"muted nowrap\" title=\"\(writer.dateTime(seen))\">\(writer.relative(seen, now: now))</time>"
    }
}
