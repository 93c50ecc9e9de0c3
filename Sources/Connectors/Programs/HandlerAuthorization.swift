import CRM
import Kernel
import Storage

/// What a program knows the portal by, and calls back with: the `auth[…]` of every message to a handler.
struct HandlerAuthorization {
    let database: any Database
    let clock: any WallClock
    let box: SecretBox
    /// `https://portal.example`
    let origin: String

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
