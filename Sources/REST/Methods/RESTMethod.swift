import CRM
import Kernel
import Storage

/// One method of the API: declared once, found by name, checked for scope, documented on its page.
package struct RESTMethod: Sendable {
    /// `crm.deal.list`
    package let name: String
    /// Nil for what every key may ask.
    package let scope: IntegrationScope?
    /// What it does, for its page.
    package let about: Text
    /// What it takes, for its page and its form.
    package let parameters: [RESTParameter]
    /// Files and batches do not nest.
    package let isForBatch: Bool
    let run: @Sendable (Call) async throws -> Answer

    init(
        _ name: String, _ scope: IntegrationScope?, _ about: Text, _ parameters: [RESTParameter] = [], isForBatch: Bool = true,
        run: @escaping @Sendable (Call) async throws -> Answer
    ) {
        self.name = name
        self.scope = scope
        self.about = about
        self.parameters = parameters
        self.isForBatch = isForBatch
        self.run = run
    }

    /// A method that only looks, on one snapshot.
    static func read(
        _ name: String, _ scope: IntegrationScope?, _ about: Text, _ parameters: [RESTParameter] = [],
        _ body: @escaping @Sendable (Call, any Reader) throws -> Answer
    ) -> RESTMethod {
        RESTMethod(name, scope, about, parameters) { call in
            try await call.services.portal.read { reader in try body(call, reader) }
        }
    }

    /// A method that changes something, in one transaction.
    static func write(
        _ name: String, _ scope: IntegrationScope?, _ about: Text, _ parameters: [RESTParameter] = [],
        _ body: @escaping @Sendable (Call, Command) throws -> Answer
    ) -> RESTMethod {
        RESTMethod(name, scope, about, parameters) { call in
            try await call.services.portal.perform(as: call.caller.actor) { command in try body(call, command) }
        }
    }
}

/// A parameter of a method as its page shows it.
package struct RESTParameter: Sendable, Hashable {
    package let name: String
    /// `integer`, `object`, `string[]`…
    package let type: String
    package let isRequired: Bool
    package let about: Text

    init(_ name: String, _ type: String, isRequired: Bool = false, _ about: Text) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.about = about
    }
}

/// Who calls: the rights of a person, the reach of a key.
package struct Caller: Sendable {
    let viewer: Viewer
    let user: User
    let scopes: Set<IntegrationScope>
    /// What the key is called; changes name it.
    let title: String
    /// Which program it is, for what it keeps here: `webhook/12`, `application/3`; the same as long as its key or registration.
    let program: String
    /// By which it came: what tells it from others, and opens the addresses of files that it may fetch.
    let key: Key

    enum Key: Hashable, Sendable {
        /// `1/secret` of an incoming webhook.
        case webhook(String)
        /// An application's token.
        case token(ApplicationID, String)
        /// Somebody at the page of a method.
        case none
    }

    /// Nil for others than applications.
    var application: ApplicationID? { if case .token(let id, _) = key { id } else { nil } }

    /// What calls are counted by.
    var throttleKey: String { "\(program)/\(user.id)" }

    /// Where it fetches a file, without the origin.
    func address(of file: FileID) -> String {
        switch key {
        case .webhook(let text): "/rest/\(text)/\(FileDownload.name)?id=\(file.rawValue)"
        case .token(_, let text): "/rest/\(FileDownload.name)?auth=\(text)&id=\(file.rawValue)"
        case .none: "/rest/\(FileDownload.name)?id=\(file.rawValue)"
        }
    }

    var actor: Actor { Actor(origin: .integration(title: title), user: user.id) }
    var language: Language { user.profile.language }

    func reaches(_ method: RESTMethod) -> Bool { method.scope.map(scopes.contains) ?? true }
}

/// One call while it is answered.
package struct Call: Sendable {
    let services: RESTServices
    let parameters: Parameters
    let caller: Caller
    let now: Timestamp
    /// The portal's, in which dates are given and taken.
    let dates: DateSetting

    var viewer: Viewer { caller.viewer }
    /// `https://portal.example`, empty when nobody said how the portal is reached.
    var origin: String { services.publicAddress?.origin ?? "" }
    var zone: TimeZoneRules { dates.zone }

    func with(_ parameters: Parameters) -> Call {
        Call(services: services, parameters: parameters, caller: caller, now: now, dates: dates)
    }

    /// - Throws: the original's answer to a person without the right, which differs by family.
    func require(_ permission: PortalPermission, or failure: RESTFailure = .accessDenied) throws {
        guard viewer.may(permission) else { throw failure }
    }
}
