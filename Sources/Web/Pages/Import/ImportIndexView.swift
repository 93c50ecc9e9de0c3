import CRM
import Kernel

/// A file to send, and what was imported before.
struct ImportIndexView {
    let kinds: [TableKind]
    let jobs: [ImportJob]
    let people: PeopleSnapshot
    let attempt: Attempt
    let csrf: String
    let writer: DateWriter
    let now: Timestamp
    private var language: Language { attempt.language }

    var html: HTML {
        let options = kinds.map { Option($0.code, $0.pluralName[language]) }
        return """
            <div class="stack">\(.card(title: ImportPageTexts.new[language], """
                <form method="post" action="/import" enctype="multipart/form-data" class="stack">\(.csrfField(csrf))\(attempt.notice(besides: ["file"]))\
                \(.radios(attempt.field("entity", ImportPageTexts.entity), options, selected: attempt.text("entity", options.first?.value ?? "")))\
                \(.fileField(attempt.field("file", ImportPageTexts.file, isRequired: true, help: ImportPageTexts.fileHelp), accept: ".xlsx,.csv,.txt,.tsv,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", language))\
                \(.actions([.button(ImportPageTexts.next[language], kind: .primary)]))</form>
                """))\
            \(.card(title: ImportPageTexts.history[language], isFlush: true, history))</div>
            """
    }

    private var history: HTML {
        guard !jobs.isEmpty else { return .emptyState(icon: .history, title: ImportPageTexts.emptyHistory[language], size: .small) }
        return .table(
            [
                TableColumn(ImportPageTexts.fileName[language]), TableColumn(ImportPageTexts.entity[language]),
                TableColumn(ImportPageTexts.who[language]), TableColumn(ImportPageTexts.when[language]),
                TableColumn(ImportPageTexts.made[language], isNumber: true), TableColumn(ImportPageTexts.refused[language], isNumber: true),
                TableColumn(ImportPageTexts.state[language]), TableColumn("", isNumber: true),
            ], jobs.map(row), caption: ImportPageTexts.history[language])
    }

    private func row(_ job: ImportJob) -> TableRow {
        TableRow([
            .tableTitle(job.fileName, to: "/import/\(job.id)"), "\(job.plan.kind.pluralName, language)",
            "\(job.author.map { people.name(of: $0) } ?? "")",
            "<span class=\"nowrap muted\">\(writer.moment(job.createdAt, now: now))</span>", "\(grouped(job.made))", "\(grouped(job.refused))",
            state(job), undo(job),
        ])
    }
}

extension ImportIndexView {
    private func undo(_ job: ImportJob) -> HTML {
        guard job.made + job.merged > 0, job.state != .undone, job.isUndoable(at: now) else { return HTML() }
        return .linkButton(ImportPageTexts.undo[language], to: "/import/\(job.id)/undo", kind: .quiet, icon: .undo2, size: .small)
    }

    private func state(_ job: ImportJob) -> HTML {
        job.isInterrupted(at: now)
            ? .badge(ImportPageTexts.interrupted[language], tone: .warning) : .badge(job.state.title[language], tone: job.state.tone)
    }
}

extension ImportJob.State {
    var title: Text {
        switch self {
        case .running: ImportPageTexts.running
        case .finished: ImportPageTexts.shortFinished
        case .failed: ImportPageTexts.shortFailed
        case .undoing: ImportUndoTexts.shortUndoing
        case .undone: ImportUndoTexts.shortUndone
        }
    }

    var tone: Tone {
        switch self {
        case .running, .undoing: .accent
        case .finished: .success
        case .failed: .danger
        case .undone: .neutral
        }
    }
}
