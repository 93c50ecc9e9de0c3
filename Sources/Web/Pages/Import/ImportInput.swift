import CRM
import Kernel
import Storage

/// What the mapping form sent, or nothing yet.
struct ImportInput: Sendable {
    let form: FormFields
    let kind: TableKind

    init(_ form: FormFields, kinds: [TableKind]) {
        self.form = form
        let wanted = form["entity"].flatMap { TableKind(code: $0) }
        kind = wanted.flatMap { kinds.contains($0) ? $0 : nil } ?? kinds[0]
    }

    /// The first rows as they would be imported. Columns are proposed anew when the file is read in another way than before.
    func preview(_ source: TableSource, items: ItemStore, in reader: any Reader) throws -> ImportPreview {
        guard let format else { return try ImportPreview.make(source, kind, items: items, in: reader) }
        return try ImportPreview.make(
            source, kind, format, hasHeading: form.flag("hasHeading"), items: items, in: reader, decide: decided)
    }

    private func decided(_ proposal: ImportPlan) -> ImportPlan {
        var plan = proposal
        if columns.count == plan.columns.count, form["reading"] == plan.reading { plan.columns = columns }
        plan.duplicates = form["duplicates"].flatMap(ImportPlan.Duplicates.init) ?? .skip
        plan.responsible = form.id("responsible")
        plan.source = form.text("source")
        plan.pipeline = form.number("pipeline") ?? 0
        plan.stage = form.text("stage")
        for (key, choice) in zip(form.all("unknown"), form.all("chosen")) where !choice.isEmpty { plan.choices[key] = choice }
        return plan
    }

    private var format: TableFormat? {
        if let sheet = form.number("sheet") { return .workbook(sheet: sheet) }
        guard let encoding = form["encoding"].flatMap(CSVEncoding.init), let separator = separator else { return nil }
        return .text(CSVFormat(encoding: encoding, separator: separator))
    }

    /// A tab would be lost among blanks, so it travels by name.
    private var separator: CSVFormat.Separator? {
        form["separator"] == "tab" ? .tab : form["separator"].flatMap(CSVFormat.Separator.init)
    }

    private var columns: [FieldCode?] { form.all("column").map { $0.isEmpty ? nil : FieldCode($0) } }
}

extension ImportPlan {
    /// How the file is read, to notice when that changes.
    var reading: String {
        switch format {
        case .text(let format): "\(format.encoding.rawValue) \(format.separator.formValue) \(hasHeading)"
        case .workbook(let sheet): "sheet \(sheet) \(hasHeading)"
        }
    }
}

extension CSVFormat.Separator {
    var formValue: String { self == .tab ? "tab" : rawValue }

    var title: Text {
        switch self {
        case .semicolon: ImportPageTexts.semicolon
        case .comma: ImportPageTexts.comma
        case .tab: ImportPageTexts.tab
        }
    }
}
