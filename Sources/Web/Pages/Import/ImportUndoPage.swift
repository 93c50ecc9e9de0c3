import CRM
import Kernel
import Logging
import Storage

/// Taking back an import: what would go and what would stay, then the doing.
enum ImportUndoPage {
    /// Larger imports go on after the answer.
    private static let largestAtOnce = 1000

    static func show(_ page: PageRequest) async throws -> PageResponse {
        let (job, _) = try await ImportReport.read(page)
        guard job.isUndoable(at: page.now) else { return .redirect("/import/\(job.id)") }
        let survey = try await page.services.portal.read { try UndoSurvey.read(job.id, in: $0) }
        let view = ImportUndoView(job: job, survey: survey, csrf: page.csrf, language: page.language)
        return page.settings(
            .imports, title: ImportUndoTexts.title, lead: Text(verbatim: job.fileName), parents: [(job.fileName, "/import/\(job.id)")],
            view.html)
    }

    static func undo(_ page: PageRequest) async throws -> PageResponse {
        let (job, _) = try await ImportReport.read(page)
        let viewer = try page.viewer
        let undo = ImportUndo(portal: page.services.portal, items: page.services.items)
        try await undo.begin(job.id, all: page.form.flag("all"), for: viewer)
        if job.made + job.merged <= largestAtOnce {
            try await undo.run(job.id, for: viewer)
            return .redirect("/import/\(job.id)", notice: ImportPageTexts.undone)
        }
        let log = page.services.log
        Task {
            do {
                try await undo.run(job.id, for: viewer)
            } catch {
                log.error("undoing an import failed", metadata: ["import": "\(job.id)", "error": "\(error)"])
            }
        }
        return .redirect("/import/\(job.id)")
    }
}

struct ImportUndoView {
    let job: ImportJob
    let survey: UndoSurvey
    let csrf: String
    let language: Language

    var html: HTML {
        .form(
            action: "/import/\(job.id)/undo", csrf: csrf, attributes: " class=\"stack\"",
            """
            \(.card("<p>\(summary, language)</p>\(if: survey.completed > 0, "<p>\(ImportUndoTexts.restoring(survey.completed), language)</p>")"))\
            \(if: survey.keptCount > 0, keeping)\
            \(.actions([
                .button(ImportPageTexts.undo[language], kind: .danger, icon: .undo2),
                .linkButton(ComponentTexts.cancel[language], to: "/import/\(job.id)", kind: .quiet),
            ]))
            """)
    }

    private var summary: Text {
        survey.present == 0 ? ImportUndoTexts.nothing : ImportUndoTexts.going(survey.present - survey.keptCount)
    }

    private var keeping: HTML {
        let rows = survey.kept.map { kept in
            TableRow([
                .tableTitle(kept.title, to: kept.address), "\(kept.kind.pluralName, language)", "\(kept.reason.text, language)",
            ])
        }
        let table = HTML.table(
            [TableColumn(ImportUndoTexts.card[language]), TableColumn(ImportPageTexts.entity[language]), TableColumn(ImportUndoTexts.why[language])],
            rows, caption: ImportUndoTexts.keptTitle[language])
        let rest = survey.keptCount - survey.kept.count
        return """
            \(.notice(.warning, icon: .triangleAlert, "<p>\(ImportUndoTexts.keeping(survey.keptCount), language)</p>"))\
            \(.card(title: ImportUndoTexts.keptTitle[language], isFlush: true, table))\
            \(if: rest > 0, "<p class=\"muted\">\(ImportUndoTexts.more.with(["count": grouped(rest)]), language)</p>")\
            \(.checkbox(Field("all", label: ImportUndoTexts.all[language]), isChecked: false))
            """
    }
}

extension UndoSurvey.Reason {
    fileprivate var text: Text {
        switch self {
        case .changed: ImportUndoTexts.changed
        case .inUse: ImportUndoTexts.inUse
        }
    }
}

extension UndoSurvey.Kept {
    fileprivate var address: String {
        switch kind {
        case .lead, .deal, .contact, .company: kind.entity.map { DocumentID($0, id).cardAddress } ?? "/"
        case .task: "/tasks/\(id)"
        case .product: "/products/\(id)"
        }
    }
}
