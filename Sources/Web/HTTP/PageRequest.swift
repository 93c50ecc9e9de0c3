import CRM
import HTTPTypes
import Kernel

/// One request as an action sees it: who asks, for what, with which fields. Everything in it has been checked: the session,
/// the CSRF token, the size of the body.
package struct PageRequest: Sendable {
    package let services: Services
    /// The signed-in person; nil only on routes open to everybody.
    package let visitor: Visitor?
    package let language: Language
    package let method: HTTPRequest.Method
    /// The path without the query: `/deals/7`.
    package let path: String
    package let parameters: [String: String]
    package let query: FormFields
    package let form: FormFields
    package let uploads: [ReceivedFile]
    /// Asked by script for a part of a page (htmx), not by the browser for a page.
    package let isFragment: Bool
    /// The client's address as the server sees it, for rate limits.
    package let address: String
    package let headers: HTTPFields
    /// The host and port by which the browser reached the portal, as it says; nil when it says none.
    package let authority: String?
    /// Cookies by name, as sent.
    package let cookies: [String: String]
    package let now: Timestamp
    /// The portal's working calendar, as the request found it.
    package let calendar: PortalCalendar
    /// How the person who asks reads and types dates: in their own time zone when they have one.
    package let dates: DateWriter

    /// The rights of the person who asks.
    /// - Throws: `Failure(.unauthenticated)` on a route open to everybody when nobody is signed in.
    package var viewer: Viewer {
        get throws {
            guard let visitor else { throw Failure(.unauthenticated, HTTPTexts.signIn) }
            return visitor.viewer
        }
    }

    /// The person as the author of a change.
    package var actor: Actor {
        get throws { .person(try viewer.user) }
    }

    /// The token every form must carry in its field `csrf`.
    package var csrf: String { visitor?.session.csrfToken ?? "" }

    /// A path parameter as an identifier; a page that does not exist when it is none.
    package func id<Tag>(_ name: String = "id") throws -> Identifier<Tag> {
        guard let id = parameters[name].flatMap({ Identifier<Tag>($0) }) else {
            throw Failure(.notFound, HTTPTexts.unknownPage)
        }
        return id
    }

    /// A text field that must be filled.
    package func required(_ name: String, _ title: Text) throws -> String {
        guard let text = form.text(name) else {
            throw Failure(.invalid, HTTPTexts.missingField.with(["name": title]), field: name)
        }
        return text
    }

    /// A file sent under a name, nil when the field was left empty.
    package func upload(_ name: String) -> ReceivedFile? { uploads.first { $0.field == name } }
}

/// The person behind a session.
package struct Visitor: Sendable {
    package let viewer: Viewer
    package let user: User
    package let session: Session

    package init(viewer: Viewer, user: User, session: Session) {
        self.viewer = viewer
        self.user = user
        self.session = session
    }

    package var language: Language { user.profile.language }
    package var theme: Theme { user.profile.theme }
}

/// An uploaded file on its way: its bytes are already in the file store, no item owns it yet.
package struct ReceivedFile: Sendable {
    /// The form field it came in.
    package let field: String
    package let file: StoredFile
}
