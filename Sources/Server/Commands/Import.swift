import ArgumentParser
import CRM
import FoundationEssentials
import Kernel
import Logging
import Robots
import Storage

/// Imports a table into the portal of a folder whose server is stopped.
struct Import: AsyncParsableCommand {
    /// What can be imported, as it is written on the command line.
    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case leads, contacts, companies, deals

        var entity: EntityType {
            switch self {
            case .leads: .lead
            case .contacts: .contact
            case .companies: .company
            case .deals: .deal
            }
        }
    }

    static let configuration = CommandConfiguration(
        abstract: "Imports a table (CSV or Excel) of leads, contacts, companies or deals.",
        discussion: """
            CSV in UTF-8 or windows-1251, separated by ; , or tab; or an Excel workbook (.xlsx). Columns are recognised by their headings. Robots do not start.
            Ends with 0 when every row went in, 1 when some were refused, 2 when nothing could be read.
            """)

    @Argument(help: "leads, contacts, companies or deals") var kind: Kind
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
        do {
            if try await importFile() > 0 { throw ExitCode(1) }
        } catch let code as ExitCode {
            throw code
        } catch StorageError.inUse {
            FileHandleOutput.standardError.say(ImportCommandTexts.inUse.with(["folder": folder.data]))
            throw ExitCode(2)
        } catch let failure as Failure {
            FileHandleOutput.standardError.say(failure.message)
            throw ExitCode(2)
        } catch {
            _ = explain(error)
            throw ExitCode(2)
        }
    }

    /// - Returns: how many rows were refused.
    private func importFile() async throws -> Int {
        guard folder.exists else {
            throw Failure(.notFound, ImportCommandTexts.noPortal.with(["folder": folder.data]))
        }
        let clock = SystemClock()
        let database = try await folder.open(clock: clock)
        let assembly = PortalAssembly(database: database, clock: clock, live: NobodyWatches())
        _ = try await assembly.calendars.current()
        let refused = try await ImportRun(assembly: assembly, command: self).run()
        try await database.close()
        return refused
    }
}

extension ImportPlan.Duplicates: ExpressibleByArgument {}

extension FileHandleOutput {
    /// Writes a text in both languages, Russian first.
    func say(_ text: Text) {
        write(text.russian == text.english ? "\(text.russian)\n" : "\(text.russian)\n\(text.english)\n")
    }
}
