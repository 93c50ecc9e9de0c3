extension Value {
    /// The value as text for exchange, without names: ISO days and UTC moments, `Y`/`N`, plain decimals, `user_12`,
    /// `D_15`; lists joined by «, ». What people read is printed by the caller, who knows names and the viewer's zone.
    package var printable: String {
        switch self {
        case .null: ""
        case .bool(let value): value ? "Y" : "N"
        case .int(let value): String(value)
        case .double(let value): DecimalDigits(value).rounded(significant: 15).plain
        case .string(let text): text
        case .date(let day): day.description
        case .dateTime(let moment): moment.iso8601
        case .money(let money): money.decimalString
        case .reference(let reference): "\(reference.kind.exchangePrefix)_\(reference.id)"
        case .list(let values): values.map(\.printable).joined(separator: ", ")
        }
    }
}
