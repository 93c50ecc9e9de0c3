/// What a colour says. The style sheet gives each tone its colours in both themes.
package enum Tone: String, Sendable {
    case neutral
    case accent
    case success
    case warning
    case danger

    var className: String { "tone-" + rawValue }
}

package enum ControlSize: Sendable {
    case normal
    case small
    /// As wide as its container: the one button of a narrow form.
    case wide
}
