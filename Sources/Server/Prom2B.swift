import ArgumentParser

/// The command line: `prom2b serve`, `prom2b import leads FILE.csv`, …
@main
struct Prom2B: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prom2b",
        abstract: "CRM portal for companies that sell industrial equipment to companies.",
        subcommands: [
            Serve.self, Import.self, ExportCommand.self, Move.self, BackupCommand.self, RestoreCommand.self, HoldAfterRestore.self, Doctor.self, Nodes.self,
            Simulate.self, Config.self, Bench.self,
        ],
        defaultSubcommand: Serve.self)
}
