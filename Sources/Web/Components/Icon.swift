/// The icons of the portal. The names are those of the set; `bin/assets` fetches what `Assets/icons.txt` lists.
package enum Icon: String, Sendable, CaseIterable {
    case arrowDown = "arrow-down"
    case arrowLeft = "arrow-left"
    case arrowRight = "arrow-right"
    case arrowUp = "arrow-up"
    case ban
    case bell
    case bookmark
    case bot
    case box
    case braces
    case briefcase
    case building2 = "building-2"
    case calendar
    case calendarClock = "calendar-clock"
    case chartColumn = "chart-column"
    case check
    case chevronDown = "chevron-down"
    case chevronLeft = "chevron-left"
    case chevronRight = "chevron-right"
    case chevronUp = "chevron-up"
    case chevronsLeft = "chevrons-left"
    case circleAlert = "circle-alert"
    case circleCheck = "circle-check"
    case circleDot = "circle-dot"
    case circleQuestionMark = "circle-question-mark"
    case circleX = "circle-x"
    case clock
    case contactRound = "contact-round"
    case copy
    case download
    case ellipsis
    case externalLink = "external-link"
    case eye
    case fileText = "file-text"
    case flag
    case funnel
    case gitBranch = "git-branch"
    case globe
    case gripVertical = "grip-vertical"
    case handshake
    case history
    case house
    case image
    case inbox
    case info
    case key
    case languages
    case layoutDashboard = "layout-dashboard"
    case link
    case list
    case listChecks = "list-checks"
    case lock
    case logOut = "log-out"
    case mail
    case menu
    case messageCircle = "message-circle"
    case messageSquare = "message-square"
    case monitor
    case moon
    case move
    case network
    case newspaper
    case package
    case paperclip
    case pause
    case pencil
    case percent
    case phone
    case phoneCall = "phone-call"
    case phoneIncoming = "phone-incoming"
    case phoneMissed = "phone-missed"
    case phoneOutgoing = "phone-outgoing"
    case play
    case plus
    case refreshCw = "refresh-cw"
    case rotateCcw = "rotate-ccw"
    case russianRuble = "russian-ruble"
    case save
    case search
    case send
    case settings
    case shield
    case slidersHorizontal = "sliders-horizontal"
    case sparkles
    case squareCheckBig = "square-check-big"
    case squareKanban = "square-kanban"
    case star
    case sun
    case tag
    case target
    case timer
    case trash2 = "trash-2"
    case triangleAlert = "triangle-alert"
    case truck
    case undo2 = "undo-2"
    case upload
    case user
    case userPlus = "user-plus"
    case users
    case video
    case wallet
    case workflow
    case x
    case zap
}

package enum IconSize: String, Sendable {
    case small
    case normal
    case large
}

extension HTML {
    /// An icon in the colour of the text around it. Decoration is silent for screen readers; give a label where the icon
    /// alone carries the meaning.
    package static func icon(_ icon: Icon, size: IconSize = .normal, label: String? = nil) -> HTML {
        let sizeClass = size == .normal ? nil : "icon-" + size.rawValue
        let role = label == nil ? nil : "img"
        return
            "<i\(classes: "icon", "icon-" + icon.rawValue, sizeClass)\(attribute: "role", role)\(attribute: "aria-label", label)\(attribute: "title", label)\(attribute: "aria-hidden", label == nil ? "true" : nil)></i>"
    }
}
