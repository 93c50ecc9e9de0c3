import CRM
import Kernel
import Storage
import Testing
import TestSupport

/// What a story asks of the world, in its own words.
extension Prom2BWorld {
    /// A request that came in by a web form, `minutes` before nothing has happened to it yet.
    func receiveRequest(_ title: String, company: String? = nil, needsConsultant: Bool = false) async throws -> DocumentID {
        var values: [FieldCode: Value] = [
            .title: .string(title), .name: .string("Oleg"), .phone: .string("+7 912 345-67-89"), .email: .string("oleg@client.test"),
            .source: .string("WEBFORM"), "UF_CRM_NEED_CONSULT": .bool(needsConsultant), "UF_CRM_REQUEST": .string("A compressor, 30 kW"),
            .amount: .money(Money(minorUnits: 69_030_000)),
        ]
        if let company { values[.companyTitle] = .string(company) }
        let draft = ItemDraft(.lead, values, responsible: people.manager)
        return try await portal.perform(as: Actor(origin: .webForm(title: "site"), user: nil)) { [items] in try items.create(draft, $0).id }
    }

    func move(_ item: DocumentID, to stage: String, filling values: [FieldCode: Value] = [:], by user: UserID? = nil) async throws {
        try await act(user ?? people.administrator) { [items] command in
            _ = try items.move(item, to: stage, filling: values, command)
        }
    }

    func update(_ item: DocumentID, _ values: [FieldCode: Value]) async throws {
        try await act(people.administrator) { [items] command in _ = try items.update(item, values, command) }
    }

    /// The stages an item went through with the moments of entry, in Moscow time.
    func stages(_ item: DocumentID) async throws -> [String] {
        let zone = try TimeZoneRules.named("Europe/Moscow")
        return try await portal.read { reader in
            try StageHistory.of(item, in: reader).map { "\($0.stage) \(text($0.at, zone))" }
        }
    }

    /// Calls planned on an item, done or not, with their deadlines, oldest first.
    func calls(_ item: DocumentID) async throws -> [String] {
        let zone = try TimeZoneRules.named("Europe/Moscow")
        return try await portal.read { reader in
            let all = try Activity.planned(on: item, in: reader) + Activity.done(on: item, in: reader)
            return all.filter { $0.kind == .call && $0.direction == .outgoing }.sorted { $0.id < $1.id }
                .map { "\($0.subject) \($0.deadline.map { text($0, zone) } ?? "—")" }
        }
    }

    func tasks(_ item: DocumentID) async throws -> [TaskItem] {
        try await portal.read { try TaskItem.linked(to: item, in: $0) }
    }

    func complete(_ task: TaskItem) async throws {
        try await act(task.responsible) { command in
            _ = try TaskItem.complete(task.id, by: .person(task.responsible, isAdministrator: false, people: []), in: command)
        }
    }

    /// The kinds and texts under a person's bell, oldest first.
    func notices(of user: UserID) async throws -> [String] {
        let zone = try TimeZoneRules.named("Europe/Moscow")
        return try await portal.read { reader in
            try reader.query("select kind, created_at from notifications where person = $1 order by id", [user]) {
                "\($0.text(0)) \(text($0.timestamp(1), zone))"
            }
        }
    }

    private func text(_ moment: Timestamp, _ zone: TimeZoneRules) -> String {
        let local = zone.local(moment)
        return "\(local.date) \(local.time)"
    }
}

/// Runs what must be refused and gives what refused it.
func refusal<T>(_ body: () async throws -> T) async -> (any Error)? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}
