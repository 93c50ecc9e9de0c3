import HTTPTypes
import Hummingbird
import Kernel

/// What an action answers.
package enum PageResponse: Sendable {
    /// A page inside the shell with its rail entry lit. Asked for by script (a slide-over), only its content is sent.
    case page(Page, rail: RailEntry? = nil, status: HTTPResponse.Status = .ok)
    /// A page without the shell: sign-in, first run, public form.
    case bare(title: String, HTML, width: BareWidth = .normal, status: HTTPResponse.Status = .ok)
    /// A part of a page for script to put in place. `status` 422 carries a form with its errors.
    case fragment(HTML, status: HTTPResponse.Status = .ok)
    /// After a change: the browser opens this address with GET; `notice` is shown there once.
    case redirect(String, notice: Text? = nil)
    /// The same, opening or ending a session (`Set-Cookie`).
    case redirectSettingCookie(String, cookie: String)
    /// JSON for script.
    case json(JSONValue, status: HTTPResponse.Status = .ok)
    /// Nothing to say.
    case done
    /// Anything else: files, reports, event streams.
    case raw(Response)
}

/// The places of the left rail.
package enum RailEntry: String, Sendable, CaseIterable {
    case leads, deals, contacts, companies, products, tasks, assignments, messages, people, automation, settings
}
