import CRM
import HTTPTypes
import Kernel

/// A form on its way round: what was typed and why it was refused. Both are missing when the form is shown for the first time.
struct Attempt: Sendable {
    let language: Language
    var typed: FormFields?
    var failure: Failure?

    init(_ page: PageRequest, failure: Failure? = nil) {
        language = page.language
        typed = failure == nil ? nil : page.form
        self.failure = failure
    }

    var status: HTTPResponse.Status { failure == nil ? .ok : .unprocessableContent }

    /// The label of a field, with the error when it is this one that was refused.
    func field(_ name: String, _ title: Text, isRequired: Bool = false, help: Text? = nil, id: String? = nil) -> Field {
        Field(name, label: title[language], isRequired: isRequired, help: help?[language], error: error(at: name), id: id)
    }

    /// What was wrong with a field; its name in any case, because commands name fields as the REST API does.
    func error(at name: String) -> String? {
        guard let failure, failure.field?.lowercased() == name.lowercased() else { return nil }
        return failure.message[language]
    }

    /// What was typed, else what is stored.
    func text(_ name: String, _ stored: String = "") -> String { typed == nil ? stored : typed?[name] ?? "" }

    func flag(_ name: String, _ stored: Bool) -> Bool { typed?.flag(name) ?? stored }

    func chosen(_ name: String, _ stored: some Sequence<String>) -> Set<String> { Set(typed?.all(name) ?? Array(stored)) }

    /// The refusal above the form, when none of these fields stands for it.
    func notice(besides fields: [String] = []) -> HTML? {
        guard let failure, !fields.contains(where: { $0.lowercased() == failure.field?.lowercased() }) else { return nil }
        return .notice(.danger, icon: .circleAlert, "<p>\(failure.message, language)</p>")
    }
}

extension PageRequest {
    /// Carries out what a form asks for; what the person can mend brings the form back with what was typed.
    func attempt(
        _ change: () async throws -> PageResponse, again: (Attempt) async throws -> PageResponse
    ) async throws -> PageResponse {
        do {
            return try await change()
        } catch let failure as Failure where failure.code == .invalid || failure.code == .conflict {
            return try await again(Attempt(self, failure: failure))
        }
    }

    /// - Throws: `Failure` `.forbidden` for whoever may not change such settings.
    func require(_ permission: PortalPermission) throws {
        guard try viewer.may(permission) else { throw Failure(.forbidden, PeopleTexts.onlyConfigurers) }
    }

    /// An address that works outside the portal too: invitations, public forms. The public address of the portal is the
    /// authority; without one, the address by which this browser came.
    func link(_ path: String) -> String {
        PublicAddress.origin(services.publicAddress, authority: authority, servesTLS: services.isSecure) + path
    }
}
