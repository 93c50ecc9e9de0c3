import Kernel

/// How a table becomes items: chosen by a person after a preview, stored with the import.
package struct ImportPlan: Sendable, Equatable {
    /// What to do with a row whose phone or e-mail an item of the same entity has already.
    package enum Duplicates: String, Sendable, CaseIterable {
        /// Leave the known item as it is.
        case skip
        /// Fill the known item's empty fields, add new phones and e-mails.
        case merge
        /// Make another item all the same.
        case create
    }

    package var kind: TableKind
    package var format: TableFormat
    /// The first row names the columns.
    package var hasHeading = true
    /// What each column is, left to right; nil is not imported. Several columns may fill one multiple field.
    package var columns: [FieldCode?]
    package var duplicates = Duplicates.skip
    /// The program that wrote the table, as its headings tell.
    package var program: ImportProgram?
    /// What was chosen for names of pipelines, stages and people that the portal does not know; see `ImportUnknown`.
    package var choices: [String: String] = [:]
    /// For rows that name nobody.
    package var responsible: UserID?
    /// For rows that name none: a source's code.
    package var source: String?
    /// Deals: the pipeline of all rows.
    package var pipeline = 0
    /// For rows that name none: a stage's code; nil is the first.
    package var stage: String?

    /// A column with family, first and second name in one cell.
    package static let fullName: FieldCode = "FULL_NAME"

    package init(entity: EntityType, format: TableFormat, columns: [FieldCode?]) {
        self.init(TableKind(entity), format: format, columns: columns)
    }

    package init(_ kind: TableKind, format: TableFormat, columns: [FieldCode?]) {
        self.kind = kind
        self.format = format
        self.columns = columns
    }

    /// The entity of the rows' items; any for tasks and products, whose drafts carry values only.
    package var entity: EntityType { kind.entity ?? TableFields.noEntity }
}

extension ImportPlan {
    /// The stored form.
    package var json: JSONValue {
        .members([
            "entity": .int(Int64(kind.rawValue)), "encoding": format.text.map { .string($0.encoding.rawValue) },
            "separator": format.text.map { .string($0.separator.rawValue) }, "sheet": format.sheet.map { .int(Int64($0)) },
            "heading": .bool(hasHeading),
            "columns": .array(columns.map { $0.map { .string($0.rawValue) } ?? .null }),
            "duplicates": .string(duplicates.rawValue), "responsible": responsible.map { .int($0.rawValue) },
            "source": source.map(JSONValue.string), "pipeline": .int(Int64(pipeline)),
            "stage": stage.map(JSONValue.string), "program": program.map { .string($0.rawValue) },
            "choices": choices.isEmpty
                ? nil : .object(JSONObject(choices.sorted { $0.key < $1.key }.map { JSONObject.Member($0.key, .string($0.value)) })),
        ])
    }

    /// Reads the stored form; nil when it is none.
    package init?(json: JSONValue) {
        guard let kind = json["entity"]?.int.flatMap({ TableKind(rawValue: Int($0)) }),
            let format = TableFormat(json: json), let columns = json["columns"]?.array
        else { return nil }
        self.init(
            kind, format: format, columns: columns.map { $0.string.map { FieldCode($0) } })
        hasHeading = json["heading"]?.bool ?? true
        duplicates = json["duplicates"]?.string.flatMap(Duplicates.init(rawValue:)) ?? .skip
        responsible = json["responsible"]?.int.map { UserID($0) }
        source = json["source"]?.string
        pipeline = Int(json["pipeline"]?.int ?? 0)
        stage = json["stage"]?.string
        program = json["program"]?.string.flatMap(ImportProgram.init(rawValue:))
        for member in json["choices"]?.object?.members ?? [] { choices[member.key] = member.value.string }
    }
}

extension ImportPlan {
    /// Fields of an item that a column can fill: everything people may write, the pipeline, the moment of creation and the
    /// number in another program.
    package static func importable(_ entity: EntityType, _ fields: FieldRegistry) -> [Field] {
        fields.fields(of: entity).filter { field in
            if field.code == .createdAt || field.code == "ORIGIN_ID" { return true }
            if field.code == .pipeline { return entity == .deal }
            if field.isReadOnly || field.flags.contains(.technical) { return false }
            return field.type.code != FileField().code
        }
    }

    /// Checks the plan against the configuration.
    /// - Throws: `Failure.invalid` naming the column or setting.
    func check(_ catalog: ItemCatalog) throws {
        let chosen = columns.compactMap(\.self)
        if chosen.isEmpty { throw Failure(.invalid, ImportTexts.noColumns, field: "columns") }
        let known = ImportColumn.byCode(kind, catalog.fields)
        for (code, count) in Dictionary(grouping: chosen, by: \.self).mapValues(\.count) {
            guard let column = known[code] else { throw refusal(of: code, catalog.fields) }
            if count > 1, !column.takesSeveral {
                throw Failure(.invalid, ImportTexts.twoColumns.with(["field": column.title]), field: code.rawValue)
            }
        }
        guard let stage, kind.entity?.hasStages == true else { return }
        if catalog.pipelines[PipelineID(entity, pipeline)]?[stage] == nil {
            throw Failure(.invalid, ImportTexts.noStage.with(["stage": stage]), field: "stage")
        }
    }

    /// Refuses columns that would make items which the viewer may not create.
    /// - Throws: `Failure.forbidden`.
    func checkCompanions(_ fields: FieldRegistry, for viewer: Viewer) throws {
        let chosen = Set(columns.compactMap(\.self))
        let related = Set(ImportColumn.all(kind, fields).filter { chosen.contains($0.code) }.compactMap(\.related))
        for entity in EntityType.allCases where related.contains(entity) && viewer.scope(.create, of: entity) == .none {
            throw Failure(.forbidden, ItemTexts.mayNotCreate.with(["entity": entity.pluralName]))
        }
    }

    private func refusal(of code: FieldCode, _ fields: FieldRegistry) -> Failure {
        guard let field = kind.entity.flatMap({ fields.field(code, of: $0) }) else {
            return Failure(.invalid, ImportTexts.unknownField.with(["code": code.rawValue]), field: code.rawValue)
        }
        return Failure(.invalid, ImportTexts.readOnlyField.with(["field": field.title]), field: code.rawValue)
    }
}
