import Kernel

extension TimelineEntry {
    /// One readable sentence: what happened, without who and when.
    package func text(_ language: Language, _ names: Names) -> String {
        switch line.kind {
        case "fields_changed":
            let parts = changes.map { text(of: $0, language, names) }
            return parts.isEmpty ? TimelineTexts.fields[language] : parts.joined(separator: "; ")
        case "stage_changed", "pipeline_changed": return moved(language, names)
        default:
            let wording = TimelineTexts.wordings[isWithoutDeadline ? line.kind + "_open" : line.kind] ?? Text(verbatim: line.kind)
            return wording[language].filled { data($0, language, names) }
        }
    }

    /// Planned without a deadline: the sentence then names none.
    private var isWithoutDeadline: Bool {
        ["activity_planned", "task_created"].contains(line.kind) && line.data["deadline"]?.isEmpty ?? true
    }

    /// Whose hand it was and why: «Робот «Сменить стадию»: задача №14 завершена».
    package func author(_ language: Language, _ names: Names) -> String {
        let person = actor.user.flatMap(names.user)
        let hand: String
        switch actor.origin {
        case .person: hand = person ?? TimelineTexts.somebody[language]
        case .system: hand = person ?? TimelineTexts.portal[language]
        case .robot(let title, _, _): hand = TimelineTexts.robot[language].filled { $0 == "title" ? title : nil }
        case .trigger(let title): hand = TimelineTexts.trigger[language].filled { $0 == "title" ? title : nil }
        case .webForm(let title): hand = TimelineTexts.webForm[language].filled { $0 == "title" ? title : nil }
        case .importer(let file): hand = TimelineTexts.importer[language].filled { $0 == "title" ? file : nil }
        case .integration(let title): hand = TimelineTexts.integration[language].filled { $0 == "title" ? title : nil }
        }
        guard let reason = actor.reason else { return hand }
        return "\(hand): \(reason[language])"
    }

    private func moved(_ language: Language, _ names: Names) -> String {
        guard let entity = item.entity else { return line.kind }
        func stage(_ name: String) -> String {
            let code = line.data[name]?.printable ?? ""
            return names.pipelines.stage(code, of: entity)?.name[language] ?? code
        }
        func pipeline(_ name: String) -> String {
            let code = line.data[name]?.printable ?? ""
            return names.pipelines.named(code)?.name[language] ?? code
        }
        let wording = line.kind == "stage_changed" ? TimelineTexts.stage : TimelineTexts.pipeline
        return wording[language].filled { name in
            switch name {
            case "from": stage("from")
            case "to": stage("to")
            case "from_pipeline": pipeline("from_pipeline")
            case "pipeline": pipeline("pipeline")
            default: nil
            }
        }
    }

    private func text(of change: FieldChange, _ language: Language, _ names: Names) -> String {
        guard let entity = item.entity, let field = names.catalog.fields.all(of: entity).first(where: { $0.code == change.code })
        else { return change.code.rawValue }
        func shown(_ value: Value) -> String {
            value.isEmpty ? TimelineTexts.nothing[language] : field.text(value, language, names).shortened(to: 120)
        }
        return "\(field.title[language]): \(shown(change.from)) → \(shown(change.to))"
    }

    private func data(_ name: String, _ language: Language, _ names: Names) -> String? {
        guard let value = line.data[name] else { return nil }
        let stored = value.printable
        switch (name, line.kind) {
        case ("type", _): return ActivityKind(rawValue: stored)?.title[language] ?? stored
        case ("from", "task_status_changed"), ("to", "task_status_changed"):
            return TaskState(rawValue: stored)?.title[language] ?? stored
        case ("source", _):
            return item.entity.flatMap { names.catalog.fields.field(.source, of: $0) }?.text(value, language, names) ?? stored
        case ("pipeline", _): return names.pipelines.named(stored)?.name[language] ?? stored
        default: return value.elements.map { shown($0, language, names) }.joined(separator: ", ")
        }
    }

    private func shown(_ value: Value, _ language: Language, _ names: Names) -> String {
        switch value {
        case .money(let money): money.text(language)
        case .dateTime(let moment): names.dates.writer(language).dateTime(moment)
        case .date(let day): names.dates.style.date(day)
        case .reference(let reference): names[reference] ?? TimelineTexts.number[language].filled { _ in String(reference.id) }
        case .null, .bool, .int, .double, .string, .list: value.printable
        }
    }
}

extension String {
    /// Replaces each `{name}` by what `value` gives; an empty text for nil.
    fileprivate func filled(_ value: (String) -> String?) -> String {
        var result = ""
        var rest = self[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            result += value(String(rest[rest.index(after: open)..<close])) ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    fileprivate func shortened(to limit: Int) -> String { count <= limit ? self : prefix(limit) + "…" }
}
