import CRM
import Kernel

/// What the form of a field sent.
struct FieldSettingsInput {
    let form: FormFields
    let owner: FieldOwner
    let catalog: ItemCatalog

    /// A new field.
    /// - Throws: `Failure` `.invalid` at `title`, `code`…
    func draft() throws -> FieldDraft {
        let type = form["type"] ?? "string"
        return FieldDraft(
            owner, try code(), type: type, title: try title(), isRequired: form.flag("isRequired"), isReadOnly: form.flag("isReadOnly"),
            isMultiple: form.flag("isMultiple"), requiredFrom: requiredFrom, isInList: form.flag("isInList"),
            isInFilter: form.flag("isInFilter"), isOnCard: form.flag("isOnCard"),
            options: type == "enumeration" ? options(known: []) : [],
            linkedEntity: type == "crm" ? form["linked"].flatMap { EntityType(code: $0) } : nil)
    }

    /// A known field as the form changes it.
    func draft(of field: CRM.Field) throws -> FieldDraft {
        FieldDraft(
            owner, field.code, type: field.type.code, title: try title(), isRequired: form.flag("isRequired"),
            isReadOnly: form.flag("isReadOnly"), isMultiple: field.isMultiple, requiredFrom: requiredFrom, isInList: form.flag("isInList"),
            isInFilter: form.flag("isInFilter"), isOnCard: form.flag("isOnCard"), options: field.hasOwnOptions ? options(of: field) : [],
            linkedEntity: field.linkedEntity, sort: field.sort)
    }

    var adjustment: FieldAdjustment {
        FieldAdjustment(
            isRequired: form.flag("isRequired"), requiredFrom: requiredFrom, isInList: form.flag("isInList"),
            isInFilter: form.flag("isInFilter"), isOnCard: form.flag("isOnCard"))
    }

    /// An option of the portal's own list is taken away by hiding it.
    func options(of field: CRM.Field) -> [FieldOption] {
        let kept = options(known: field.options)
        guard !field.isCustom else { return kept }
        let codes = Set(kept.map(\.code))
        return kept + field.options.filter { !codes.contains($0.code) }.map { FieldOption($0.code, $0.name, isHidden: true) }
    }

    private func title() throws -> Text {
        guard let russian = form.text("title") else { throw Failure(.invalid, FieldSettingsTexts.mustTitle, field: "title") }
        return Text(ru: russian, en: form.text("titleEnglish") ?? russian)
    }

    /// With the prefix that marks custom fields; made up when none was typed.
    private func code() throws -> FieldCode {
        if let typed = form.text("code") { return FieldCode(owner.code(named: typed)) }
        let taken = Set(catalog.fields.all(of: owner).map(\.code))
        let numbers = 1...(taken.count + 1)
        let free = numbers.lazy.map { FieldCode("\(owner.prefix)FIELD_\($0)") }.first { !taken.contains($0) }
        return free ?? FieldCode(owner.prefix + "FIELD")
    }

    private var requiredFrom: [String: String] {
        var stages: [String: String] = [:]
        for pipeline in owner.entity.map(catalog.pipelines.of) ?? [] {
            if let stage = form.text("from.\(pipeline.automationName)") { stages[pipeline.automationName] = stage }
        }
        return stages
    }

    /// Rows come in step: code (empty for a new one), name, English name. Codes of known options stay, new ones are made up.
    private func options(known: [FieldOption]) -> [FieldOption] {
        var taken = Set(known.map(\.code))
        var options: [FieldOption] = []
        for ((code, name), english) in zip(zip(form.all("option.code"), form.all("option.name")), form.all("option.english")) {
            let name = name.withoutOuterSpace
            guard !name.isEmpty else { continue }
            var code = code
            if code.isEmpty {
                code = (1...(taken.count + 1)).lazy.map { "OPTION_\($0)" }.first { !taken.contains($0) } ?? "OPTION"
                taken.insert(code)
            }
            let english = english.withoutOuterSpace
            options.append(FieldOption(code, Text(ru: name, en: english.isEmpty ? name : english)))
        }
        return options
    }
}
