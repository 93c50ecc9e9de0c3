import CRM
import Kernel
import Storage

/// What messages to handlers that programs have registered share: how they travel, and the `auth[…]` by which a program knows the
/// portal and calls back.
package struct HandlerPost: Sendable {
    let database: any Database
    let clock: any WallClock
    let box: SecretBox
    let transfers: CurlTransfers
    /// `https://portal.example`
    private let origin: String

    /// - Parameter publicAddress: how receivers reach the portal, for its addresses in the messages.
    package init(
        database: any Database, clock: any WallClock, box: SecretBox, transfers: CurlTransfers, publicAddress: PublicAddress? = nil
    ) {
        self.database = database
        self.clock = clock
        self.box = box
        self.transfers = transfers
        origin = publicAddress?.origin ?? "http://localhost"
    }

    /// For what a program has registered under its name (`webhook/12`, `application/3`).
    /// - Parameter user: in whose name an application calls back.
    func add(to form: inout HandlerForm, program: String, for user: UserID) async throws {
        let application = program.split(separator: "/").last.flatMap { Int64($0) }.map { ApplicationID($0) }
        guard program.hasPrefix("application/"), let application else {
            return try await add(to: &form, box.applicationToken(of: program), nil, for: user)
        }
        let token = try await database.read { [box] reader in
            try ApplicationStore.application(application, in: reader) == nil ? nil : try ApplicationStore.token(of: application, box, in: reader)
        }
        try await add(to: &form, token ?? box.applicationToken(of: program), application, for: user)
    }

    /// - Parameters:
    ///   - token: by which the receiver knows the portal.
    ///   - application: gets a token to call back with, when this person has let it in.
    func add(to form: inout HandlerForm, _ token: String, _ application: ApplicationID?, for user: UserID) async throws {
        form.add(
            [
                "domain": .string(PublicAddress.domain(of: origin)), "client_endpoint": .string(origin + "/rest/"),
                "server_endpoint": .string(origin + "/rest/"), "member_id": .string(MemberID.of(origin)), "application_token": .string(token),
            ], "auth")
        if let application, let access = try await access(application, user) { form.add(access, "auth") }
    }

    private func access(_ id: ApplicationID, _ user: UserID) async throws -> JSONValue? {
        let now = clock.now
        let made = try await database.write(.bulk) { transaction in
            try ApplicationStore.application(id, in: transaction).flatMap { application in
                try ApplicationGrants.access(id, for: user, at: now, in: transaction).map { (application.scopes.stored, $0.token, $0.expires) }
            }
        }
        return made.map { scope, token, expires in
            [
                "access_token": .string(token.text), "expires": .int(expires.seconds), "expires_in": .int((expires - now).milliseconds / 1000),
                "scope": .string(scope), "status": "L", "user_id": .int(user.rawValue),
            ]
        }
    }
}
