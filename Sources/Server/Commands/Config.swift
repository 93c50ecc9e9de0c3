import ArgumentParser
import Automation
import CRM
import FoundationEssentials
import Kernel
import Robots
import Storage

/// The configuration of a portal as a file: to keep under version control, to compare, to carry to another portal.
struct Config: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes, compares and applies the configuration: constants, fields, pipelines, robots.",
        subcommands: [Export.self, Compare.self, Apply.self])

    /// Writes the configuration.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Writes the configuration as YAML.")
        @OptionGroup var folder: PortalFolder
        @Argument(help: "The file to write; without it the configuration is printed.") var file: String?

        func run() async throws {
            try await Config.open(folder) { assembly in
                let writer = PresetWriter(assembly: assembly)
                let yaml = try writer.yaml(try await assembly.portal.read { try writer.preset(in: $0) })
                guard let file else { return FileHandleOutput.standardOutput.write(yaml) }
                try yaml.write(toFile: file, atomically: true, encoding: .utf8)
            }
        }
    }

    /// Tells what applying a file would change.
    struct Compare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff", abstract: "Tells what applying a file would change; ends with 1 when that is anything.")
        @OptionGroup var folder: PortalFolder
        @Argument(help: "The file.") var file: String

        func run() async throws {
            let lines = try await Config.open(folder) { try await Config.difference($0, file).lines }
            Config.say(lines)
            if !lines.isEmpty { throw ExitCode(1) }
        }
    }

    /// Makes the portal be as a file says.
    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes the portal be as a file says, all of it or nothing.",
            discussion: """
                Stages that the file leaves out are deleted unless items stand there. Constants, fields and pipelines that it does not name stay.
                Items on the way keep the version of the robots they started with.
                """)
        @OptionGroup var folder: PortalFolder
        @Argument(help: "The file.") var file: String

        func run() async throws {
            let lines = try await Config.open(folder) { assembly in
                let lines = try await Config.difference(assembly, file).lines
                let preset = try PresetReader(catalog: assembly.automation.catalog).read(PresetFile.read(file))
                if !lines.isEmpty { try await PresetLoader(assembly: assembly).apply(preset) }
                return lines
            }
            Config.say(lines)
        }
    }

    private static func open<T>(_ folder: PortalFolder, _ body: (PortalAssembly) async throws -> T) async throws -> T {
        do {
            return try await folder.opened { assembly in
                // The file may name robots of programs: the catalogue of robots has those that were last read.
                _ = try await assembly.portal.read { [items = assembly.items] in try items.catalog.catalog(in: $0) }
                return try await body(assembly)
            }
        } catch {
            throw explain(error)
        }
    }

    private static func difference(_ assembly: PortalAssembly, _ file: String) async throws -> PresetDifference {
        let loader = PresetLoader(assembly: assembly)
        let preset = try PresetReader(catalog: assembly.automation.catalog).read(PresetFile.read(file))
        return try await assembly.portal.read { reader in
            PresetDifference(from: try PresetWriter(assembly: assembly).preset(in: reader), to: try loader.resolved(preset, in: reader))
        }
    }

    private static func say(_ lines: [Text]) {
        for line in lines.isEmpty ? [PresetFileTexts.noDifference] : lines { FileHandleOutput.standardOutput.say(line) }
    }
}
