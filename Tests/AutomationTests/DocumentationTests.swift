import Automation
// For reading the page from the source tree.
import Foundation
import Kernel
import Testing

struct DocumentationTests {
    @Test func `the page on the state machine names every state and the limits as they are`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appendingPathComponent("docs/automation/state-machine.md"), encoding: .utf8)
        let limits = EngineLimits()

        for state in TokenState.allCases { #expect(page.contains("| `\(state)` |")) }
        for state in RunState.allCases { #expect(page.contains("`\(state)`")) }
        #expect(page.contains("\(limits.atOnceSteps) steps or \(limits.atOnceTime.milliseconds) ms"))
        #expect(page.contains("\(limits.visitSteps) steps without waiting"))
        #expect(page.contains("\(limits.chainedMoves) automatic moves"))
        #expect(
            page.contains("\(Int(limits.hourlyEntries)) automatic entries")
                && page.contains("\(Int(limits.dailyEntries)) in a day"))
        #expect(page.contains("\(limits.generations) deep") && page.contains("\(limits.itemsPerRoot) items"))
    }

    @Test func `the page on the outbox names every state and promise and the limits as they are`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(contentsOf: root.appendingPathComponent("docs/automation/outbox.md"), encoding: .utf8)
        let limits = ChannelLimits()

        for state in DeliveryState.allCases { #expect(page.contains("| `\(state)` |"), "\(state)") }
        for promise in DeliveryPromise.allCases {
            #expect(page.contains("| `\(promise)` |"), "\(promise)")
            let policy = promise.policy
            #expect(page.contains("| \(policy.attempts) | \(policy.first.milliseconds / 1000) s |"), "\(promise)")
        }
        #expect(page.contains("\(limits.concurrency) attempts at a time, \(Int(limits.perSecond)) a second with bursts of \(Int(limits.burst))"))
        #expect(page.contains("After \(limits.breakerFailures) failures in a row"))
        #expect(page.contains("for \(limits.breakerPause.milliseconds / 1000) seconds"))
    }
}
