import Kernel

/// A cell of a table that is written: typed where the format has types.
package enum SheetCell: Sendable, Equatable {
    case empty
    case text(String)
    case number(Double)
    /// In the currency of its row.
    case money(Money)
    case day(LocalDate)
    /// In the time zone of the portal.
    case moment(LocalDateTime)
    case flag(Bool)

    /// As Excel in Russia writes it into a CSV file, and as the import reads it back.
    var text: String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .number(let number): Value.number(number).printable.replacing(".", with: ",")
        case .money(let money): money.decimalString.replacing(".", with: ",")
        case .day(let day): day.dottedText
        case .moment(let moment): moment.dottedText
        case .flag(let flag): (flag ? FieldTexts.yes : FieldTexts.no).russian
        }
    }
}

/// Takes the rows of a table one after the other; the heading is written when it is made.
package protocol SheetWriter: AnyObject {
    func write(_ cells: [SheetCell]) throws
    /// No more rows: what was kept back is written.
    func finish() throws
}
