import Kernel
import Storage

/// A name in a table that the portal does not know and for which a person can choose what is meant.
package struct ImportUnknown: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case pipeline
        /// In the pipeline of this number.
        case stage(pipeline: Int)
        case person
    }

    package let kind: Kind
    package let name: String
    /// Its key in `ImportPlan.choices`.
    package let key: String

    /// The choice of a person that leaves the field to what holds for rows that name nobody.
    package static let usual = "usual"
    /// More names than this are a wrong column.
    static let limit = 60

    /// The unknown names of the whole table, in the order in which they come; those that were chosen for are among them.
    static func find(
        _ source: TableSource, _ plan: ImportPlan, _ catalog: ItemCatalog, _ people: ImportPeople
    ) throws -> [ImportUnknown] {
        let known = Dictionary(ImportColumn.all(plan.kind, catalog.fields).map { ($0.code, $0) }) { first, _ in first }
        func columns(_ isWanted: (Field) -> Bool) -> [Int] {
            plan.columns.indices.filter { place in plan.columns[place].flatMap { known[$0] }.flatMap { $0.field.map(isWanted) } ?? false }
        }
        var search = UnknownSearch(
            plan, catalog.pipelines, people, pipelineColumn: columns { $0.code == .pipeline }.first,
            stageColumn: plan.kind.entity?.hasStages == true ? columns { $0.code == .stage(of: plan.entity) }.first : nil,
            peopleColumns: columns { $0.type is UserField })
        guard search.isNeeded else { return [] }
        let reader = try plan.format.open(source)
        if plan.hasHeading { _ = try reader.next() }
        while search.found.count < limit, let row = try reader.next() { search.look(row.cells) }
        return search.found
    }
}

private struct UnknownSearch {
    private let plan: ImportPlan
    private let places: ImportPlaces
    private let people: ImportPeople
    private let pipelineColumn: Int?
    private let stageColumn: Int?
    private let peopleColumns: [Int]
    private(set) var found: [ImportUnknown] = []
    private var seen: Set<String> = []

    init(
        _ plan: ImportPlan, _ pipelines: Pipelines, _ people: ImportPeople, pipelineColumn: Int?, stageColumn: Int?, peopleColumns: [Int]
    ) {
        self.plan = plan
        var bare = plan
        bare.choices = [:]
        places = ImportPlaces(bare, pipelines)
        self.people = people
        self.pipelineColumn = pipelineColumn
        self.stageColumn = stageColumn
        self.peopleColumns = peopleColumns
    }

    var isNeeded: Bool { pipelineColumn != nil || stageColumn != nil || !peopleColumns.isEmpty }

    mutating func look(_ cells: [String]) {
        var pipeline = plan.pipeline
        if let name = text(pipelineColumn, cells) {
            let key = ImportPlaces.pipelineKey(name)
            if let number = try? places.pipeline(name) {
                pipeline = number
            } else {
                add(ImportUnknown(kind: .pipeline, name: name, key: key))
                pipeline = plan.choices[key].flatMap { Int($0) } ?? pipeline
            }
        }
        if let name = text(stageColumn, cells), !seen.contains("known \(pipeline) \(name)") {
            if (try? places.stage(name, in: pipeline)) != nil {
                seen.insert("known \(pipeline) \(name)")
            } else {
                add(ImportUnknown(kind: .stage(pipeline: pipeline), name: name, key: ImportPlaces.stageKey(name, pipeline)))
            }
        }
        for column in peopleColumns {
            for name in (text(column, cells) ?? "").split(whereSeparator: { ";\n\r".contains($0) }).map(\.withoutOuterSpace)
            where !name.isEmpty && !seen.contains("person \(name)") {
                seen.insert("person \(name)")
                if (try? people.find(name)) == nil { add(ImportUnknown(kind: .person, name: name, key: ImportPeople.key(name))) }
            }
        }
    }

    private func text(_ column: Int?, _ cells: [String]) -> String? {
        guard let column, cells.indices.contains(column) else { return nil }
        let text = cells[column].withoutOuterSpace
        return text.isEmpty ? nil : text
    }

    private mutating func add(_ unknown: ImportUnknown) {
        if found.count < ImportUnknown.limit, seen.insert(unknown.key).inserted { found.append(unknown) }
    }
}
