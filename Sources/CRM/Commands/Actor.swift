import Kernel

/// Who carries out a command, in whose name and why: every change on a card answers these three questions.
package struct Actor: Hashable, Sendable {
    /// What kind of hand moved it.
    package enum Origin: Hashable, Sendable {
        case person
        /// A robot: its title on the robots screen, and the run and node that executed it.
        case robot(title: String, run: Int64, node: String)
        /// A trigger that moved the item: its title.
        case trigger(title: String)
        case webForm(title: String)
        case importer(file: String)
        /// A program that calls the REST API in the name of a person: the title of its key.
        case integration(title: String)
        /// The portal itself: first start, migration, clean-up.
        case system
    }

    package let origin: Origin
    /// In whose name; nil for the portal itself and for anonymous visitors of a web form.
    package let user: UserID?
    /// Why an automatic step happened («задача №14 завершена Иваном»); nil when a person decided.
    package let reason: Text?

    package init(origin: Origin, user: UserID?, reason: Text? = nil) {
        self.origin = origin
        self.user = user
        self.reason = reason
    }

    package static func person(_ user: UserID) -> Actor { Actor(origin: .person, user: user) }
    package static let system = Actor(origin: .system, user: nil)
    package var isAutomatic: Bool { origin != .person }

    /// Whether every step asks for the user's rights: people and the programs that act in their name. The portal itself, robots
    /// and imports are trusted, because whoever configured them had the right.
    package var needsRights: Bool {
        switch origin {
        case .person, .integration: true
        case .robot, .trigger, .webForm, .importer, .system: false
        }
    }
}
