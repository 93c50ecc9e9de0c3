import CRM
import Kernel

/// What is meant by the names of a table that the portal does not know.
struct ImportChoicesView {
    let unknown: [ImportUnknown]
    let choices: [String: String]
    let entity: EntityType
    let pipelines: [Pipeline]
    let people: PeopleSnapshot
    let language: Language

    var html: HTML {
        guard !unknown.isEmpty else { return HTML() }
        return .card(
            title: ImportPageTexts.unknownTitle[language],
            "<div class=\"stack\"><p class=\"muted\">\(ImportPageTexts.unknownLead, language)</p>\(.fields(unknown.enumerated().map(row)))</div>")
    }

    private func row(_ place: Int, _ unknown: ImportUnknown) -> HTML {
        let field = Field("chosen", label: label(unknown)[language], id: "chosen-\(place)")
        return """
            <div>\(.hiddenField("unknown", unknown.key))\
            \(.selectField(field, options(unknown), selected: choices[unknown.key], emptyLabel: ImportPageTexts.refuseRows[language]))</div>
            """
    }

    private func label(_ unknown: ImportUnknown) -> Text {
        switch unknown.kind {
        case .pipeline: ImportPageTexts.unknownPipeline.with(["name": unknown.name])
        case .stage(let number):
            ImportPageTexts.unknownStage.with([
                "name": Text(verbatim: unknown.name),
                "pipeline": pipelines.first { $0.id.number == number }?.name ?? Text(verbatim: String(number)),
            ])
        case .person: ImportPageTexts.unknownPerson.with(["name": unknown.name])
        }
    }

    private func options(_ unknown: ImportUnknown) -> [Option] {
        switch unknown.kind {
        case .pipeline: pipelines.map { Option(String($0.id.number), $0.name[language]) }
        case .stage(let number):
            (pipelines.first { $0.id.number == number }?.stages ?? []).map { Option($0.code, $0.name[language]) }
        case .person:
            [Option(ImportUnknown.usual, ImportPageTexts.usualPerson[language])] + people.options().map { Option($0.value, $0.label) }
        }
    }
}
