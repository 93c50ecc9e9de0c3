import Kernel
import Storage

extension UserStore {
    /// Adds a person; the password hash was made before, outside the transaction.
    /// - Throws: `Failure` `.conflict` when the address is taken, `.invalid` naming a field.
    @discardableResult
    package static func insert(_ new: NewUser, passwordHash: String?, in command: Command) throws -> UserID {
        try command.transaction.actAlone()
        let login = try checkedLogin(new.login)
        let profile = try new.profile.checked()
        guard try user(login: login, in: command.transaction) == nil else {
            throw Failure(.conflict, PeopleTexts.loginTaken.with(["login": login]), field: "EMAIL")
        }
        let id = UserID(try command.transaction.nextID("users"))
        try command.transaction.execute(
            """
            insert into users (id, login, first_name, last_name, middle_name, search_text, position, work_phone,
                mobile_phone, inner_phone, language, theme, time_zone, is_active, is_administrator, password_hash,
                created_at, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, $14, $15, $16, $16)
            """,
            [
                id, login, profile.firstName, profile.lastName, profile.middleName, profile.searchText(login: login),
                profile.position, profile.workPhone, profile.mobilePhone, profile.innerPhone, profile.language.rawValue,
                profile.theme.rawValue, profile.timeZone, new.isAdministrator, passwordHash, command.now,
            ])
        for department in new.departments { try DepartmentStore.insertMember(id, into: department, in: command) }
        command.raise(PeopleChanged(user: id))
        return id
    }

    /// Changes names, phones, language, theme and time zone. People change their own, portal configurers everybody's.
    package static func change(_ id: UserID, to profile: UserProfile, in command: Command) throws {
        if command.actor.user != id { try command.require(.configurePortal) }
        let login = try requireUser(id, in: command.transaction).login
        let profile = try profile.checked()
        try command.transaction.execute(
            """
            update users set first_name = $2, last_name = $3, middle_name = $4, search_text = $5, position = $6,
                work_phone = $7, mobile_phone = $8, inner_phone = $9, language = $10, theme = $11, time_zone = $12,
                changed_at = $13
            where id = $1
            """,
            [
                id, profile.firstName, profile.lastName, profile.middleName, profile.searchText(login: login),
                profile.position, profile.workPhone, profile.mobilePhone, profile.innerPhone, profile.language.rawValue,
                profile.theme.rawValue, profile.timeZone, command.now,
            ])
        command.raise(PeopleChanged(user: id))
    }

    /// Switches language and theme of the acting person without touching the rest.
    package static func change(_ id: UserID, language: Language, theme: Theme, in command: Command) throws {
        var profile = try requireUser(id, in: command.transaction).profile
        profile.language = language
        profile.theme = theme
        try change(id, to: profile, in: command)
    }

    /// Gives a person another sign-in name.
    package static func change(_ id: UserID, login text: String, in command: Command) throws {
        try command.require(.configurePortal)
        let login = try checkedLogin(text)
        let current = try requireUser(id, in: command.transaction)
        try requireAdministrator(touching: current, in: command)
        if let other = try user(login: login, in: command.transaction), other.id != id {
            throw Failure(.conflict, PeopleTexts.loginTaken.with(["login": login]), field: "EMAIL")
        }
        try command.transaction.execute(
            "update users set login = $2, search_text = $3, changed_at = $4 where id = $1",
            [id, login, current.profile.searchText(login: login), command.now])
        command.raise(PeopleChanged(user: id))
    }

    /// Appoints an administrator, or takes the right away (never from the last one).
    package static func change(_ id: UserID, isAdministrator: Bool, in command: Command) throws {
        try command.require(.configurePortal)
        let current = try requireUser(id, in: command.transaction)
        guard current.isAdministrator != isAdministrator else { return }
        try requireAdministrator(in: command)
        if !isAdministrator { try requireAnotherAdministrator(than: id, in: command.transaction) }
        try command.transaction.execute(
            "update users set is_administrator = $2, changed_at = $3 where id = $1", [id, isAdministrator, command.now])
        command.raise(PeopleChanged(user: id))
    }

    /// The picture shown as avatar; nil goes back to initials. It must be one that the acting person uploaded: everybody
    /// may see avatars, so naming a number must not open any file.
    /// - Throws: `Failure` `.invalid` at `PHOTO` when it is no picture, `.notFound` when it is none of theirs.
    package static func change(_ id: UserID, photo: FileID?, in command: Command) throws {
        if command.actor.user != id { try command.require(.configurePortal) }
        if let photo {
            let file = try FileLinks.file(photo, in: command.transaction)
            guard let file, !command.actor.needsRights || file.createdBy == command.actor.user else {
                throw Failure(.notFound, FileTexts.noSuchFile, field: "PHOTO")
            }
            guard file.isPicture else { throw Failure(.invalid, FileTexts.noPicture, field: "PHOTO") }
        }
        try FileLinks.setPhoto(photo, of: id, in: command)
        try command.transaction.execute(
            "update users set photo = $2, changed_at = $3 where id = $1", [id, photo, command.now])
        command.raise(PeopleChanged(user: id))
    }

    /// Somebody with the portal permission only must not get at an administrator's account.
    static func requireAdministrator(touching user: User, in command: Command) throws {
        if user.isAdministrator { try requireAdministrator(in: command) }
    }

    static func requireAdministrator(in command: Command) throws {
        guard command.actor.needsRights else { return }
        let isAdministrator = try command.actor.user.flatMap { try user($0, in: command.transaction) }?.isAdministrator
        guard isAdministrator == true else { throw Failure(.forbidden, PeopleTexts.onlyAdministrators) }
    }

    static func requireAnotherAdministrator(than id: UserID, in reader: any Reader) throws {
        guard try administrators(in: reader).contains(where: { $0 != id }) else {
            throw Failure(.conflict, PeopleTexts.lastAdministrator)
        }
    }

    static func storePasswordHash(_ hash: String, of id: UserID, in command: Command) throws {
        try command.transaction.execute(
            "update users set password_hash = $2, changed_at = $3 where id = $1", [id, hash, command.now])
    }
}
