import GRDB

extension GRDB.Configuration {
    init(_ options: SQLiteOptions) {
        self.init()
        label = "sqlite"
        foreignKeysEnabled = true
        busyMode = .timeout(10)
        maximumReaderCount = options.readers
        prepareDatabase { database in
            // Small caches, because the system caches the file anyway; and no mapped file, whose I/O errors are signals.
            try database.execute(
                sql: """
                    pragma cache_size = \(database.configuration.readonly ? -2048 : -4096);
                    pragma mmap_size = 0;
                    pragma temp_store = memory;
                    """)
        }
    }
}

extension SQLiteConnection {
    /// Sets what a commit waits for, on the writer. To be called after the pool is open: opening it, GRDB sets
    /// `synchronous = normal`, under which a confirmed transaction may be lost with the power.
    func setDurability(_ durability: SQLiteOptions.Durability) throws {
        // After a checkpoint the log shrinks to this size.
        _ = try query("pragma journal_size_limit = 67108864", []) { $0.int(0) }
        guard durability == .full else {
            try execute("pragma synchronous = off")
            return
        }
        try execute("pragma synchronous = full")
        // On macOS a plain fsync leaves the data in the drive's own cache.
        try execute("pragma fullfsync = on")
        try execute("pragma checkpoint_fullfsync = on")
        let level = try query("pragma synchronous", []) { $0.int(0) }.first
        if level != 2 {
            let message = "synchronous is \(level ?? -1), not 2 (full): confirmed changes could be lost"
            throw StorageError.other(message: message, sql: "pragma synchronous")
        }
    }
}

extension StorageError {
    /// Why the database could not be opened, with what to do about it.
    static func opening(_ path: String, _ error: any Error) -> StorageError {
        switch error {
        case let error as DatabaseError:
            .cannotOpen(
                """
                Cannot open the database \(path): \(error.message ?? "error \(error.resultCode.rawValue)"). \
                The folder must exist and be writable, and the file must be a database of this program.
                """)
        case let error as StorageError: error
        default: .cannotOpen("Cannot open the database \(path): \(error)")
        }
    }
}
