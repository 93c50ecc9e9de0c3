/// What is wrong with an expression or with the values it met, and where in the source.
package struct ExpressionError: Error, Hashable, Sendable {
    /// The numbers are those of Bitrix24's calculator, so that advice found elsewhere applies.
    package enum Code: Int, Sendable, CaseIterable {
        case badVariableName = 0
        case empty = 1
        case syntax = 2
        case unknownFunction = 3
        case unmatchedClose = 4
        case unmatchedOpen = 5
        case divisionByZero = 6
        case wrongOrder = 7
        case wrongArguments = 8
    }

    package let code: Code
    /// The place in the source, in UTF-8 bytes.
    package let range: Range<Int>
    /// What to correct, with the place marked: «Неизвестная функция «foo»: 1 + ▸foo◂(2)».
    package let message: Text

    /// - Parameter detail: replaces the code's general sentence when there is more to say.
    package init(_ code: Code, _ range: Range<Int>, in source: [UInt8], _ detail: Text? = nil) {
        self.code = code
        self.range = range
        let place = Text(verbatim: ExpressionError.excerpt(of: source, marking: range))
        message = ExpressionTexts.withPlace.with(["problem": detail ?? ExpressionTexts.problem(code), "place": place])
    }

    /// Up to 20 characters on either side of the marked place.
    private static func excerpt(of source: [UInt8], marking range: Range<Int>) -> String {
        let start = min(range.lowerBound, source.count)
        let end = min(max(range.upperBound, start), source.count)
        let before = String(decoding: source[max(0, start - 120)..<start], as: UTF8.self)
        let after = String(decoding: source[end..<min(source.count, end + 120)], as: UTF8.self)
        let marked = String(decoding: source[start..<end].prefix(500), as: UTF8.self)
        let shown = marked.count > 40 ? marked.prefix(40) + "…" : marked[...]
        return (before.count > 20 ? "…" : "") + before.suffix(20) + "▸" + shown + "◂" + after.prefix(20)
            + (after.count > 20 ? "…" : "")
    }
}

extension ExpressionError: CustomStringConvertible {
    package var description: String { "expression error \(code.rawValue) at \(range.lowerBound): \(message.english)" }
}
