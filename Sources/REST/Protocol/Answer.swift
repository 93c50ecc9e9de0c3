import Kernel

/// What a method answers: the result, and for lists how many there are and where the next page begins.
package struct Answer: Sendable {
    var result: JSONValue
    var total: Int?
    var next: Int?

    init(_ result: JSONValue, total: Int? = nil, next: Int? = nil) {
        self.result = result
        self.total = total
        self.next = next
    }
}

/// The `time` block of every answer.
struct Timing: Sendable {
    let start: Timestamp
    let finish: Timestamp
    let zone: TimeZoneRules

    var json: JSONValue {
        let seconds = Double((finish - start).milliseconds) / 1000
        return [
            "start": .double(Double(start.milliseconds) / 1000), "finish": .double(Double(finish.milliseconds) / 1000),
            "duration": .double(seconds), "processing": .double(seconds), "date_start": .string(start.contractText(in: zone)),
            "date_finish": .string(finish.contractText(in: zone)), "operating_reset_at": .int(start.seconds + 600),
            "operating": .double(seconds),
        ]
    }
}

extension Timestamp {
    /// `2026-11-28T14:30:00+03:00`: whole seconds, always with an offset.
    func contractText(in zone: TimeZoneRules) -> String { Timestamp(seconds: seconds).iso8601(in: zone) }
}

extension Answer {
    /// The whole document around the result.
    func envelope(_ timing: Timing) -> JSONValue {
        .members([
            "result": result, "next": next.map { .int(Int64($0)) }, "total": total.map { .int(Int64($0)) }, "time": timing.json,
        ])
    }
}
