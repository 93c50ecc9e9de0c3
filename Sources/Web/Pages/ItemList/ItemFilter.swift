import CRM
import Kernel
import Storage

/// How the items of an entity are looked at.
enum ItemView: String, CaseIterable, Sendable {
    case kanban, list, agenda

    static func offered(for entity: EntityType) -> [ItemView] { entity.hasStages ? allCases : [.list, .agenda] }
}

/// The filters that everybody has.
enum FilterPreset: String, CaseIterable, Sendable {
    case work, mine, closed, all

    static func offered(for entity: EntityType) -> [FilterPreset] { entity.hasStages ? allCases : [.mine, .all] }
}

/// What a board, a list or an agenda is asked for. It lives in the address, so that a filter can be sent to a colleague:
/// `q`, `preset`, `pipeline`, `stage`, `responsible`, `activity`, `created.from`, `bin`; fields as `f.CODE`, `f.CODE.from`,
/// `f.CODE.to`, `f.CODE.is`.
struct ItemFilter: Sendable {
    let entity: EntityType
    let view: ItemView
    /// The pipeline shown; nil for entities without stages.
    let pipeline: Pipeline?
    /// All pipelines of the entity.
    let pipelines: [Pipeline]
    let preset: FilterPreset
    /// As they stand in the address.
    let fields: FormFields
    let registry: FieldRegistry
    let dates: DateSetting
    private(set) var query: ItemQuery
    /// Values in the address that their fields do not understand, by input name: they do not filter.
    private(set) var problems: [String: Text] = [:]
    /// How many conditions stand in the panel.
    private(set) var activeCount = 0

    /// - Throws: `Failure` `.notFound` for a pipeline that there is not, `.forbidden` when the viewer may see no item at all.
    init(_ entity: EntityType, _ fields: FormFields, for viewer: Viewer, _ catalog: ItemCatalog, dates: DateSetting) throws {
        if viewer.scope(.read, of: entity) == .none {
            throw Failure(.forbidden, FilterTexts.mayNotSee.with(["entities": entity.pluralName]))
        }
        self.entity = entity
        self.fields = fields
        self.registry = catalog.fields
        self.dates = dates
        let views = ItemView.offered(for: entity)
        let view = fields["view"].flatMap(ItemView.init).flatMap { views.contains($0) ? $0 : nil } ?? views[0]
        self.view = view
        pipelines = catalog.pipelines.of(entity)
        pipeline = try ItemFilter.pipeline(entity, fields, pipelines, catalog.pipelines)
        let offered = FilterPreset.offered(for: entity)
        let usual: FilterPreset = entity.hasStages && view != .kanban ? .work : .all
        preset = fields["preset"].flatMap(FilterPreset.init).flatMap { offered.contains($0) ? $0 : nil } ?? usual
        query = ItemQuery(entity, pipeline: pipeline?.id.number)
        narrow(for: viewer)
        addFields()
    }

    private static func pipeline(
        _ entity: EntityType, _ fields: FormFields, _ own: [Pipeline], _ all: Pipelines
    ) throws -> Pipeline? {
        guard entity.hasStages else { return nil }
        guard let wanted = fields.text("pipeline"), entity == .deal else {
            guard let first = own.first else { throw Failure(.notFound, FilterTexts.noPipelines) }
            return first
        }
        return try all.require(PipelineID(entity, Int(wanted) ?? -1))
    }

    private mutating func narrow(for viewer: Viewer) {
        query.text = fields.text("q") ?? ""
        query.responsible = fields.ids("responsible")
        query.activity = fields.text("activity").flatMap(CRM.ActivityState.init(rawValue:))
        query.isInBin = fields.flag("bin")
        query.stages = fields.all("stage").filter { pipeline?[$0] != nil }
        activeCount += query.responsible.count + query.stages.count + (query.activity == nil ? 0 : 1)
        if query.isInBin { return }
        switch preset {
        // A board leaves its final columns out instead: the kept totals go on answering.
        case .work where view != .kanban: if entity.hasStages { query.semantics = [.process] }
        case .closed: query.semantics = [.success, .failure]
        case .mine:
            query.responsible = [viewer.user]
            if entity.hasStages, view != .kanban { query.semantics = [.process] }
        case .work, .all: break
        }
    }

    private mutating func addFields() {
        addRange("created", of: .createdAt)
        for field in registry.fields(of: entity) where field.isInFilter { add(field) }
    }

    private mutating func add(_ field: CRM.Field) {
        let name = "f.\(field.code.rawValue)"
        switch fields.text(name + ".is") {
        case "filled": take(FieldFilter(field.code, .filled))
        case "empty": take(FieldFilter(field.code, .empty))
        default: break
        }
        if field.type.tests.contains(.range) { addRange(name, of: field.code) }
        let texts = fields.all(name).filter { !$0.withoutOuterSpace.isEmpty }
        guard !texts.isEmpty else { return }
        if field.type.tests.contains(.contains) {
            take(FieldFilter(field.code, .contains(texts[0].withoutOuterSpace)))
        } else if field.type.tests.contains(.equals) {
            let values = texts.compactMap { parsed($0, name, field) }
            if !values.isEmpty { take(FieldFilter(field.code, .equals(values))) }
        }
    }

    private mutating func addRange(_ name: String, of code: FieldCode) {
        guard let field = registry.field(code, of: entity) else { return }
        let from = fields.text(name + ".from").flatMap { parsed($0, name + ".from", field) }
        let to = fields.text(name + ".to").flatMap { parsed($0, name + ".to", field) }
        if from != nil || to != nil { take(FieldFilter(code, .range(from: from, to: to))) }
    }

    /// Moments are asked for by days.
    private mutating func parsed(_ text: String, _ name: String, _ field: CRM.Field) -> Value? {
        if field.type.code == "datetime", let day = dates.day(.string(text.withoutOuterSpace)) { return .date(day) }
        do {
            return try field.type.parse(text.withoutOuterSpace, for: field, in: FieldContext(dates: dates))
        } catch let failure as Failure {
            problems[name] = failure.message
        } catch {
            problems[name] = FilterTexts.notUnderstood
        }
        return nil
    }

    private mutating func take(_ filter: FieldFilter) {
        query.filters.append(filter)
        activeCount += 1
    }
}

// MARK: - Addresses

extension ItemFilter {
    /// What says something of one request only.
    private static let passing: Set<String> = ["page", "after", "limit", "closed", "item", "to"]

    var section: String { entity.listAddress }

    /// The address with some names set anew or taken away; a page number and the place in a column never survive a change.
    func address(_ changes: [(name: String, value: String?)] = []) -> String {
        address(at: section, changes)
    }

    func address(at path: String, _ changes: [(name: String, value: String?)] = []) -> String {
        let kept = FormFields(fields.pairs.filter { !ItemFilter.passing.contains($0.name) })
        let encoded = changes.reduce(kept) { $0.setting($1.name, $1.value) }.urlEncoded
        return encoded.isEmpty ? path : "\(path)?\(encoded)"
    }

    /// Without any condition: what remains is where one looks, not for what.
    var resetAddress: String { address(applying: FormFields([("preset", preset.rawValue)])) }

    /// The address with the conditions of a saved filter in place of its own.
    func address(applying conditions: FormFields) -> String {
        let kept = fields.pairs.filter { pair in
            ["view", "pipeline", "final", "sort", "c", "bin"].contains(pair.name) && !conditions.pairs.contains { $0.name == pair.name }
        }
        return "\(section)?\(FormFields(kept + conditions.pairs).urlEncoded)"
    }

    /// What a saved filter keeps: what is looked for, not how it is looked at. A stage brings its pipeline along.
    var conditions: FormFields { ItemFilter.conditions(in: fields) }

    static func conditions(in fields: FormFields) -> FormFields {
        let hasStage = fields.text("stage") != nil
        let looks: Set<String> = ["view", "final", "sort", "c", "bin", "size", "pipeline"]
        return FormFields(
            fields.pairs.filter { pair in
                let isCondition = !looks.contains(pair.name) || pair.name == "pipeline" && hasStage
                return isCondition && !passing.contains(pair.name) && !pair.value.withoutOuterSpace.isEmpty
            }.sorted { ($0.name, $0.value) < ($1.name, $1.value) })
    }

    /// What a filter form must send along unseen.
    var carried: HTML {
        let kept = fields.pairs.filter { ["view", "pipeline", "preset", "final", "sort", "c", "bin", "size"].contains($0.name) }
        return "\(each: kept, { .hiddenField($0.name, $0.value) })"
    }

    /// Whether anything narrows what is shown, so that an empty screen knows what to say.
    var isNarrowed: Bool { !query.text.isEmpty || activeCount > 0 }

    /// Whether a board shows its final columns.
    var showsFinal: Bool { preset == .closed || fields.flag("final") }

    /// The stages of a board's columns.
    var stages: [Stage] {
        guard let pipeline else { return [] }
        return pipeline.stages.filter { stage in
            let isWanted = preset != .closed || stage.semantics.isFinal
            return isWanted && (!stage.semantics.isFinal || showsFinal) && (query.stages.isEmpty || query.stages.contains(stage.code))
        }
    }
}
