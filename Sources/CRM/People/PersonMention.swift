import Kernel
import Storage

/// A place in the settings that names a person: a role constant, a department's head, a robot.
package struct PersonMention: Hashable, Sendable {
    /// «константа „Делопроизводитель“»
    package let place: Text
    /// Where it is changed, as a path of the portal: `/settings/constants`.
    package let path: String

    package init(place: Text, path: String) {
        self.place = place
        self.path = path
    }
}

/// Settings of one kind that name people. A person is not dismissed while any still names them.
package protocol PersonMentions: Sendable {
    func mentions(of user: UserID, in reader: any Reader) throws -> [PersonMention]
    /// Puts `substitute` wherever `user` is named.
    func replace(_ user: UserID, with substitute: UserID, in command: Command) throws
}

/// Dismissing people and taking them back.
package struct Staff: Sendable {
    private let places: [any PersonMentions]

    /// - Parameter further: what other modules know about people (robots); constants, heads of departments and web forms
    ///   are looked through anyway.
    package init(further: [any PersonMentions] = []) {
        places = [ConstantMentions(), HeadMentions(), WebFormMentions(), AssignmentMentions()] + further
    }

    /// Everything that names the person.
    package func mentions(of user: UserID, in reader: any Reader) throws -> [PersonMention] {
        try places.flatMap { try $0.mentions(of: user, in: reader) }
    }

    /// Ends a person's access; what they did stays. Their sessions and invitations end at once.
    /// - Parameter substitute: who takes their place in constants, departments and robots.
    /// - Throws: `Failure` `.conflict` at `SUBSTITUTE` when something names the person and nobody was given, or for the
    ///   last administrator; `.forbidden` for oneself.
    package func dismiss(_ id: UserID, substitute: UserID?, in command: Command) throws {
        try command.require(.configurePortal)
        let user = try UserStore.requireUser(id, in: command.transaction)
        guard user.isActive else { return }
        guard command.actor.user != id else { throw Failure(.forbidden, PeopleTexts.notYourself) }
        try UserStore.requireAdministrator(touching: user, in: command)
        if user.isAdministrator { try UserStore.requireAnotherAdministrator(than: id, in: command.transaction) }
        try replaceMentions(of: id, with: substitute, in: command)
        try SessionStore.endAll(of: id, except: nil, in: command)
        try Invitation.revoke(of: id, in: command)
        try command.transaction.execute(
            "update users set is_active = 0, dismissed_at = $2, changed_at = $2 where id = $1", [id, command.now])
        command.raise(PeopleChanged(user: id))
    }

    /// Lets a dismissed person work again, with the old login and password.
    package func restore(_ id: UserID, in command: Command) throws {
        try command.require(.configurePortal)
        let user = try UserStore.requireUser(id, in: command.transaction)
        guard !user.isActive else { return }
        try UserStore.requireAdministrator(touching: user, in: command)
        try command.transaction.execute(
            "update users set is_active = 1, dismissed_at = null, changed_at = $2 where id = $1", [id, command.now])
        command.raise(PeopleChanged(user: id))
    }

    private func replaceMentions(of user: UserID, with substitute: UserID?, in command: Command) throws {
        let mentions = try mentions(of: user, in: command.transaction)
        guard !mentions.isEmpty else { return }
        guard let substitute else {
            let named = Text(
                ru: mentions.map(\.place.russian).joined(separator: ", "),
                en: mentions.map(\.place.english).joined(separator: ", "))
            throw Failure(.conflict, PeopleTexts.stillNamed.with(["places": named]), field: "SUBSTITUTE")
        }
        guard substitute != user, try UserStore.user(substitute, in: command.transaction)?.isActive == true else {
            throw Failure(.invalid, PeopleTexts.badSubstitute, field: "SUBSTITUTE")
        }
        for place in places { try place.replace(user, with: substitute, in: command) }
    }
}

/// Heads of departments.
private struct HeadMentions: PersonMentions {
    func mentions(of user: UserID, in reader: any Reader) throws -> [PersonMention] {
        try DepartmentStore.headed(by: user, in: reader).map {
            PersonMention(place: PeopleTexts.headOf.with(["name": $0.name]), path: "/settings/structure")
        }
    }

    func replace(_ user: UserID, with substitute: UserID, in command: Command) throws {
        for department in try DepartmentStore.headed(by: user, in: command.transaction) {
            try DepartmentStore.setHead(of: department.id, to: substitute, in: command)
        }
    }
}
