extension StringProtocol {
    /// The text without white space and line breaks at its ends.
    package var withoutOuterSpace: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[first...last])
    }

    /// The text with its line breaks replaced by spaces, one for as many as stand together.
    package var withoutLineBreaks: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}
