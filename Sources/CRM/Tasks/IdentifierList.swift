import Kernel

extension Sequence {
    /// The ids as the text of a JSON array, for `Dialect.isOneOf`.
    func jsonList<Tag>() -> String where Element == Identifier<Tag> {
        "[" + map(\.description).joined(separator: ",") + "]"
    }
}
