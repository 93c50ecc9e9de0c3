import CRM
import Kernel

struct PipelineSettingsView {
    let pipelines: Pipelines
    let pipeline: Pipeline
    /// Items by stage, of what the viewer may see.
    let counts: [String: Int]
    let attempt: Attempt
    let csrf: String
    private var language: Language { attempt.language }

    var html: HTML {
        let tabs = pipelines.all.map { pipeline in
            let title = pipeline.id.entity == .lead ? pipeline.id.entity.pluralName : pipeline.name
            return TabItem(title[language], to: PipelineSettingsPage.address(pipeline), isCurrent: pipeline.id == self.pipeline.id)
        }
        return """
            <div class="stack">\(.tabs(tabs, label: SettingsSection.pipelines.title[language]))\(.form(
                action: "/settings/pipelines/\(pipeline.automationName)", csrf: csrf, attributes: " class=\"stack\"",
                """
                <button class="visually-hidden" tabindex="-1">\(SettingsPageTexts.save, language)</button>\(attempt.notice(besides: ["name"]))\
                \(.card(.fieldPair([
                    .textField(attempt.field("name", PipelineSettingsTexts.name, isRequired: true), value: attempt.text("name", pipeline.name.russian)),
                    .textField(attempt.field("name.en", PipelineSettingsTexts.nameEnglish), value: attempt.text("name.en", pipeline.name.english)),
                ])))\
                \(.card(title: PipelineSettingsTexts.stages[language], foot: "<small>\(PipelineSettingsTexts.order, language)</small>", isFlush: true, stages))\
                \(.card(title: PipelineSettingsTexts.newStage[language], new))\
                \(.actions([.button(SettingsPageTexts.save[language], kind: .primary)]))
                """))\(if: pipeline.id.number != 0, deletion)</div>
            """
    }

    // MARK: Stages

    private var stages: HTML {
        let typed = attempt.typed.map { PipelineInput($0).rows }
        let rows = typed ?? pipeline.stages.map {
            PipelineInput.Row(code: $0.code, name: $0.name.russian, english: $0.name.english, color: $0.color)
        }
        return """
            <div class="stage-rows" data-sortable>\(each: rows, { row($0) })</div>
            """
    }

    private func row(_ row: PipelineInput.Row) -> HTML {
        let stage = pipeline[row.code]
        let error = attempt.error(at: row.code)
        let count = counts[row.code] ?? 0
        return """
            <div class="stage-row" data-item>\(.hiddenField("stage.code", row.code))\
            <span class="drag-handle" data-handle>\(.icon(.gripVertical))</span>\
            <input class="stage-color" type="color" name="stage.color" value="\(row.color)" aria-label="\(PipelineSettingsTexts.color, language): \(row.name)">\
            <input class="input" name="stage.name" value="\(row.name)" aria-label="\(PipelineSettingsTexts.stage, language)"\(attribute: "aria-invalid", error == nil ? nil : "true")>\
            <input class="input stage-english" name="stage.en" value="\(row.english)" aria-label="\(PipelineSettingsTexts.stageEnglish, language)">\
            \(kind(stage?.semantics ?? .process))<span class="stage-count faint" title="\(PipelineSettingsTexts.items, language)">\(grouped(count))</span>\
            <span class="row row-nowrap tight">\(button(.chevronUp, PipelineSettingsTexts.up, "up", row))\
            \(button(.chevronDown, PipelineSettingsTexts.down, "down", row))\(button(.trash2, SettingsPageTexts.delete, "delete", row))</span>\
            \(ifLet: error, { "<p class=\"field-error stage-error\" role=\"alert\">\(.icon(.circleAlert, size: .small))<span>\($0)</span></p>" })</div>
            """
    }

    private func kind(_ semantics: StageSemantics) -> HTML {
        switch semantics {
        case .process: .badge(PipelineSettingsTexts.process[language])
        case .success: .badge(PipelineSettingsTexts.success[language], tone: .success)
        case .failure: .badge(PipelineSettingsTexts.failure[language], tone: .danger)
        }
    }

    private func button(_ icon: Icon, _ label: Text, _ name: String, _ row: PipelineInput.Row) -> HTML {
        .iconButton(
            icon, label: "\(label[language]): \(row.name)", size: .small, type: .submit,
            attributes: " name=\"\(name)\" value=\"\(row.code)\"")
    }

    private var new: HTML {
        let kinds = [
            Option(StageSemantics.process.rawValue, PipelineSettingsTexts.process[language]),
            Option(StageSemantics.success.rawValue, PipelineSettingsTexts.success[language]),
            Option(StageSemantics.failure.rawValue, PipelineSettingsTexts.failure[language]),
        ]
        return """
            <div class="stack"><div class="stage-new"><input class="stage-color" type="color" name="new.color" \
            value="\(attempt.text("new.color", StageSemantics.process.usualColor))" aria-label="\(PipelineSettingsTexts.color, language)">\
            \(.input(Field("new.name", label: PipelineSettingsTexts.stage[language]), value: attempt.text("new.name"), placeholder: PipelineSettingsTexts.stage[language], attributes: " aria-label=\"\(PipelineSettingsTexts.stage, language)\""))\
            \(.input(Field("new.en", label: PipelineSettingsTexts.stageEnglish[language]), value: attempt.text("new.en"), placeholder: PipelineSettingsTexts.stageEnglish[language], attributes: " aria-label=\"\(PipelineSettingsTexts.stageEnglish, language)\""))\
            \(.select(Field("new.semantics", label: PipelineSettingsTexts.kind[language]), kinds, selected: attempt.text("new.semantics", "P"), attributes: " aria-label=\"\(PipelineSettingsTexts.kind, language)\""))\
            \(.button(SettingsPageTexts.add[language], icon: .plus))</div>\
            <p class="field-help">\(PipelineSettingsTexts.newStageHint, language)</p></div>
            """
    }

    private var deletion: HTML {
        .actionButton(
            PipelineSettingsTexts.deletePipeline[language], action: "/settings/pipelines/\(pipeline.automationName)/delete", csrf: csrf,
            kind: .danger, icon: .trash2)
    }
}
