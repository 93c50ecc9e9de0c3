/// An address inside the portal that a form asks to come back to; the fallback for anything else, so that nobody can be led
/// to another site by a link.
func returnAddress(_ wanted: String?, else fallback: String) -> String {
    guard let wanted, wanted.hasPrefix("/"), !wanted.hasPrefix("//"), !wanted.contains("\\") else { return fallback }
    return wanted
}
