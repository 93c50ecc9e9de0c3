import Automation
import CRM
import Connectors
// Foundation for DispatchSemaphore: the receiver answers on a thread of its own.
import Foundation
import Kernel
import Robots
import Storage
import Synchronization
import TestSupport
import Testing

/// F20: a receiver that misbehaves, reached through the real outbox over real HTTP.
struct ProviderFaultTests {
    @Test func `errors, a call for patience and at last an answer are one message to the receiver`() async throws {
        let world = try await WebhookWorld.make { _, number in
            switch number {
            case 1: .answer(500)
            case 2: .cut
            case 3: .answer(429, headers: ["Retry-After: 600"])
            default: .answer(200, body: #"{"id":1}"#)
            }
        }
        defer { world.close() }
        try await world.publish()
        _ = try await world.deal()
        let deliverer = world.deliverer()

        for attempt in 1...3 {
            try await deliverer.deliverDue()
            let waiting = try #require(try await world.deliveries().first)
            #expect(waiting.state == .queued && waiting.attempt == attempt)
            if attempt == 3 { #expect(waiting.next >= world.company.clock.now + .minutes(10)) }
            // Nothing goes out before its time.
            #expect(try await deliverer.deliverDue() == 0)
            world.company.clock.advance(to: waiting.next)
        }
        try await deliverer.deliverDue()

        #expect(try await world.deliveries().map(\.state) == [.delivered])
        #expect(Set(world.receiver.requests.map { $0.headers["webhook-id"] }).count == 1)
        #expect(Set(world.receiver.requests.map(\.body)).count == 1)
        #expect(try await world.company.portal.read { try AutomationInvariants.violations(in: $0, at: world.company.clock.now) } == [])
    }

    /// The bytes come one by one and never end.
    @Test func `a receiver that drips ends as an unknown outcome and goes out again under the same name`() async throws {
        let world = try await WebhookWorld.make(timeout: .seconds(1)) { _, number in number == 1 ? .drip : .answer(200) }
        defer { world.close() }
        try await world.publish()
        _ = try await world.deal()

        try await world.deliverer().deliverDue()
        let waiting = try #require(try await world.deliveries().first)
        #expect(waiting.state == .queued && waiting.isUnsure)
        world.company.clock.advance(to: waiting.next)
        try await world.deliverer().deliverDue()

        #expect(try await world.deliveries().map(\.state) == [.delivered])
        #expect(Set(world.receiver.requests.map { $0.headers["webhook-id"] }).count == 1)
    }

    @Test func `one that drips keeps neither other receivers waiting nor those that come after it`() async throws {
        let slow = try await WebhookWorld.make(timeout: .seconds(120)) { _, _ in .drip }
        let quick = try Receiver()
        defer { quick.stop() }
        let (company, address) = (slow.company, quick.address)
        let other = try await company.act(company.people.administrator) { [box = slow.box] in
            try ConnectionStore.create(
                WebhookMessage.connector, Connection.Settings(name: "Quick", address: address, allowsPrivate: true), box, in: $0)
        }
        try await slow.publish(connections: [slow.connection, other.id])
        _ = try await slow.deal()
        let deliverer = slow.deliverer()

        let claims = try await deliverer.look().claimed
        #expect(claims.count == 2)
        var under = claims.map { claim in Task { await deliverer.carryOut(claim) } }
        try await eventually { try await slow.delivered() >= 1 && !slow.receiver.requests.isEmpty }
        _ = try await slow.deal()
        under += try await deliverer.look().claimed.map { claim in Task { await deliverer.carryOut(claim) } }
        try await eventually { try await slow.delivered() >= 2 }

        #expect(quick.requests.count == 2)
        slow.close()
        for task in under { await task.value }
    }

    /// What a provider tells us comes when it likes: before we have noted our own request as sent, twice, in another order.
    @Test func `a receiver that tells of the result before it has answered, twice, is heard once`() async throws {
        let heard = Callback()
        let world = try await WebhookWorld.make { _, _ in
            heard.tell()
            return .answer(200, body: #"{"id":4711}"#)
        }
        defer { world.close() }
        try await world.publish(notes: true)
        let deal = try await world.deal()
        let company = world.company
        heard.set {
            for _ in 1...2 {
                try await company.portal.perform(as: .system) { command in
                    let event = PostedEvent(kind: "activity.incoming_call", document: deal, payload: [:])
                    try company.assembly.engine.post(
                        event, once: Engine.SourceKey(source: "provider", key: "order 4711"), in: command.transaction, at: command.now)
                }
            }
        }

        try await world.deliverer().deliverDue()

        #expect(try await world.deliveries().map(\.state) == [.delivered])
        let taken = try await company.portal.read {
            try $0.count("select count(*) from automation_dedup where source = 'provider'")
        }
        #expect(taken == 1)
        let texts = try await company.portal.read { try $0.query("select body from messages") { $0.text(0) } }
        #expect(texts == ["order 4711"])
        #expect(try await company.portal.read { try AutomationInvariants.violations(in: $0, at: company.clock.now) } == [])
    }
}

/// What a receiver does before it answers.
private final class Callback: Sendable {
    private let body = Mutex<(@Sendable () async throws -> Void)?>(nil)

    func set(_ body: @escaping @Sendable () async throws -> Void) { self.body.withLock { $0 = body } }

    func tell() {
        guard let body = body.withLock({ $0 }) else { return }
        let isDone = DispatchSemaphore(value: 0)
        Task {
            do { try await body() } catch { Issue.record(error) }
            isDone.signal()
        }
        isDone.wait()
    }
}

extension WebhookWorld {
    /// A stage with a robot for each connection, side by side; with `notes` one that waits for the answer and tells it.
    fileprivate func publish(connections: [ConnectionID]? = nil, notes: Bool = false) async throws {
        let (store, now) = (company.assembly.automation, company.clock.now)
        var robots = (connections ?? [connection]).enumerated().map { number, connection in
            RobotSetting(
                id: "hook\(number)", kind: "outgoing_webhook", title: "Tell \(number)",
                parameters: ["connection": .string(connection.description), "fields": ["TITLE"], "waits": true])
        }
        if notes {
            robots.append(
                RobotSetting(
                    id: "note", kind: "social_message", title: "Note", timing: .afterPreviousRobot,
                    parameters: ["to": ["responsible"], "text": "order {=hook0:answer.id}"]))
        }
        let stage = StageAutomation(stage: "SELECTION", process: robots.map(Block.robot))
        try await company.database.write { transaction in
            _ = try store.publish(
                PipelineAutomation(stages: [stage]), to: "DEAL:0", among: [], by: nil, in: transaction, at: now)
        }
    }

    fileprivate func deal() async throws -> DocumentID {
        try await company.act(company.people.manager) { [items = company.items] command in
            try items.create(ItemDraft(.deal, [.title: .string("Pump")]), command).id
        }
    }

    fileprivate func deliveries() async throws -> [Delivery] {
        try await company.portal.read { try OutboxReader.deliveries(by: "webhook", .all, limit: 10, in: $0) }
    }

    fileprivate func delivered() async throws -> Int { try await deliveries().filter { $0.state == .delivered }.count }

    fileprivate func deliverer() -> Deliverer {
        Deliverer(engine: company.assembly.engine, connectors: [connector], dice: { 0.5 })
    }
}
