import ArgumentParser
import CRM
import Glibc
import Kernel
import Robots
import Storage

/// Writes everything of one kind into a table: `prom2b export leads FILE.xlsx`.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Exports leads, contacts, companies, deals, tasks or products to Excel or CSV.",
        discussion: """
            All records with all fields, the oldest first; the file's name says the format. The portal must be stopped.
            What is written can be imported again.
            """)

    @Argument(help: "leads, contacts, companies, deals, tasks or products") var kind: TableArgument
    @Argument(help: "The file to write: .xlsx or .csv.") var file: String
    @OptionGroup var folder: PortalFolder

    func run() async throws {
        try await folder.work { assembly in
            let isWorkbook = file.lowercased().hasSuffix(".xlsx")
            guard isWorkbook || file.lowercased().hasSuffix(".csv") else { throw Failure(.invalid, ImportCommandTexts.exportFormat) }
            let viewer = try await assembly.administrator()
            let (kind, items, now) = (kind.table, assembly.items, assembly.portal.clock.now)
            let export = try await assembly.portal.read { try Export.everything(kind, items, for: viewer, now: now, .russian, in: $0) }
            if isWorkbook {
                let writer = try XLSXWriter(file, sheet: export.title, headings: export.headings, folder: TemporaryFile.folder)
                try await export.write(to: writer, assembly.portal)
            } else {
                try await write(export, assembly)
            }
            FileHandleOutput.standardOutput.say(ImportCommandTexts.exported.with(["rows": String(export.count), "file": file]))
        }
    }

    private func write(_ export: Export, _ assembly: PortalAssembly) async throws {
        let refusal = Failure(.unavailable, ImportCommandTexts.noReport.with(["file": file]))
        guard let output = fopen(file, "wb") else { throw refusal }
        let writer = CSVTableWriter(headings: export.headings)
        do {
            try await export.write(to: writer, assembly.portal) { try Self.put(writer.take(), output, else: refusal) }
            try Self.put(writer.take(), output, else: refusal)
        } catch {
            fclose(output)
            throw error
        }
        if fclose(output) != 0 { throw refusal }
    }

    private static func put(_ bytes: [UInt8], _ output: UnsafeMutablePointer<FILE>, else refusal: Failure) throws {
        if fwrite(bytes, 1, bytes.count, output) != bytes.count { throw refusal }
    }
}
