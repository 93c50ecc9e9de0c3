import Glibc
import Kernel

/// How often a second the disk of a folder makes 4 KB durable: the ceiling of everything that waits for a flush.
struct FlushProbe {
    let folder: String

    /// Writes and flushes for about a second, 2,000 times at most.
    /// - Returns: flushes per second.
    func measure() throws -> Double {
        let path = folder + "/flush-probe"
        let file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Failure(.unavailable, Text(verbatim: "bench: cannot write \(path)")) }
        defer {
            close(file)
            unlink(path)
        }
        let page = [UInt8](repeating: 0x5A, count: 4096)
        let start = ContinuousClock.now
        var count = 0
        while count < 2000, ContinuousClock.now - start < .seconds(1) {
            // Like a write-ahead log that has been checkpointed: the same pages again, the file does not grow for ever.
            guard pwrite(file, page, page.count, off_t(count % 256) * 4096) == page.count, fdatasync(file) == 0 else {
                throw Failure(.unavailable, Text(verbatim: "bench: the disk refuses to flush \(path)"))
            }
            count += 1
        }
        return Double(count) / (ContinuousClock.now - start).inSeconds
    }
}
