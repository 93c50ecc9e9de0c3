import FoundationEssentials
import Glibc
import Kernel
import Moving

/// What a person at the terminal sees of a move: a line that changes while it runs, the report when it is done.
struct MovingScreen: Sendable {
    private static let shownRemarks = 20

    private let isTerminal = isatty(2) == 1
    private let start = ContinuousClock.now

    private var output: FileHandleOutput { .standardOutput }

    func remark(_ text: Text) { FileHandleOutput.standardError.say(text) }

    /// On a terminal one line that changes; in a log a line every 500 records and at the end of a kind.
    func show(_ progress: MovingProgress) {
        guard isTerminal || progress.done % 500 == 0 || progress.done == progress.total else { return }
        let count = progress.total.map { "\(min(progress.done, $0)) / \($0)" } ?? String(progress.done)
        let line = "\(progress.kind.title.both): \(count)"
        FileHandleOutput.standardError.write(isTerminal ? "\r\u{1B}[K\(line) " : "\(line)\n")
    }

    func show(_ counts: [Mover.Count], of source: String) {
        output.say(ImportCommandTexts.examined.with(["source": source]))
        for count in counts {
            let what = count.leftOut.map(\.both) ?? count.count.map(String.init) ?? "?"
            output.write("  \(count.kind.title.both): \(what)\n")
        }
        output.say(ImportCommandTexts.nothingWritten)
    }

    /// - Returns: whether records were refused.
    func end(_ report: MovingReport, writing path: String) throws -> Bool {
        if isTerminal { FileHandleOutput.standardError.write("\n") }
        let seconds = (ContinuousClock.now - start).inSeconds.rounded(to: 1)
        let summary = summary(report, seconds: seconds)
        output.write(summary + remarks(report, limit: Self.shownRemarks))
        do {
            try Data((summary + remarks(report, limit: .max)).utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Failure(.unavailable, ImportCommandTexts.noReport.with(["file": path]))
        }
        output.say(ImportCommandTexts.moveReported.with(["file": path]))
        return report.refused > 0
    }

    private func summary(_ report: MovingReport, seconds: String) -> String {
        var text = ImportCommandTexts.moved.with(["source": report.source, "seconds": seconds]).lines
        for line in report.lines {
            if let reason = line.leftOut {
                text += "  \(line.kind.title.both): \(ImportCommandTexts.leftOut.with(["reason": reason]).both)\n"
            }
            guard line.leftOut == nil || line.made + line.changed + line.unchanged + line.refused > 0 else { continue }
            let counts = ["made": line.made, "changed": line.changed, "unchanged": line.unchanged, "refused": line.refused].mapValues(String.init)
            text += "  \(line.kind.title.both): \(ImportCommandTexts.movedCounts.with(counts).both)\n"
        }
        return report.isUnchanged ? text + ImportCommandTexts.sourceUnchanged.lines : text
    }

    private func remarks(_ report: MovingReport, limit: Int) -> String {
        guard !report.remarks.isEmpty else { return "" }
        var text = "\n" + ImportCommandTexts.remarks.lines
        for remark in report.remarks.prefix(limit) {
            let mark = remark.isPartial ? ImportCommandTexts.partial : ImportCommandTexts.notMoved
            text += "  \(remark.kind.title.both) \(remark.foreign) \u{2014} \(mark.both): \(remark.message.both)\n"
        }
        if report.remarks.count > limit {
            text += ImportCommandTexts.moreRemarks.with(["count": String(report.remarks.count - limit)]).lines
        }
        return text
    }
}
