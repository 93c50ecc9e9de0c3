import CRM
import Kernel

/// Which column becomes which field, how duplicates are treated, and what the first rows look like.
struct ImportMappingView {
    let file: StoredFile
    let preview: ImportPreview
    let catalog: ItemCatalog
    let people: PeopleSnapshot
    let attempt: Attempt
    let csrf: String
    private var language: Language { attempt.language }
    private var plan: ImportPlan { preview.plan }
    private var refusals: Int { preview.rows.count { $0.refusal != nil } }

    var html: HTML {
        .form(
            action: "/import/start", csrf: csrf, attributes: " class=\"stack\"",
            """
            \(.hiddenField("file", file.id.description))\(.hiddenField("entity", plan.kind.code))\(.hiddenField("reading", plan.reading))\
            \(attempt.notice())\(program)\(verdict)\(.card(title: ImportPageTexts.preview[language], isFlush: true, table))\(unknown)\
            <div class="columns">\(.card(title: ImportPageTexts.reading[language], reading))\(if: plan.kind != .product, .card(title: ImportPageTexts.making[language], making))</div>\
            \(.actions([
                .button(ImportPageTexts.start[language], kind: .primary, icon: .upload),
                .button(ImportPageTexts.refresh[language], icon: .refreshCw, attributes: " formaction=\"/import/new\""),
                .linkButton(ComponentTexts.cancel[language], to: "/import", kind: .quiet),
            ]))
            """)
    }

    private var program: HTML? {
        plan.program.map { program in
            .notice(.accent, icon: .info, "<p>\(ImportPageTexts.looksLike.with(["program": program.name]), language)</p>")
        }
    }

    private var unknown: HTML {
        ImportChoicesView(
            unknown: preview.unknown, choices: plan.choices, entity: plan.entity, pipelines: catalog.pipelines.of(plan.entity), people: people,
            language: language
        ).html
    }

    private var verdict: HTML {
        refusals == 0
            ? .notice(.success, icon: .circleCheck, "<p>\(ImportPageTexts.allFine, language)</p>")
            : .notice(.warning, icon: .triangleAlert, "<p>\(ImportPageTexts.someWrong.with(["count": String(refusals)]), language)</p>")
    }

    // MARK: The table

    private var table: HTML {
        let width = preview.headings.count
        let heads = preview.headings.enumerated().map { place, heading in head(place, heading) }
        return """
            <div class="table-frame import-table"><table class="table"><caption class="visually-hidden">\(ImportPageTexts.preview, language)</caption>\
            <thead><tr><th scope="col">\(ImportPageTexts.line, language)</th>\(heads)</tr></thead>\
            <tbody>\(each: preview.rows, { row($0, width) })</tbody></table></div>
            """
    }

    private func head(_ place: Int, _ heading: String) -> HTML {
        let title = heading.isEmpty ? ImportPageTexts.columnHeading.with(["number": String(place + 1)])[language] : heading
        let chosen = plan.columns.indices.contains(place) ? plan.columns[place]?.rawValue : nil
        return """
            <th scope="col"><div class="stack tight"><span class="clip">\(title)</span>\
            \(.select(
                Field("column", label: title, id: "column-\(place)"), options, selected: chosen, emptyLabel: ImportPageTexts.skipColumn[language],
                attributes: " aria-label=\"\(title)\""))</div></th>
            """
    }

    private var options: [Option] {
        ImportColumn.all(plan.kind, catalog.fields).map { Option($0.code.rawValue, $0.title[language]) }
    }

    private func row(_ row: ImportPreview.Row, _ width: Int) -> HTML {
        let cells = (0..<width).map { row.cells.indices.contains($0) ? row.cells[$0] : "" }
        let problem: HTML? = row.refusal.map { refusal in
            let place = refusal.column.isEmpty ? "" : "\(refusal.column): "
            return """
                <tr class="import-problem"><td></td><td colspan="\(width)"><span class="field-error">\(.icon(.circleAlert, size: .small))\
                <span>\(place)\(refusal.message, language)</span></span></td></tr>
                """
        }
        return """
            <tr\(classes: row.refusal == nil ? nil : "is-refused")><td class="faint">\(row.line)</td>\
            \(each: cells, { "<td><span class=\"cell-text\">\($0)</span></td>" })</tr>\(problem)
            """
    }

    // MARK: Settings

    private var reading: HTML {
        .fields([
            source,
            .checkbox(Field("hasHeading", label: ImportPageTexts.hasHeading[language]), isChecked: plan.hasHeading),
            .radios(Field("duplicates", label: duplicatesTitle[language]), duplicates, selected: plan.duplicates.rawValue),
        ])
    }

    private var duplicatesTitle: Text {
        switch plan.kind {
        case .lead, .deal, .contact, .company: ImportPageTexts.duplicates
        case .product: ImportPageTexts.knownProduct
        case .task: ImportPageTexts.knownTask
        }
    }

    private var duplicates: [Option] {
        let merge = plan.kind == .product ? ImportPageTexts.updateProduct : ImportPageTexts.merge
        let merging = plan.kind == .task ? [] : [Option(ImportPlan.Duplicates.merge.rawValue, merge[language])]
        return [Option(ImportPlan.Duplicates.skip.rawValue, ImportPageTexts.skip[language])] + merging
            + [Option(ImportPlan.Duplicates.create.rawValue, ImportPageTexts.create[language])]
    }

    /// What must be known to read the file: a text's alphabet and separator, a workbook's sheet.
    private var source: HTML {
        switch plan.format {
        case .text(let format):
            let encodings = CSVEncoding.allCases.map { Option($0.rawValue, $0 == .utf8 ? "UTF-8" : "Windows-1251") }
            let separators = CSVFormat.Separator.allCases.map { Option($0.formValue, $0.title[language]) }
            return .fieldPair([
                .selectField(Field("encoding", label: ImportPageTexts.encoding[language]), encodings, selected: format.encoding.rawValue),
                .selectField(Field("separator", label: ImportPageTexts.separator[language]), separators, selected: format.separator.formValue),
            ])
        case .workbook(let sheet) where preview.sheets.count > 1:
            let sheets = preview.sheets.enumerated().map { Option(String($0), $1) }
            return .selectField(Field("sheet", label: ImportPageTexts.sheet[language]), sheets, selected: String(sheet))
        case .workbook(let sheet): return .hiddenField("sheet", String(sheet))
        }
    }

    private var making: HTML {
        var rows: [HTML] = [
            .userPicker(
                attempt.field("responsible", ImportPageTexts.responsible), people.options(),
                selected: plan.responsible.map { [$0.description] } ?? [], emptyLabel: ImportPageTexts.me[language], language)
        ]
        guard plan.kind.entity != nil else { return .fields(rows) }
        if let source = catalog.fields.field(.source, of: plan.entity) {
            let options = source.options.filter { !$0.isHidden }.map { Option($0.code, $0.name[language]) }
            rows.append(
                .selectField(
                    attempt.field("source", ImportPageTexts.source), options, selected: plan.source, emptyLabel: SettingsPageTexts.notSet[language]))
        }
        let pipelines = catalog.pipelines.of(plan.entity)
        if pipelines.count > 1 {
            rows.append(
                .selectField(
                    attempt.field("pipeline", ImportPageTexts.pipeline), pipelines.map { Option(String($0.id.number), $0.name[language]) },
                    selected: String(plan.pipeline)))
        }
        if let pipeline = pipelines.first(where: { $0.id.number == plan.pipeline }) {
            rows.append(
                .selectField(
                    attempt.field("stage", ImportPageTexts.stage), pipeline.stages.map { Option($0.code, $0.name[language]) }, selected: plan.stage,
                    emptyLabel: ImportPageTexts.firstStage[language]))
        }
        return .fields(rows)
    }
}
