import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing

@testable import Moving

/// A whole portal over real HTTP into an empty one.
@Suite struct MovingTests {
    @Test func `everything arrives with its dates, authors and links`() async throws {
        let source = try await SourcePortal.start()
        defer { source.stop() }
        let data = try await SourceData.fill(source)
        let target = try await TargetPortal.make()
        let report = try await target.mover(source.webhook).run()
        #expect(report.refused == 0, "\(report.remarks)")
        #expect(report[.people]?.made == 8)
        #expect(report[.deals]?.made == 2)
        #expect(report[.comments]?.made == 2)

        let moved = try await Moved.read(source, target, data)
        let old = moved.source
        let new = moved.target
        // What both say in the same words.
        for (foreign, own) in moved.items {
            let (before, after) = (try #require(old[foreign]), try #require(new[own]))
            let same: [FieldCode] = [
                .title, .name, .lastName, .amount, .manualAmount, .comments, .createdAt, .modifiedAt, .movedAt, .closedAt, "BIRTHDATE", "COMPANY_TYPE", "REVENUE",
                .source, "CLOSEDATE", .companyTitle, "STAGE_SEMANTIC_ID", "UF_CRM_REQUEST", "UF_CRM_COLOURS", "UF_CRM_BUDGET",
            ]
            for code in same { #expect(after.value(code) == before.value(code), "\(foreign) \(code)") }
            // The API knows no «not filled in» of a yes-no field.
            #expect(after.value("UF_CRM_NEED_CONSULT").isTrue == before.value("UF_CRM_NEED_CONSULT").isTrue)
            #expect(after.communications == before.communications)
            #expect(after.responsible == moved.person(before.responsible))
            #expect(after.creator == moved.person(before.creator))
            #expect(after.company == before.company.flatMap { moved.items[$0] })
            #expect(after.contacts == before.contacts.compactMap { moved.items[$0] })
            #expect(after.lead == before.lead.flatMap { moved.items[$0] })
        }
        let deal = try #require(moved.items[data.deal].flatMap { new[$0] })
        #expect(deal.stage == "C7:CHECK")
        #expect(deal.value("UF_CRM_WHO") == moved.person(source.company.people.clerk).map(Value.user))
        let products = try await target.read { try ProductRows.of(deal.id, in: $0) }
        let expected = try await source.company.portal.read { try ProductRows.of(data.deal, in: $0) }
        #expect(products == expected)
        let file = try #require(deal.value("UF_CRM_QUOTE_FILE").references.first)
        let owners = try await target.read { try FileLinks.owners(of: FileID(file.id), in: $0) }
        #expect(owners == [.field(deal.id, code: "UF_CRM_QUOTE_FILE")])
        let won = try #require(moved.items[data.won])
        let stays = try await target.read { try StageHistory.of(won, in: $0) }
        let passed = try await source.company.portal.read { try StageHistory.of(data.won, in: $0) }
        #expect(stays.map(\.stage) == ["SELECTION", "WON"])
        #expect(stays.map(\.at) == passed.map(\.at))
        #expect(stays.map(\.leftAt) == passed.map(\.leftAt))
        #expect(stays.map(\.kind) == passed.map(\.kind))
        let pipeline = try await target.read { [pipelines = target.company.assembly.pipelines] in try pipelines.all(in: $0)[PipelineID(.deal, 7)] }
        #expect(pipeline?.name == Text(verbatim: "Тендеры"))
        #expect(pipeline?.stages.map(\.color) == ["#112233", "#445566", "#00ff00", "#ff0000"])
        #expect(pipeline?.stages.map(\.semantics) == [.process, .process, .success, .failure])
    }

    @Test func `work arrives as it was`() async throws {
        let source = try await SourcePortal.start()
        defer { source.stop() }
        let data = try await SourceData.fill(source)
        let target = try await TargetPortal.make()
        try await target.mover(source.webhook).run()
        let moved = try await Moved.read(source, target, data)
        let records = MovedRecords(source: moved.host)
        let (call, meeting, task, comments, file) = try await target.read { reader in
            func own(_ kind: String, _ id: some CustomStringConvertible) throws -> Int64 { try #require(try records.find(kind, ["\(id)"], in: reader)["\(id)"]?.number) }
            let deal = DocumentID(.deal, try own("deals", data.deal.id))
            let comments = try Comment.list(of: .item(deal), in: reader)
            return (
                try Activity.find(ActivityID(try own("activities", data.done)), in: reader), try Activity.find(ActivityID(try own("activities", data.planned)), in: reader),
                try #require(try TaskItem.find(TaskItemID(try own("tasks", data.task)), in: reader)), comments,
                try #require(try FileLinks.file(comments[0].files[0], in: reader))
            )
        }
        let (oldCall, oldMeeting, oldTask, oldComment) = try await source.company.portal.read { reader in
            (
                try Activity.find(data.done, in: reader), try Activity.find(data.planned, in: reader), try #require(try TaskItem.find(data.task, in: reader)),
                try #require(try Comment.load([data.comment], in: reader).first)
            )
        }
        #expect([call.createdAt, call.completedAt] == [oldCall.createdAt, oldCall.completedAt])
        #expect((call.kind, call.direction, call.subject, call.address) == (.call, .incoming, "Звонок Анны", "+79211112233"))
        #expect(Set(call.items) == Set(oldCall.items.compactMap { moved.items[$0] }))
        #expect([meeting.start, meeting.end, meeting.deadline] == [oldMeeting.start, oldMeeting.end, oldMeeting.deadline])
        #expect(meeting.isPlanned && meeting.isImportant)
        #expect(meeting.description == "Взять образцы")
        #expect(meeting.author == moved.person(oldMeeting.author))
        #expect(task.state == .completed)
        #expect([task.createdAt, task.completedAt, task.changedAt, task.deadline] == [oldTask.createdAt, oldTask.completedAt, oldTask.changedAt, oldTask.deadline])
        #expect([task.author, task.responsible, task.completedBy] == [oldTask.author, oldTask.responsible, oldTask.completedBy].map(moved.person))
        #expect(task.participants == oldTask.participants.compactMap(moved.person))
        #expect(task.observers == oldTask.observers.compactMap(moved.person))
        #expect(task.checkList.map(\.title) == ["Реквизиты", "Подписи"])
        #expect(task.checkList.map(\.doneAt) == oldTask.checkList.map(\.doneAt))
        #expect(task.items == [moved.items[data.deal]])
        #expect(comments.map(\.text) == ["Клиент просит скидку"])
        #expect(comments[0].createdAt == oldComment.createdAt)
        #expect(comments[0].author == moved.person(oldComment.author))
        #expect(file.name == "КП.txt")
        var bytes: [UInt8] = []
        for try await piece in try await target.files.content(of: file) { bytes += piece }
        #expect(bytes == SourceData.content)
    }

    @Test func `nobody is told and no robot starts`() async throws {
        let source = try await SourcePortal.start()
        defer { source.stop() }
        _ = try await SourceData.fill(source)
        let target = try await TargetPortal.make()
        try await target.mover(source.webhook).run()
        for table in ["notifications", "automation_runs", "automation_inbox", "automation_outbox", "offline_events"] {
            let count = try await target.read { try $0.count("select count(*) from \(table)") }
            #expect(count == 0, "\(table)")
        }
        // Neither later, when the server wakes: deadlines of long ago are no news.
        try await target.company.pass(until: target.company.clock.now + .days(1))
        let given = try await ReminderClock(portal: target.company.portal).giveDue()
        #expect(given == 0)
    }

    @Test func `a second run changes nothing, one after changes brings only them`() async throws {
        let source = try await SourcePortal.start()
        defer { source.stop() }
        let data = try await SourceData.fill(source)
        let target = try await TargetPortal.make()
        try await target.mover(source.webhook).run()
        let before = try await target.counts()
        let again = try await target.mover(source.webhook).run()
        #expect(again.isUnchanged, "\(again.lines)")
        #expect(again[.deals]?.unchanged == 2)
        #expect(try await target.counts() == before)

        let people = source.company.people
        try await source.company.act(people.administrator) { [items = source.company.items] command in
            try items.update(data.company, [.title: .string("АО Насос")], command)
            try items.update(data.contacts[0], [:], communications: [.add(Communication(.phone, "+7 921 777-00-00", type: "HOME"))], command)
            _ = try Comment.add("Новый комментарий", to: .item(data.company), by: .portal, in: command)
        }
        let third = try await target.mover(source.webhook).run()
        #expect(third.refused == 0)
        #expect(third[.companies]?.changed == 1)
        #expect(third[.contacts]?.changed == 1)
        #expect(third[.deals]?.changed == 0)
        #expect(third[.comments]?.made == 1)
        let moved = try await Moved.read(source, target, data)
        #expect(moved.items[data.company].flatMap { moved.target[$0] }?.title == "АО Насос")
        #expect(moved.items[data.contacts[0]].flatMap { moved.target[$0] }?.communications.map(\.valueType) == ["MOBILE", "HOME", "HOME"])
    }

    /// Between a trial and the move itself people work on.
    @Test func `what comes later for a client that was merged or deleted here comes to the one that stayed, or without it`() async throws {
        let source = try await SourcePortal.start()
        defer { source.stop() }
        let data = try await SourceData.fill(source)
        let target = try await TargetPortal.make()
        try await target.mover(source.webhook).run()
        let first = try await Moved.read(source, target, data)
        let own = try data.contacts.map { try #require(first.items[$0]) }
        try await target.company.assembly.portal.perform(as: .system) { [items = target.items] command in
            var choices = MergeChoices()
            for code in [FieldCode.name, "BIRTHDATE"] { choices.fields[code] = own[0] }
            try items.merge([own[0], own[1]], choosing: choices, command)
            try items.delete(own[2], command)
        }
        let people = source.company.people
        let titles = ["Для объединённого", "Для удалённого"]
        try await source.company.act(people.administrator) { [items = source.company.items] command in
            for (title, contact) in zip(titles, data.contacts.dropFirst()) {
                _ = try items.create(ItemDraft(.deal, [.title: .string(title), .contacts: .list([.item(contact)])]), command)
            }
            _ = try Comment.add("Перезвонил", to: .item(data.contacts[1]), by: .portal, in: command)
        }

        let report = try await target.mover(source.webhook).run()

        #expect(report.refused == 0, "\(report.remarks)")
        let deals = try await target.read { [items = target.items] reader in
            let ids = try reader.query("select id from deals where title like 'Для %' order by title desc") { DocumentID(.deal, $0.int64(0)) }
            return try ids.map { try #require(try items.item($0, in: reader)?.contacts) }
        }
        #expect(deals == [[], [own[0]]])
        let comments = try await target.read { try Comment.list(of: .item(own[0]), in: $0).map(\.text) }
        #expect(comments.contains("Перезвонил"))
    }

    @Test func `the key is nowhere in the database`() async throws {
        let source = try await SourcePortal.start()
        defer { source.stop() }
        _ = try await SourceData.fill(source)
        let target = try await TargetPortal.make()
        try await target.mover(source.webhook).run()
        let secret = String(source.webhook.split(separator: "/").last ?? "")
        for (table, columns) in [("moves", "source || state"), ("moved_records", "source || foreign_id || own"), ("timeline", "coalesce(origin_title, '') || data")] {
            let found = try await target.read { try $0.exists("select 1 from \(table) where \(columns) like $1", ["%\(secret)%"]) }
            #expect(!found, "\(table)")
        }
    }

    @Test func `what the webhook may not see is left out and said`() async throws {
        let source = try await SourcePortal.start(scopes: [.crm])
        defer { source.stop() }
        _ = try await SourceData.fill(source)
        let target = try await TargetPortal.make()
        let report = try await target.mover(source.webhook).run()
        for kind in [MovingKind.departments, .people, .tasks] {
            #expect(report[kind]?.leftOut?.russian.contains("право") == true, "\(kind)")
        }
        #expect(report[.deals]?.made == 2)
        let moved = try await target.read { try $0.query("select distinct responsible_id from deals") { $0.int64(0) } }
        #expect(moved == [target.administrator.rawValue])
    }
}
