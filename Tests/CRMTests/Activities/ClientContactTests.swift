import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct ClientContactTests {
    private func contact(_ world: WorkWorld, phone: String, email: String = "") async throws -> DocumentID {
        try await world.perform { [items = world.items] command in
            var values: [FieldCode: Value] = [.name: .string("Пётр"), .phone: .list([.string(phone)])]
            if !email.isEmpty { values[.email] = .list([.string(email)]) }
            return try items.create(ItemDraft(.contact, values, responsible: WorkWorld.doer), command).id
        }
    }

    private func deal(_ world: WorkWorld, of contact: DocumentID, stage: String = "WORK") async throws -> DocumentID {
        try await world.perform { [items = world.items] command in
            let values: [FieldCode: Value] = [.title: .string("Сделка"), .contact: .item(contact)]
            return try items.create(ItemDraft(.deal, values, stage: stage, responsible: WorkWorld.boss), command).id
        }
    }

    private func call(_ world: WorkWorld, _ report: CallReport) async throws -> RegisteredContact? {
        try await world.perform { try Activity.registerCall(report, in: $0) }
    }

    @Test func `a missed call reaches every open item of the client, however the number is written`() async throws {
        let world = try await WorkWorld.make()
        let client = try await contact(world, phone: "8 (916) 123-45-67")
        let open = try await deal(world, of: client)
        let closed = try await deal(world, of: client, stage: "LOST")
        let lead = try await world.lead([.title: .string("Заявка"), .phone: .list([.string("+7 916 123 45 67")])])
        world.events.forget()

        let registered = try #require(
            try await call(world, CallReport(.incoming, phone: "9161234567", outcome: .missed)))

        #expect(Set(registered.items) == [open, lead, client])
        #expect(Set(world.events.all("activity.missed_call").map(\.document)) == [open, lead, client])
        #expect(try await world.item(open).incomingCount == 1)
        #expect(try await world.item(closed).incomingCount == 0)
        let counters = try await world.read {
            try ActivityCounters.of(WorkWorld.doer, now: world.now, tomorrow: world.days.tomorrow, in: $0)
        }
        #expect(counters.incoming == 1)
        #expect(try await world.notices(of: WorkWorld.doer).map(\.kind) == ["client_contact"])

        _ = try await world.perform { try Activity.complete(registered.activity, result: "Перезвонил", in: $0) }
        #expect(try await world.item(open).incomingCount == 0)
    }

    @Test func `an answered call is done at once and is an incoming call, not a missed one`() async throws {
        let world = try await WorkWorld.make()
        let client = try await contact(world, phone: "+74951234567")
        let open = try await deal(world, of: client)

        var report = CallReport(.incoming, phone: "8 495 123-45-67", outcome: .answered)
        report.durationSeconds = 95
        _ = try await call(world, report)

        #expect(world.events.all("activity.incoming_call").count == 2)
        #expect(world.events.all("activity.missed_call").isEmpty)
        #expect(try await world.item(open).incomingCount == 0)
        let done = try await world.read { try Activity.done(on: open, in: $0) }
        #expect(done.map(\.durationSeconds) == [95] && done[0].callOutcome == .answered)
    }

    @Test func `a call reported twice is one call and moves nothing twice`() async throws {
        let world = try await WorkWorld.make()
        let client = try await contact(world, phone: "+74951234567")
        var report = CallReport(.incoming, phone: "+74951234567", outcome: .missed)
        (report.source, report.origin) = ("pbx", "call-1")

        let first = try await call(world, report)
        let events = world.events.kinds.count
        let second = try await call(world, report)
        report.source = "other-pbx"
        let third = try await call(world, report)

        #expect(first?.activity == second?.activity && first?.isNew == true && second?.isNew == false)
        #expect(second?.items == [client])
        #expect(third?.activity != first?.activity)
        #expect(world.events.kinds.count == events + 1)
    }

    @Test func `an unknown number is the caller's to decide, a wrong one is refused`() async throws {
        let world = try await WorkWorld.make()

        #expect(try await call(world, CallReport(.incoming, phone: "+79990000000", outcome: .missed)) == nil)
        await #expect {
            try await call(world, CallReport(.incoming, phone: "none", outcome: .missed))
        } throws: { ($0 as? Failure)?.field == "phone" }
        #expect(try await world.read { try $0.count("select count(*) from activities") } == 0)
    }

    @Test func `a call from a card belongs to that card and its client`() async throws {
        let world = try await WorkWorld.make()
        let client = try await contact(world, phone: "+74951234567")
        let first = try await deal(world, of: client)
        _ = try await deal(world, of: client)

        var report = CallReport(.outgoing, phone: "+79991112233", outcome: .noAnswer)
        report.item = first
        let registered = try await call(world, report)

        #expect(registered?.items == [first, client])
        #expect(world.events.all("activity.outgoing_call").map(\.document) == [first, client])
    }

    @Test func `a letter waits for an answer and is one by its Message-ID`() async throws {
        let world = try await WorkWorld.make()
        let client = try await contact(world, phone: "+74951234567", email: "Ivan@Example.ru")
        let open = try await deal(world, of: client)
        var report = MailReport(.incoming, address: "Иван <ivan@example.RU>", subject: "", text: "Пришлите счёт")
        report.origin = "<1@example.ru>"
        let letter = report

        let first = try await world.perform { try Activity.registerMail(letter, in: $0) }
        let second = try await world.perform { try Activity.registerMail(letter, in: $0) }

        #expect(first?.activity == second?.activity)
        #expect(Set(world.events.all("activity.incoming_mail").map(\.document)) == [open, client])
        #expect(try await world.item(open).incomingCount == 1)
    }

    @Test func `a filled form stands on its item once`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()

        for _ in 1...2 {
            _ = try await world.perform {
                try Activity.registerForm(
                    3, title: "Заявка с сайта", text: "Нужен насос", on: lead, responsible: nil, origin: "submission-1",
                    in: $0)
            }
        }

        #expect(world.events.all("activity.form_submitted").map { $0.payload["form"] } == [.int(3)])
        #expect(try await world.item(lead).incomingCount == 1)
    }
}
