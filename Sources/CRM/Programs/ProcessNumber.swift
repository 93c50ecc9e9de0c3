import Storage

/// The numbers under which programs know the processes beside the stages: given once, never to another.
package enum ProcessNumber {
    /// The number of a process, a new one when nobody has asked for it before.
    /// - Parameters:
    ///   - code: `@payment`
    ///   - pipeline: its stored name.
    package static func of(_ code: String, in pipeline: String, _ command: Command) throws -> Int64 {
        let transaction = command.transaction
        func known() throws -> Int64? {
            try transaction.first("select id from process_numbers where pipeline = $1 and code = $2", [pipeline, code]) { $0.int64(0) }
        }
        if let number = try known() { return number }
        let number = try transaction.nextID("process_numbers")
        try transaction.execute(
            "insert into process_numbers (id, pipeline, code) values ($1, $2, $3) on conflict (pipeline, code) do nothing",
            [number, pipeline, code])
        // Somebody else may have been faster.
        return try known() ?? number
    }

    /// The process of a number; nil for a number that was never given.
    package static func process(_ number: Int64, in reader: any Reader) throws -> (pipeline: String, code: String)? {
        try reader.first("select pipeline, code from process_numbers where id = $1", [number]) { ($0.text(0), $0.text(1)) }
    }
}
