import CRM
import Kernel

/// What the pages of the REST API's methods need of the API, which Web does not know.
package struct APIDesk: Sendable {
    package let methods: [MethodHelp]
    /// One call in the name of somebody who is signed in: the answer as a program would get it.
    package let call: @Sendable (_ method: String, _ parameters: JSONValue, _ viewer: Viewer, _ user: User) async -> JSONValue

    package init(
        methods: [MethodHelp] = [],
        call: @escaping @Sendable (_ method: String, _ parameters: JSONValue, _ viewer: Viewer, _ user: User) async -> JSONValue = { _, _, _, _ in nil }
    ) {
        self.methods = methods
        self.call = call
    }
}
