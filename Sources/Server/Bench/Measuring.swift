import Kernel

extension Duration {
    /// As a fraction: 1.25 s.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
    var inMilliseconds: Double { inSeconds * 1000 }
}

extension Double {
    /// With a fixed number of decimals, the point as separator: a table reads the same on every machine.
    func rounded(to decimals: Int) -> String {
        guard isFinite else { return "–" }
        var factor = 1
        for _ in 0..<decimals { factor *= 10 }
        let scaled = Int((magnitude * Double(factor)).rounded())
        let whole = "\(self < 0 && scaled > 0 ? "-" : "")\(scaled / factor)"
        if decimals == 0 { return whole }
        let fraction = String(scaled % factor)
        return whole + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
}

/// Measurements of one thing.
struct Samples {
    private var values: [Double] = []

    mutating func add(_ value: Double) { values.append(value) }

    /// The smallest value that `percent` per cent of the measurements do not exceed; NaN when there are none.
    func percentile(_ percent: Double) -> Double {
        guard !values.isEmpty else { return .nan }
        let sorted = values.sorted()
        let place = Int((percent / 100 * Double(sorted.count)).rounded(.up)) - 1
        return sorted[max(0, min(place, sorted.count - 1))]
    }

    var median: Double { percentile(50) }
}

/// Waits for real time to pass, without a processor.
func pause(_ span: TimeSpan) async {
    let clock = SystemClock()
    let end = clock.now + span
    while clock.now < end { await clock.sleep(until: end) }
}

/// A table of text, its numbers to the right.
struct TextTable {
    private var rows: [[String]]

    init(_ headings: [String]) { rows = [headings] }

    mutating func add(_ cells: [String]) { rows.append(cells) }

    var text: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + blanks : blanks + cell
            }.joined(separator: "  ")
        }.joined(separator: "\n") + "\n"
    }
}
