import CRM
import Kernel

/// An entry of the left rail.
package struct RailItem: Sendable {
    package let label: String
    package let address: String
    package let icon: Icon
    package let isCurrent: Bool
    /// What its counters are called on the page; nil for an entry that never has any.
    package let name: String?
    package let counters: [RailCounter]

    package init(
        _ label: String, to address: String, icon: Icon, isCurrent: Bool = false,
        name: String? = nil, counters: [RailCounter] = []
    ) {
        self.label = label
        self.address = address
        self.icon = icon
        self.isCurrent = isCurrent
        self.name = name
        self.counters = counters
    }
}

/// A number beside an entry of the rail.
package struct RailCounter: Sendable {
    package enum Kind: Sendable {
        /// Red: something is overdue.
        case overdue
        /// Green: something came in.
        case incoming
    }

    package let count: Int
    package let kind: Kind
    /// What is counted, for pointing and for those who listen: «Просрочено: 3».
    package let label: String

    package init(_ count: Int, _ kind: Kind, label: String) {
        self.count = count
        self.kind = kind
        self.label = label
    }
}

/// Entries of the rail under a common heading; the first group needs none.
package struct RailGroup: Sendable {
    package let title: String?
    package let items: [RailItem]

    package init(_ title: String?, _ items: [RailItem]) {
        self.title = title
        self.items = items
    }

    package init(_ items: [RailItem]) { self.init(nil, items) }
}

/// The working-day clock in the top bar, in the portal's time zone.
package struct ShellClock: Sendable {
    package enum State: String, Sendable {
        case working
        case pause = "break"
        case closed
    }

    /// `14:32`
    package let time: String
    package let state: State
    /// The hours of today, `09:00–18:00`; nil on a day off.
    package let hours: String?
    package let is12Hours: Bool
    /// Minutes from UTC now, so that script may go on counting.
    package let offsetMinutes: Int

    package init(time: String, state: State, hours: String?, is12Hours: Bool = false, offsetMinutes: Int) {
        self.time = time
        self.state = state
        self.hours = hours
        self.is12Hours = is12Hours
        self.offsetMinutes = offsetMinutes
    }
}

/// What surrounds every page of a signed-in person.
package struct Shell: Sendable {
    package var language: Language
    package var theme: Theme
    package var csrf: String
    package var assets: PageAssets
    package var portalName: String
    package var user: (id: Int64, name: String, note: String)
    package var rail: [RailGroup] = []
    package var isRailCollapsed = false
    package var clock: ShellClock?
    /// What «+ Создать» offers; the first entry is what `n` opens.
    package var create: [MenuItem] = []
    package var unreadCount = 0
    /// What an administrator must know on every page, and where to decide about it.
    package var banner: (message: String, action: String, address: String)?
    package var searchQuery = ""
    /// The server-sent events of this person; nil turns live updates off.
    package var liveAddress: String?
    package var addresses = ShellAddresses()

    package init(
        language: Language, theme: Theme, csrf: String, assets: PageAssets, portalName: String,
        user: (id: Int64, name: String, note: String)
    ) {
        self.language = language
        self.theme = theme
        self.csrf = csrf
        self.assets = assets
        self.portalName = portalName
        self.user = user
    }
}

/// Where the controls of the shell lead. What takes POST says so.
package struct ShellAddresses: Sendable {
    package var home = "/"
    package var search = "/search"
    package var notifications = "/notifications"
    /// GET answers `HTML.bellCounter` alone: fetched when the server says «bell».
    package var bell = "/notifications/bell"
    /// GET answers `HTML.railCounters`, every entry's counters out of band.
    package var counters = "/counters"
    package var profile = "/profile"
    /// POST `theme` = `system`, `light`, `dark`.
    package var theme = "/profile/theme"
    /// POST `language` = `ru`, `en`.
    package var language = "/profile/language"
    package var signOut = "/sign-out"

    package init() {}
}
