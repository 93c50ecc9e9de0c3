import CRM
import HTTPTypes
import Hummingbird
import Kernel

/// The cookie that says who somebody is. `Secure` when the portal's own address is https.
package enum SessionCookie {
    package static let name = "prom2b"

    /// Kept by the browser as long as a session may live.
    static func opened(_ token: SecretToken, isSecure: Bool) -> String {
        cookie(token.text, maxAge: SessionStore.absoluteLifetime.milliseconds / 1000, isSecure: isSecure)
    }

    static func ended(isSecure: Bool) -> String { cookie("", maxAge: 0, isSecure: isSecure) }

    private static func cookie(_ value: String, maxAge: Int64, isSecure: Bool) -> String {
        "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax; Max-Age=\(maxAge)\(isSecure ? "; Secure" : "")"
    }
}
