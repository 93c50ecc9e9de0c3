import CRM
import Kernel
import Storage
import TestSupport

/// A small sales portal: the Prom2B pipelines in short, two managers, an administrator, the fields of the process.
struct ItemWorld: Sendable {
    let test: TestPortal
    let cache: CatalogCache
    let items: ItemStore
    let fields: FieldStore
    let pipelines: PipelineStore
    let admin: UserID
    let nikita: UserID
    let olga: UserID
    let events: RecordedEvents

    static func make() async throws -> ItemWorld {
        let test = try await TestPortal.make()
        let cache = CatalogCache()
        let events = RecordedEvents()
        test.portal.listen(TimelineListener())
        test.portal.listen(events)
        let world = ItemWorld(
            test: test, cache: cache, items: ItemStore(cache), fields: FieldStore(cache), pipelines: PipelineStore(cache),
            admin: try await test.administrator(), nikita: try await test.person("nikita"),
            olga: try await test.person("olga"), events: events)
        try await world.configure()
        events.clear()
        return world
    }

    private func configure() async throws {
        try await test.perform { command in
            try pipelines.define(
                .leads, Text(verbatim: "Leads"),
                stages: [
                    stage("NEW"), stage("IN_PROCESS"), stage("CONVERTED", .success), stage("SPAM", .failure),
                ], command)
            try pipelines.define(
                PipelineID(.deal, 0), Text(verbatim: "General"),
                stages: [
                    stage("SELECTION"), stage("QUOTE"), stage("AWAITING_PAYMENT"), stage("PREPAID"), stage("WON", .success),
                    stage("NOT_RELEVANT", .failure),
                ], command)
            try pipelines.define(
                PipelineID(.deal, 1), Text(verbatim: "Shipment"),
                stages: [stage("SUPPLIER"), stage("SHIPPING"), stage("WON", .success), stage("NOT_SHIPPED", .failure)], command)
            for entity in [EntityType.lead, .deal] {
                try fields.create(
                    FieldDraft(entity, "UF_CRM_REQUEST", type: "text", title: Text(verbatim: "Request")), command)
                try fields.create(
                    FieldDraft(entity, "UF_CRM_NEED_CONSULT", type: "boolean", title: Text(verbatim: "Consultation")), command)
            }
            try fields.create(
                FieldDraft(
                    .deal, "UF_CRM_SHIP_DATE", type: "date", title: Text(verbatim: "Shipping date"), isOnCard: true), command)
            try fields.create(
                FieldDraft(
                    .deal, "UF_CRM_PAYMENT_TYPE", type: "enumeration", title: Text(verbatim: "Payment type"),
                    requiredFrom: ["DEAL:0": "AWAITING_PAYMENT"],
                    options: [
                        FieldOption("PREPAY", Text(verbatim: "Prepaid")), FieldOption("POSTPAY", Text(verbatim: "Postpaid")),
                    ]), command)
        }
    }

    private func stage(_ code: String, _ semantics: StageSemantics = .process) -> Stage {
        Stage(code, Text(verbatim: code), color: "#39A8EF", semantics)
    }

    /// A command of the portal itself, which asks for no rights.
    @discardableResult
    func perform<T: Sendable>(
        as actor: Actor = .system, _ body: @escaping @Sendable (Command) throws -> T
    ) async throws -> T {
        try await test.perform(as: actor, body)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        try await test.read(body)
    }

    func deal(
        _ title: String, sum: Int64? = nil, stage: String? = nil, of responsible: UserID? = nil,
        _ more: [FieldCode: Value] = [:]
    ) async throws -> Item {
        try await perform { command in
            var values = more
            values[.title] = .string(title)
            values[.amount] = sum.map { .money(Money(minorUnits: $0)) }
            return try items.create(ItemDraft(.deal, values, stage: stage, responsible: responsible ?? nikita), command)
        }
    }

    func item(_ id: DocumentID) async throws -> Item {
        try await read { try items.item(id, in: $0)! }
    }

    func viewer(_ user: UserID, _ scope: AccessScope) -> Viewer {
        var rights: [EntityType: [CRM.Operation: AccessScope]] = [:]
        for entity in EntityType.allCases {
            rights[entity] = [.read: scope, .update: scope, .delete: scope, .create: .all]
        }
        return Viewer(user: user, isAdministrator: false, rights: rights)
    }

    var everything: Viewer { Viewer(user: admin, isAdministrator: true) }
}
