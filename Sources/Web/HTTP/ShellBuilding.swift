import Automation
import CRM
import Kernel
import Storage

/// Gathers what surrounds every page: rail with counters, clock, bell. A few queries, one snapshot.
struct ShellBuilding: Sendable {
    let services: Services
    let page: PageRequest

    static func brand(_ services: Services) async throws -> String {
        try await services.portal.read { try SettingsStore.settings(in: $0).logoText }
    }

    func shell(rail current: RailEntry?) async throws -> Shell {
        guard let visitor = page.visitor else { throw Failure(.unauthenticated, HTTPTexts.signIn) }
        let (work, isHeld) = try await services.portal.read { [now = page.now] reader in
            (
                try WorkCounters.of(visitor.user.id, now: now, in: reader),
                visitor.user.isAdministrator ? try EngineHold.current(in: reader) != nil : false
            )
        }
        var shell = Shell(
            language: page.language, theme: visitor.theme, csrf: page.csrf, assets: services.assets.pageAssets,
            portalName: page.calendar.settings.logoText,
            user: (id: visitor.user.id.rawValue, name: visitor.user.name, note: visitor.user.profile.position))
        shell.rail = rail(current, work)
        shell.clock = clock(page.calendar)
        shell.create = createMenu
        shell.unreadCount = work.unreadNotices
        if isHeld {
            shell.banner = (
                AutomationHealthTexts.banner[page.language], AutomationHealthTexts.decide[page.language], AutomationHealthPage.address
            )
        }
        shell.searchQuery = page.path == "/search" ? page.query["q"] ?? "" : ""
        shell.liveAddress = "/live"
        shell.isRailCollapsed = page.cookies["rail"] == "collapsed"
        return shell
    }

    /// The counters alone, for a page that is open already.
    static func counters(_ page: PageRequest) async throws -> PageResponse {
        let work = try await work(of: page.viewer.user, page)
        return .fragment(.railCounters(ShellBuilding(services: page.services, page: page).rail(nil, work)))
    }

    private static func work(of user: UserID, _ page: PageRequest) async throws -> WorkCounters {
        try await page.services.portal.read { try WorkCounters.of(user, now: page.now, in: $0) }
    }

    private func rail(_ current: RailEntry?, _ work: WorkCounters) -> [RailGroup] {
        func item(
            _ entry: RailEntry, _ title: Text, _ address: String, _ icon: Icon, _ counters: [RailCounter]? = nil
        ) -> RailItem {
            RailItem(
                title[page.language], to: address, icon: icon, isCurrent: entry == current,
                name: counters == nil ? nil : entry.rawValue, counters: counters ?? [])
        }
        func counters(_ pair: WorkCounters.Pair, _ incoming: Text) -> [RailCounter] {
            [counter(pair.overdue, .overdue, HTTPTexts.overdueCount), counter(pair.incoming, .incoming, incoming)]
        }
        return [
            RailGroup(
                "CRM",
                [
                    item(.leads, EntityType.lead.pluralName, "/leads", .inbox, counters(work.leads, HTTPTexts.incomingCount)),
                    item(.deals, EntityType.deal.pluralName, "/deals", .handshake, counters(work.deals, HTTPTexts.incomingCount)),
                    item(.contacts, EntityType.contact.pluralName, "/contacts", .user),
                    item(.companies, EntityType.company.pluralName, "/companies", .building2),
                    item(.products, ProductPageTexts.title, "/products", .package),
                ]),
            RailGroup(
                nil,
                [
                    item(.tasks, HTTPTexts.tasks, "/tasks", .listChecks, counters(work.tasks, HTTPTexts.toControlCount)),
                    item(.assignments, AssignmentPageTexts.rail, "/assignments", .circleCheck,
                        [counter(work.assignments, .incoming, HTTPTexts.waitingCount)]),
                    item(.messages, HTTPTexts.messages, "/messages", .messageSquare,
                        [counter(work.unreadMessages, .incoming, HTTPTexts.unreadCount)]),
                    item(.people, HTTPTexts.people, "/people", .users),
                    item(.automation, HTTPTexts.automation, "/automation", .bot),
                    item(.settings, HTTPTexts.settings, "/settings", .settings),
                ]),
        ]
    }

    private func counter(_ count: Int, _ kind: RailCounter.Kind, _ label: Text) -> RailCounter {
        RailCounter(count, kind, label: label.with(["count": String(count)])[page.language])
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

    private func clock(_ portal: PortalCalendar) -> ShellClock {
        let (calendar, style) = (portal.calendar, portal.dates.style)
        let local = calendar.zone.local(page.now)
        let hours = calendar.hours.day(local.date)?.hours.intervals ?? []
        let isWorking = calendar.isWorking(page.now)
        let minute = local.time.secondOfDay / 60
        let isBetween = hours.contains { $0.close <= minute } && hours.contains { $0.open > minute }
        return ShellClock(
            time: style.time(local.time), state: isWorking ? .working : isBetween ? .pause : .closed,
            hours: span(hours, style), is12Hours: style.clock == .hours12, offsetMinutes: calendar.zone.offset(at: page.now) / 60)
    }

    private func span(_ hours: [WorkInterval], _ style: DateStyle) -> String? {
        guard let first = hours.first, let last = hours.last else { return nil }
        let ends = [first.open, last.close % 1440].map { style.time(LocalTime(secondOfDay: $0 * 60)) }
        return ends.joined(separator: "–")
    }
}
