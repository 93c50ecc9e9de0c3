import Kernel
import Storage

extension Activity {
    /// Activities for a program: any tests by the names of the REST API, any order, a stretch of those that stand on an item which
    /// the viewer may see; and how many there are in all.
    package static func select(
        _ tree: FieldTree?, order: [ItemSort] = [], offset: Int = 0, limit: Int, isCounted: Bool = true, for viewer: Viewer,
        dates: DateSetting, in reader: any Reader
    ) throws -> (activities: [Activity], total: Int) {
        var arguments: [any SQLConvertible] = []
        let visible = EntityType.allCases.map { isOn($0, for: viewer, &arguments, reader.dialect) }
        var conditions = RowConditions(
            columns, dates: dates, reader.dialect, where: ["(\(visible.joined(separator: " or ")))"], arguments)
        if let tree { conditions.add(tree) }
        let total =
            isCounted ? try reader.count("select count(*) from activities a where \(conditions.sql)", conditions.arguments) : 0
        let sorting = conditions.order(order, id: "a.id")
        let page = "limit \(conditions.argument(limit)) offset \(conditions.argument(offset))"
        let ids: [ActivityID] = try reader.query(
            "select a.id from activities a where \(conditions.sql) order by \(sorting) \(page)", conditions.arguments
        ) { $0.id(0) }
        return (try load(ids, in: reader), total)
    }

    /// Whether programs may filter or sort by a name.
    package static func isSelectable(_ code: FieldCode) -> Bool { columns[code] != nil }

    private static func isOn(
        _ entity: EntityType, for viewer: Viewer, _ arguments: inout [any SQLConvertible], _ dialect: any Dialect
    ) -> String {
        let scope = viewer.condition(.read, on: entity, column: "e.responsible_id", &arguments, dialect) ?? "1 = 1"
        let first = DocumentID(entity, 0).key
        return """
            exists (select 1 from activity_bindings b join \(entity.table) e on e.id = b.item - \(first)
                where b.activity = a.id and b.item >= \(first) and b.item < \(first + 1 << 48) and e.deleted_at is null and \(scope))
            """
    }

    private static let columns: [FieldCode: RowColumn] = {
        let types = ActivityKind.allCases.map { "when '\($0.rawValue)' then \($0.code)" }.joined(separator: " ")
        let providers = ActivityKind.allCases.map { "when '\($0.rawValue)' then '\($0.provider)'" }.joined(separator: " ")
        func owner(_ column: String) -> RowColumn {
            .related(to: "a.id", in: "select activity from activity_bindings where 1 = 1", column: column)
        }
        return [
            "ID": .number("a.id"), "TYPE_ID": .number("(case a.kind \(types) end)"), "PROVIDER_ID": .text("(case a.kind \(providers) end)"),
            "SUBJECT": .text("a.subject"), "DESCRIPTION": .text("nullif(a.description, '')"), "DEADLINE": .moment("a.deadline"),
            "START_TIME": .moment("coalesce(a.start_at, a.deadline)"), "END_TIME": .moment("coalesce(a.end_at, a.deadline)"),
            "COMPLETED": .flag("(case a.status when 'planned' then 0 else 1 end)"),
            "STATUS": .number("(case a.status when 'planned' then 1 when 'done' then 2 else 3 end)"),
            "RESPONSIBLE_ID": .reference("a.responsible"), "AUTHOR_ID": .reference("a.author"), "PRIORITY": .number("(a.important + 2)"),
            "DIRECTION": .number("(case a.direction when 'in' then 1 else 2 end)"), "CREATED": .moment("a.created_at"),
            "LAST_UPDATED": .moment("a.changed_at"),
            "OWNER": owner("item"), "OWNER_TYPE_ID": owner("item / 281474976710656"), "OWNER_ID": owner("item % 281474976710656"),
        ]
    }()
}

extension ActivityKind {
    /// The number in the REST API (`TYPE_ID`).
    package var code: Int {
        switch self {
        case .meeting: 1
        case .call: 2
        case .mail: 4
        case .todo, .request, .form: 6
        }
    }

    /// Its provider in the REST API (`PROVIDER_ID`).
    package var provider: String {
        switch self {
        case .meeting: "CRM_MEETING"
        case .call: "VOXIMPLANT_CALL"
        case .mail: "CRM_EMAIL"
        case .todo: "CRM_TODO"
        case .request: "CRM_REQUEST"
        case .form: "CRM_WEBFORM"
        }
    }
}
