import Kernel
import Storage

/// A mail server that letters leave through: a connection of the connector `mail`. The password is kept sealed, apart from it.
package struct MailAccount: Sendable, Hashable {
    /// How the way to the server is protected. Stored names, never renamed.
    package enum Security: String, Sendable, CaseIterable {
        /// From the first byte; usually port 465.
        case tls
        /// After the greeting, and nothing goes out without; usually port 587.
        case startTLS = "starttls"
        /// Not at all: for a server beside us.
        case none

        package var port: Int {
            switch self {
            case .tls: 465
            case .startTLS: 587
            case .none: 25
            }
        }
    }

    package var name = ""
    /// `smtp.example.ru`
    package var host = ""
    package var port = Security.startTLS.port
    package var security = Security.startTLS
    /// Empty when the server asks for none.
    package var login = ""
    /// The address that letters come from.
    package var from = ""
    /// What receivers read beside it when a robot names nobody.
    package var senderName = ""
    /// Whether the server may stand in our own network.
    package var allowsPrivate = false
    package var isActive = true

    package init() {}
}

extension MailAccount {
    /// Nil when there is none.
    package static func find(_ id: ConnectionID, in reader: any Reader) throws -> MailAccount? {
        try reader.first("select name, settings, is_active from connections where id = $1 and connector = $2", [id, MailMessage.connector], read)
    }

    /// Every account, by name.
    package static func all(in reader: any Reader) throws -> [(id: ConnectionID, account: MailAccount)] {
        try reader.query(
            "select name, settings, is_active, id from connections where connector = $1 order by name, id", [MailMessage.connector]
        ) { ($0.id(3), try read($0)) }
    }

    /// The account that letters without a choice go through.
    package static func preset(in reader: any Reader) throws -> ConnectionID? {
        try ConnectionStore.preset(of: MailMessage.connector, in: reader)?.id
    }

    /// The password in the clear, for the connector alone; empty when none is kept.
    /// - Throws: `Failure` `.unavailable` when the portal's key is another one.
    package static func password(of id: ConnectionID, _ box: SecretBox, in reader: any Reader) throws -> String {
        let sealed = try reader.first("select secret from connections where id = $1 and secret is not null", [id]) { $0.blob(0) }
        return try sealed.map { try box.open($0, for: ConnectionStore.purpose(id)) } ?? ""
    }

    /// - Throws: `Failure` `.invalid` naming the setting.
    package static func create(_ account: MailAccount, password: String, _ box: SecretBox, in command: Command) throws -> ConnectionID {
        try command.require(.configurePortal)
        let account = try account.checked()
        let id = ConnectionID(try command.transaction.nextID("connections"))
        let sealed = password.isEmpty ? nil : try box.seal(password, for: ConnectionStore.purpose(id))
        try command.transaction.execute(
            """
            insert into connections (id, connector, name, settings, secret, is_active, created_at, created_by, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $7)
            """,
            [id, MailMessage.connector, account.name, account.json.text, sealed, account.isActive, command.now, command.actor.user])
        return id
    }

    /// - Parameter password: empty keeps the one that is there, as long as the account still logs in.
    /// - Throws: `Failure` `.invalid` naming the setting, `.notFound`.
    package static func change(
        _ id: ConnectionID, to account: MailAccount, password: String, _ box: SecretBox, in command: Command
    ) throws {
        try command.require(.configurePortal)
        let account = try account.checked()
        guard let old = try find(id, in: command.transaction) else { throw Failure(.notFound, ConnectionTexts.none) }
        // A kept password goes to no other server than the one it was typed for.
        let isElsewhere = old.host != account.host || old.security != account.security
        if isElsewhere, password.isEmpty, !account.login.isEmpty {
            throw Failure(.invalid, MailAccountTexts.passwordAgain, field: "password")
        }
        try command.transaction.execute(
            "update connections set name = $2, settings = $3, is_active = $4, changed_at = $5 where id = $1",
            [id, account.name, account.json.text, account.isActive, command.now])
        if !password.isEmpty || account.login.isEmpty {
            let sealed = account.login.isEmpty ? nil : try box.seal(password, for: ConnectionStore.purpose(id))
            try command.transaction.execute("update connections set secret = $2 where id = $1", [id, sealed])
        }
    }

    private func checked() throws -> MailAccount {
        var account = self
        account.name = name.withoutOuterSpace
        account.host = host.withoutOuterSpace.lowercased()
        account.login = login.withoutOuterSpace
        account.senderName = senderName.withoutOuterSpace
        func require(_ holds: Bool, _ message: Text, _ field: String) throws {
            if !holds { throw Failure(.invalid, message, field: field) }
        }
        try require((1...100).contains(account.name.count), ConnectionTexts.badName, "name")
        let isHost = !account.host.isEmpty && account.host.utf8.count <= 253
            && account.host.allSatisfy { $0.isLetter || $0.isNumber || ".-".contains($0) } && !account.host.hasPrefix("-")
        try require(isHost, MailAccountTexts.badHost, "host")
        try require((1...65_535).contains(port), MailAccountTexts.badPort, "port")
        guard let from = EmailAddress(from) else { throw Failure(.invalid, MailAccountTexts.badFrom, field: "from") }
        account.from = from.normalized
        try require(account.login.utf8.count <= 200 && account.senderName.count <= 100, MailAccountTexts.tooLong, "senderName")
        return account
    }

    private var json: JSONValue {
        [
            "host": .string(host), "port": .int(Int64(port)), "security": .string(security.rawValue), "login": .string(login),
            "from": .string(from), "senderName": .string(senderName), "allowsPrivate": .bool(allowsPrivate),
        ]
    }

    private static func read(_ row: Row) throws -> MailAccount {
        let json = try JSONValue(parsing: row.text(1))
        var account = MailAccount()
        account.name = row.text(0)
        account.host = json["host"]?.string ?? ""
        account.security = json["security"]?.string.flatMap(Security.init) ?? .startTLS
        account.port = json["port"]?.int.map { Int($0) } ?? account.security.port
        account.login = json["login"]?.string ?? ""
        account.from = json["from"]?.string ?? ""
        account.senderName = json["senderName"]?.string ?? ""
        account.allowsPrivate = json["allowsPrivate"]?.bool ?? false
        account.isActive = row.bool(2)
        return account
    }
}
