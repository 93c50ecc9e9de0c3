import Kernel

/// Carries one sentence over a redirect: set with the answer to a form, shown and removed by the next page.
enum FlashCookie {
    static let name = "flash"

    static func carrying(_ text: String) -> String {
        "\(name)=\(percentEncoded(String(text.prefix(300)))); Path=/; HttpOnly; SameSite=Lax; Max-Age=60"
    }

    static let removed = "\(name)=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
}
