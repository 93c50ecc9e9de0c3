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
}

/// Looks through the rows of a table for names that the portal does not know; those that were chosen for are among them.
struct UnknownSearch {
    private let plan: ImportPlan
    private let places: ImportPlaces
    private let people: ImportPeople
    private let pipelineColumn: Int?
    private let stageColumn: Int?
    private let peopleColumns: [Int]
    /// In the order in which they come.
    private(set) var found: [ImportUnknown] = []
    private var seen: Set<String> = []

    init(_ plan: ImportPlan, _ catalog: ItemCatalog, _ people: ImportPeople) {
        let known = ImportColumn.byCode(plan.kind, catalog.fields)
        func columns(_ isWanted: (Field) -> Bool) -> [Int] {
            plan.columns.indices.filter { place in plan.columns[place].flatMap { known[$0]?.field }.map(isWanted) ?? false }
        }
        self.plan = plan
        var bare = plan
        bare.choices = [:]
        places = ImportPlaces(bare, catalog.pipelines)
        self.people = people
        pipelineColumn = columns { $0.code == .pipeline }.first
        stageColumn = plan.kind.entity?.hasStages == true ? columns { $0.code == .stage(of: plan.entity) }.first : nil
        peopleColumns = columns { $0.type is UserField }
    }

    mutating func look(_ cells: [String]) {
        guard found.count < ImportUnknown.limit else { return }
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
