import CCurl
// Foundation for Thread: libcurl waits in a thread of its own, never in the pool of Swift's tasks.
import Foundation
import Synchronization

/// Requests to the outside, any number at a time, on one thread of their own: libcurl's multi interface waits for all of
/// them at once, so a receiver that hangs keeps no other waiting.
package final class CurlTransfers: Sendable {
    private struct Mailbox {
        var new: [CurlTransfer] = []
        var cancelled: Set<UInt64> = []
        var isClosed = false
        var isRunning = false
        var lastID: UInt64 = 0
    }

    private let mailbox = Mutex(Mailbox())
    /// Only `curl_multi_wakeup` may be called from other threads, and only that is.
    private nonisolated(unsafe) let multi: UnsafeMutableRawPointer

    package init() {
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        guard let multi = curl_multi_init() else { preconditionFailure("libcurl has no memory") }
        self.multi = multi
    }

    /// Ends what is under way. The thread ends with it.
    package func close() {
        mailbox.withLock { $0.isClosed = true }
        curl_multi_wakeup(multi)
    }

    /// - Throws: `TransferFailure`; also when the task is cancelled.
    package func answer(to request: OutgoingRequest) async throws(TransferFailure) -> IncomingAnswer {
        let id = mailbox.withLock { mailbox in
            mailbox.lastID += 1
            return mailbox.lastID
        }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Result<IncomingAnswer, TransferFailure>, Never>) in
                add(CurlTransfer(request, id: id) { continuation.resume(returning: $0) })
            }
        } onCancel: {
            mailbox.withLock { _ = $0.cancelled.insert(id) }
            curl_multi_wakeup(multi)
        }
        return try result.get()
    }

    private func add(_ transfer: CurlTransfer) {
        let (isClosed, needsThread) = mailbox.withLock { mailbox in
            if mailbox.isClosed { return (true, false) }
            mailbox.new.append(transfer)
            defer { mailbox.isRunning = true }
            return (false, !mailbox.isRunning)
        }
        if isClosed { return transfer.cancel() }
        if needsThread {
            let thread = Thread { self.work() }
            thread.name = "outgoing-http"
            thread.start()
        } else {
            curl_multi_wakeup(multi)
        }
    }

    // MARK: On the thread

    private func work() {
        var active: [UnsafeMutableRawPointer: CurlTransfer] = [:]
        while true {
            let letters = mailbox.withLock { mailbox in
                defer {
                    mailbox.new = []
                    mailbox.cancelled = []
                }
                return mailbox
            }
            for transfer in letters.new { begin(transfer, &active) }
            for transfer in active.values where letters.isClosed || letters.cancelled.contains(transfer.id) {
                remove(transfer, &active)?.cancel()
            }
            if letters.isClosed, active.isEmpty { return }
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            finish(&active)
            curl_multi_poll(multi, nil, 0, 1000, nil)
        }
    }

    private func begin(_ transfer: CurlTransfer, _ active: inout [UnsafeMutableRawPointer: CurlTransfer]) {
        guard let easy = transfer.start() else { return transfer.finish(CURLE_URL_MALFORMAT) }
        active[easy] = transfer
        curl_multi_add_handle(multi, easy)
    }

    private func finish(_ active: inout [UnsafeMutableRawPointer: CurlTransfer]) {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle, let transfer = active[easy]
            else { continue }
            let code = prom2b_curl_message_result(message)
            remove(transfer, &active)?.finish(code)
        }
    }

    private func remove(_ transfer: CurlTransfer, _ active: inout [UnsafeMutableRawPointer: CurlTransfer]) -> CurlTransfer? {
        guard let easy = transfer.easy else { return nil }
        active[easy] = nil
        curl_multi_remove_handle(multi, easy)
        return transfer
    }
}
