import ArgumentParser
import Kernel
import Storage
import StoragePostgres

/// Shows which nodes serve the portal.
struct Nodes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows which nodes serve the portal, and when each was last heard of.")

    @OptionGroup var folder: PortalFolder

    func run() async throws {
        do {
            guard folder.address != nil else { return say(NodeTexts.single.russian + "\n") }
            let clock = SystemClock()
            let database = try await folder.open(clock: clock)
            let nodes = try await database.read { try NodeStore.all(in: $0) }
            try await database.close()
            say(nodes.isEmpty ? NodeTexts.none.russian + "\n" : Self.table(of: nodes, at: clock.now))
        } catch {
            throw explain(error)
        }
    }

    /// Moments in UTC: nodes may stand in different zones.
    static func table(of nodes: [Node], at now: Timestamp) -> String {
        var table = TextTable(NodeTexts.heads.map(\.russian))
        for node in nodes {
            table.add([node.name, node.startedAt.iso8601, node.seenAt.iso8601, state(of: node, at: now)])
        }
        return table.text
    }

    private static func state(of node: Node, at now: Timestamp) -> String {
        switch node.state(at: now) {
        case .running: NodeTexts.running.russian
        case .silent(let since):
            NodeTexts.silent.with(["seconds": String((now - since).milliseconds / 1000)]).russian
        case .stopped: NodeTexts.stopped.russian
        }
    }

    private func say(_ text: String) { FileHandleOutput.standardOutput.write(text) }
}
