import ArgumentParser
import CRM
import Kernel
import Robots
import Storage

/// What can be imported and exported, as it is written on the command line.
enum TableArgument: String, CaseIterable, ExpressibleByArgument {
    case leads, contacts, companies, deals, tasks, products

    var table: TableKind {
        switch self {
        case .leads: .lead
        case .contacts: .contact
        case .companies: .company
        case .deals: .deal
        case .tasks: .task
        case .products: .product
        }
    }
}

/// `prom2b import leads FILE`, `prom2b import undo 12`.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Imports a table (CSV or Excel) or a whole Bitrix24 portal, or takes an import back.",
        subcommands: [ImportTable.self, ImportBitrix24.self, UndoImport.self], defaultSubcommand: ImportTable.self)
}

/// Imports a table into the portal of a folder whose server is stopped.
struct ImportTable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table",
        abstract: "Imports a table (CSV or Excel) of leads, contacts, companies, deals, tasks or products.",
        discussion: """
            CSV in UTF-8 or windows-1251, separated by ; , or tab; or an Excel workbook (.xlsx). Columns are recognised by
            their headings. Robots do not start.
            Ends with 0 when every row went in, 1 when some were refused, 2 when nothing could be read.
            """)

    @Argument(help: "leads, contacts, companies, deals, tasks or products") var kind: TableArgument
    @Argument(help: "The table.") var file: String
    @OptionGroup var folder: PortalFolder
    @Option(help: "Rows whose phone or e-mail is known already: skip, merge or create.") var duplicates: ImportPlan.Duplicates = .skip
    @Option(help: "The login of who is responsible for rows that name nobody.") var responsible: String?
    @Option(help: "The source of rows that name none, by its code.") var source: String?
    @Option(help: "Deals: the number of the pipeline.") var pipeline = 0
    @Option(help: "The stage of rows that name none, by its code.") var stage: String?
    @Option(help: "The sheet of a workbook by its name; the first one otherwise.") var sheet: String?
    @Option(help: "Where to write the refused rows, as a table to mend and import again.") var report: String?
    @Flag(help: "Only checks: shows the columns and the errors.") var dryRun = false
    @Flag(help: "Goes on with an interrupted import of the same file.") var resume = false

    func run() async throws {
        try await folder.work { assembly in
            let refused = try await ImportRun(assembly: assembly, command: self).run()
            if refused > 0 { throw ExitCode(1) }
        }
    }
}

/// Takes back an import of the last thirty days.
struct UndoImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Takes an import back: what it made is deleted, what it completed gets its old values.",
        discussion: """
            Works for thirty days. What people have changed since, or what has later work, stays unless --all is given.
            The number is in the address of the import's page. An undoing that was cut goes on when started again.
            """)

    @Argument(help: "The number of the import.") var id: Int64
    @OptionGroup var folder: PortalFolder
    @Flag(help: "Also what was changed since or is in use.") var all = false

    func run() async throws {
        try await folder.work { assembly in
            let administrator = try await assembly.administrator()
            let survey = try await assembly.portal.read { [id] in try UndoSurvey.read(ImportID(id), in: $0) }
            if survey.keptCount > 0, !all {
                FileHandleOutput.standardOutput.say(ImportCommandTexts.kept.with(["count": String(survey.keptCount)]))
            }
            let importer = Importer(portal: assembly.portal, items: assembly.items)
            try await importer.undo(ImportID(id), all: all, for: administrator)
            let job = try await assembly.portal.read { [id] in try ImportJob.find(ImportID(id), in: $0) }
            FileHandleOutput.standardOutput.say(
                ImportCommandTexts.undone.with([
                    "id": String(id), "removed": String(job.removed), "kept": String(job.kept), "restored": String(job.restored),
                ]))
        }
    }
}

extension PortalAssembly {
    /// In whose name the terminal works: whoever can read the folder could sign in as the first administrator anyway.
    func administrator() async throws -> Viewer {
        guard let first = try await portal.read({ try UserStore.administrators(in: $0).first }) else {
            throw Failure(.conflict, ImportCommandTexts.noAdministrator)
        }
        return Viewer(user: first, isAdministrator: true)
    }
}

extension ImportPlan.Duplicates: ExpressibleByArgument {}
