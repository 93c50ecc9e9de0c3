import Kernel
import Storage

/// Turns a query into the conditions of a `where`, over table `t` and its side table `c`.
struct ItemConditions {
    let query: ItemQuery
    let registry: FieldRegistry
    let pipelines: Pipelines
    let matches: TextMatches
    let dates: DateSetting
    let now: Timestamp
    let dialect: any Dialect
    private(set) var arguments: [any SQLConvertible] = []
    private(set) var conditions: [String] = []
    private(set) var usesCustom = false

    init(
        _ query: ItemQuery, for viewer: Viewer, _ catalog: ItemCatalog, matches: TextMatches, dates: DateSetting,
        now: Timestamp, _ dialect: any Dialect
    ) throws {
        self.query = query
        self.matches = matches
        registry = catalog.fields
        pipelines = catalog.pipelines
        self.dates = dates
        self.now = now
        self.dialect = dialect
        conditions.append(query.isInBin ? "t.deleted_at is not null" : "t.deleted_at is null")
        if let scope = viewer.condition(.read, on: query.entity, column: "t.responsible_id", &arguments, dialect) {
            conditions.append(scope)
        }
        addPlace()
        addPeople()
        addActivity()
        addText()
        for filter in query.filters { try add(filter) }
        if let tree = query.tree { try add(tree) }
    }

    var sql: String { conditions.joined(separator: " and ") }

    /// `deals t`, with the side table when a filter needs it.
    var source: String {
        usesCustom
            ? "\(query.entity.table) t left join \(query.entity.customTable) c on c.item_id = t.id" : "\(query.entity.table) t"
    }

    /// The place of a new argument: `$3`.
    mutating func argument(_ value: any SQLConvertible) -> String {
        arguments.append(value)
        return "$\(arguments.count)"
    }

    /// The side table is needed for sorting.
    mutating func useCustom() { usesCustom = true }

    mutating func add(_ condition: String) { conditions.append(condition) }

    private mutating func addPlace() {
        guard query.entity.hasStages else { return }
        if let pipeline = query.pipeline { add("t.pipeline = \(argument(pipeline))") }
        let stages = wantedStages
        if let stages, stages.count == 1 {
            // Equality lets the index of the column give the order too.
            add("t.stage = \(argument(stages[0]))")
        } else if let stages {
            add(dialect.isOneOf("t.stage", texts: argument(stages.textsJSON)))
        }
    }

    /// Kinds of stages are asked for by the stages of that kind, which the indexes know; nil is any stage.
    private var wantedStages: [String]? {
        guard !query.semantics.isEmpty else { return query.stages.isEmpty ? nil : query.stages }
        let all = pipelines.of(query.entity).filter { query.pipeline == nil || $0.id.number == query.pipeline }.flatMap(\.stages)
        return all.filter { stage in
            query.semantics.contains(stage.semantics) && (query.stages.isEmpty || query.stages.contains(stage.code))
        }.map(\.code)
    }

    private mutating func addPeople() {
        if !query.responsible.isEmpty {
            add(dialect.isOneOf("t.responsible_id", parameter: argument(query.responsible.jsonList())))
        }
        guard let client = query.client, let entity = client.entity, query.entity != entity else { return }
        switch (entity, query.entity) {
        case (.company, _): add("t.company_id = \(argument(client.id))")
        case (.contact, .lead): add("t.contact_id = \(argument(client.id))")
        case (.contact, .deal):
            let id = argument(client.id)
            // The links are keyed by the deal's document key: type 2 in the high bits.
            add(
                """
                (t.contact_id = \(id) or t.id in (select item - \(DocumentID(.deal, 0).key) from item_links
                    where other = \(argument(client)) and kind = 'contact'))
                """)
        case (.contact, _), (.lead, _), (.deal, _): add("1 = 0")
        }
    }

    private mutating func addActivity() {
        guard let activity = query.activity else { return }
        let today = dates.zone.local(now).date
        switch activity {
        case .overdue: add("t.next_activity_at < \(argument(now))")
        case .today:
            let end = argument(dates.zone.startOfDay(today.adding(days: 1)))
            add("t.next_activity_at >= \(argument(now)) and t.next_activity_at < \(end)")
        case .later: add("t.next_activity_at >= \(argument(dates.zone.startOfDay(today.adding(days: 1))))")
        case .none: add("t.next_activity_at is null")
        case .incoming: add("t.incoming_count > 0")
        }
    }

    /// Finds the item by its own text, leads and deals also by their client's.
    private mutating func addText() {
        let words = query.text.withoutOuterSpace
        guard !words.isEmpty else { return }
        if let items = matches.items { return add(dialect.isOneOf("t.id", parameter: argument(items.idsJSON))) }
        var tests = ["t.search like \(argument(SearchText.pattern(words))) escape '\\'"]
        for (column, ids) in [("t.contact_id", matches.contacts), ("t.company_id", matches.companies)] where !ids.isEmpty {
            tests.append(dialect.isOneOf(column, parameter: argument(ids.idsJSON)))
        }
        add("(\(tests.joined(separator: " or ")))")
    }

    private mutating func add(_ filter: FieldFilter) throws {
        let field = try registry.require(filter.field, of: query.entity)
        guard field.type.tests.contains(filter.test.kind) else { throw field.refusal(FieldTexts.wrongKind) }
        switch field.storage {
        case .communications(let kind): addCommunication(kind, filter.test)
        case .contacts: try addLinked(filter.test, field)
        case .system(let columns): try addColumn("t.\(columns[0])", field, filter.test)
        case .custom(let columns):
            usesCustom = true
            try addColumn("c.\(columns[0])", field, filter.test)
        }
    }

    private mutating func addCommunication(_ kind: Communication.Kind, _ test: FilterTest) {
        let key = DocumentID(query.entity, 0).key
        let rows = "select 1 from communications m where m.item = t.id + \(key) and m.kind = \(argument(kind.rawValue))"
        switch test {
        case .empty: add("not exists (\(rows))")
        case .contains(let text):
            let pattern = argument(SearchText.pattern(text))
            add("exists (\(rows) and m.normalized like \(pattern) escape '\\')")
        case .filled, .equals, .differs, .range, .relative: add("exists (\(rows))")
        }
    }

    private mutating func addLinked(_ test: FilterTest, _ field: Field) throws {
        let links = "select 1 from item_links l where l.kind = 'contact' and l.item = t.id + \(DocumentID(query.entity, 0).key)"
        switch test {
        case .equals(let values):
            let keys = try values.flatMap { try field.accept($0, in: FieldContext()).documents }.keysJSON
            add("exists (\(links) and \(dialect.isOneOf("l.other", parameter: argument(keys))))")
        case .empty: add("t.contact_id is null")
        case .filled, .differs, .contains, .range, .relative: add("t.contact_id is not null")
        }
    }

    private mutating func addColumn(_ column: String, _ field: Field, _ test: FilterTest) throws {
        switch test {
        case .filled: add("\(column) is not null")
        case .empty: add("\(column) is null")
        case .contains(let text):
            // Neither database knows the letter cases of Cyrillic: the usual ways to write a word are asked for.
            let words = [text, text.lowercased(), text.uppercased(), text.prefix(1).uppercased() + text.dropFirst().lowercased()]
            let tests = Set(words).sorted().map { "\(column) like \(argument("%" + SearchText.escaped($0) + "%")) escape '\\'" }
            add("(\(tests.joined(separator: " or ")))")
        case .equals(let values): add(try isOneOf(column, field, values))
        case .differs(let values): add("(\(column) is null or not \(try isOneOf(column, field, values)))")
        case .range(let from, let to): try addRange(column, field, from, to)
        case .relative(let period):
            let days = period.days(today: dates.zone.local(now).date)
            try addRange(column, field, .date(days.lowerBound), .date(days.upperBound))
        }
    }

    private mutating func isOneOf(_ column: String, _ field: Field, _ values: [Value]) throws -> String {
        let context = FieldContext(dates: dates)
        let stored = try values.flatMap(\.elements).map { field.type.store(try field.type.accept($0, for: field, in: context))[0] }
        if stored.isEmpty { return "1 = 0" }
        guard field.isMultiple else {
            let places = stored.map { argument($0) }
            return "\(column) in (\(places.joined(separator: ", ")))"
        }
        // The stored array with commas at its ends, so that 12 is not found in 112.
        let list = "replace(replace(\(column), '[', ','), ']', ',')"
        let tests = stored.map { value in
            "\(list) like \(argument("%," + SearchText.escaped(value.json.text) + ",%")) escape '\\'"
        }
        return "(\(tests.joined(separator: " or ")))"
    }

    /// Days are compared as days, moments by the beginnings of days; the last day is included.
    private mutating func addRange(_ column: String, _ field: Field, _ from: Value?, _ to: Value?) throws {
        let context = FieldContext(dates: dates)
        if let from, !from.isEmpty {
            let value = field.type.store(try field.type.accept(from, for: field, in: context))[0]
            add("\(column) >= \(argument(value))")
        }
        guard let to, !to.isEmpty else { return }
        if field.type is DateTimeField, let end = endOfDay(to) {
            add("\(column) < \(argument(end))")
        } else {
            let value = field.type.store(try field.type.accept(to, for: field, in: context))[0]
            add("\(column) <= \(argument(value))")
        }
    }

    private func endOfDay(_ value: Value) -> Timestamp? {
        if case .dateTime = value { return nil }
        guard let day = dates.day(value) else { return nil }
        if case .string(let text) = value, text.contains(":") { return nil }
        return dates.zone.startOfDay(day.adding(days: 1))
    }
}
