import ArgumentParser
import Connectors
import CRM
import FoundationEssentials
import Kernel
import Moving
import Robots
import Storage

/// Brings a Bitrix24 portal into the portal of a folder whose server is stopped.
struct ImportBitrix24: AsyncParsableCommand {
    static let variable = "PROM2B_WEBHOOK"

    static let configuration = CommandConfiguration(
        commandName: "bitrix24", abstract: "Moves a Bitrix24 portal in over its REST API.",
        discussion: """
            Departments, people, pipelines, fields, companies, contacts, leads, deals, products, activities, tasks, comments, files. Robots do not start, \
            nobody is notified. Interrupted, it goes on where it stopped; run again, it brings what has changed since.
            Ends with 0 when everything came, 1 when some records were refused, 2 when there was no going on.
            """)

    @OptionGroup var folder: PortalFolder
    @Option(
        help: ArgumentHelp(
            "The address of an inbound webhook: https://company.bitrix24.ru/rest/1/key/.",
            discussion: "PROM2B_WEBHOOK says the same, and keeps the key out of the list of processes and the history of the shell."))
    var webhook: String?
    @Option(help: "Only these, with commas between: departments, people, settings, companies, contacts, leads, deals, activities, tasks, comments.")
    var only: String?
    @Flag(inversion: .prefixedNo, help: "Whether files are fetched.") var files = true
    @Option(help: "Requests per second; 2 for a portal on the internet unless said, as many as it answers in the own network.") var rate: Double?
    @Option(help: "Where to write the report; a file in the portal's folder unless said.") var report: String?
    @Flag(help: "Only looks: checks the address and what it may see, counts the records. Nothing is written.") var dryRun = false

    func run() async throws {
        try await folder.endingWithTwo(whenInUse: ImportCommandTexts.mustStop) {
            if try await move() { throw ExitCode(1) }
        }
    }

    /// - Returns: whether records were refused.
    private func move() async throws -> Bool {
        let address = try WebhookAddress(webhook ?? ProcessInfo.processInfo.environment[Self.variable] ?? "")
        let options = try options()
        if let rate, !(0.01...1000).contains(rate) { throw Failure(.invalid, ImportCommandTexts.badRate) }
        return try await folder.opened { try await move(from: address, options, into: $0) }
    }

    private func move(from address: WebhookAddress, _ options: Mover.Options, into assembly: PortalAssembly) async throws -> Bool {
        let clock = assembly.portal.clock
        let transfers = CurlTransfers()
        defer { transfers.close() }
        let client = SourceClient(address, transfers: transfers, clock: clock, callsPerSecond: rate)
        let target = MovingTarget(
            portal: assembly.portal, items: assembly.items, pipelines: assembly.pipelines, staff: assembly.staff,
            files: try FileStore(directory: folder.files, portal: assembly.portal))
        let mover = Mover(client, into: target, options: options)
        let screen = MovingScreen()
        if dryRun {
            screen.show(try await mover.examine { screen.remark($0) }, of: address.host)
            return false
        }
        let done = try await mover.run { screen.remark($0) } progress: { screen.show($0) }
        return try screen.end(done, writing: report ?? reportPath(address.host, clock.now))
    }

    private func options() throws -> Mover.Options {
        var options = Mover.Options()
        options.withFiles = files
        guard let only else { return options }
        options.kinds = Set(
            try only.split(separator: ",").map { word in
                let name = word.filter { !$0.isWhitespace }.lowercased()
                guard let kind = MovingKind(rawValue: name) else {
                    let known = MovingKind.allCases.map(\.rawValue).joined(separator: ", ")
                    throw Failure(.invalid, ImportCommandTexts.noKind.with(["kind": name, "kinds": known]))
                }
                return kind
            })
        return options
    }

    private func reportPath(_ host: String, _ now: Timestamp) -> String {
        let name = host.map { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" ? $0 : "_" }
        return "\(folder.data)/import-\(String(name))-\(now.seconds).txt"
    }
}
