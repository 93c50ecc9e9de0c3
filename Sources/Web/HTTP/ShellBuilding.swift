import CRM
import Kernel
import Storage

/// Gathers what surrounds every page: rail with counters, clock, bell. Three queries, one snapshot.
struct ShellBuilding: Sendable {
    let services: Services
    let page: PageRequest

    static func brand(_ services: Services) async throws -> String {
        try await services.portal.read { try SettingsStore.settings(in: $0).logoText }
    }

    func shell(rail current: RailEntry?) async throws -> Shell {
        guard let visitor = page.visitor else { throw Failure(.unauthenticated, HTTPTexts.signIn) }
        let (settings, bell, messages) = try await services.portal.read { reader in
            (
                try SettingsStore.settings(in: reader), try Notice.unreadCount(of: visitor.user.id, in: reader),
                try Dialogue.unreadCount(of: visitor.user.id, in: reader)
            )
        }
        let calendar = try await services.calendar.current().calendar
        var shell = Shell(
            language: page.language, theme: visitor.theme, csrf: page.csrf, assets: services.assets.pageAssets,
            portalName: settings.logoText,
            user: (id: visitor.user.id.rawValue, name: visitor.user.name, note: visitor.user.profile.position))
        shell.rail = rail(current, messages: messages)
        shell.clock = clock(calendar)
        shell.create = createMenu
        shell.unreadCount = bell
        shell.searchQuery = page.path == "/search" ? page.query["q"] ?? "" : ""
        shell.liveAddress = "/live"
        shell.isRailCollapsed = page.cookies["rail"] == "collapsed"
        return shell
    }

    private func rail(_ current: RailEntry?, messages: Int) -> [RailGroup] {
        func item(_ entry: RailEntry, _ title: Text, _ address: String, _ icon: Icon, _ counter: Int = 0) -> RailItem {
            RailItem(
                title[page.language], to: address, icon: icon, isCurrent: entry == current,
                counter: counter > 0 ? (counter, .success, entry.rawValue) : nil)
        }
        return [
            RailGroup(
                "CRM",
                [
                    item(.leads, EntityType.lead.pluralName, "/leads", .inbox),
                    item(.deals, EntityType.deal.pluralName, "/deals", .handshake),
                    item(.contacts, EntityType.contact.pluralName, "/contacts", .user),
                    item(.companies, EntityType.company.pluralName, "/companies", .building2),
                ]),
            RailGroup(
                nil,
                [
                    item(.tasks, HTTPTexts.tasks, "/tasks", .listChecks),
                    item(.messages, HTTPTexts.messages, "/messages", .messageSquare, messages),
                    item(.people, HTTPTexts.people, "/people", .users),
                    item(.automation, HTTPTexts.automation, "/automation", .bot),
                    item(.settings, HTTPTexts.settings, "/settings", .settings),
                ]),
        ]
    }

    private var createMenu: [MenuItem] {
        [
            .link(EntityType.deal.name[page.language], to: "/deals/new", icon: .handshake),
            .link(EntityType.lead.name[page.language], to: "/leads/new", icon: .inbox),
            .link(EntityType.contact.name[page.language], to: "/contacts/new", icon: .user),
            .link(EntityType.company.name[page.language], to: "/companies/new", icon: .building2),
            .link(HTTPTexts.task[page.language], to: "/tasks/new", icon: .listChecks),
        ]
    }

    private func clock(_ calendar: WorkingCalendar) -> ShellClock {
        let local = calendar.zone.local(page.now)
        let hours = calendar.hours.day(local.date)?.hours.intervals ?? []
        let isWorking = calendar.isWorking(page.now)
        let minute = local.time.secondOfDay / 60
        let isBetween = hours.contains { $0.close <= minute } && hours.contains { $0.open > minute }
        return ShellClock(
            time: local.time.description, state: isWorking ? .working : isBetween ? .pause : .closed,
            hours: span(hours), offsetMinutes: calendar.zone.offset(at: page.now) / 60)
    }

    private func span(_ hours: [WorkInterval]) -> String? {
        guard let first = hours.first, let last = hours.last else { return nil }
        return "\(LocalTime(secondOfDay: first.open * 60))–\(LocalTime(secondOfDay: last.close % 1440 * 60))"
    }
}
