import CRM
import FoundationEssentials
import Kernel
import Storage

/// One portal on one PostgreSQL, served by one, two and four real processes; the same people move deals over HTTP.
struct NodesBench {
    static let nodes = [1, 2, 4]
    /// People at once, dealt out to the nodes.
    static let people = 16

    struct Result {
        /// By number of nodes.
        var moves = [Samples](repeating: Samples(), count: nodes.count)
        var p99 = [Samples](repeating: Samples(), count: nodes.count)
    }

    let site: BenchSite
    let preset: String
    let cookie: String
    let rounds: Int
    let time: Duration

    /// Every other round goes from four nodes down to one.
    func measure() async throws -> Result {
        var result = Result()
        let traffic = try await MoveBench.traffic(site, from: "CONTRACT")
        for round in 0..<rounds {
            let order = round % 2 == 0 ? Array(Self.nodes.indices) : Self.nodes.indices.reversed()
            for index in order {
                let load = try cell(Self.nodes[index], traffic)
                result.moves[index].add(load.perSecond)
                result.p99[index].add(load.times.percentile(99))
            }
        }
        return result
    }

    private func cell(_ count: Int, _ traffic: MoveTraffic) throws -> HTTPLoad.Result {
        let servers = try (0..<count).map { node in
            try FileManager.default.createDirectory(atPath: "\(site.folder)/node\(node)", withIntermediateDirectories: true)
            return try ServerProcess(serving: site.arguments(node: node), preset: preset)
        }
        defer { for server in servers { server.stop() } }
        let ports = servers.map(\.port)
        let load = try HTTPLoad(session: cookie, port: ports[0], traffic: traffic)
        _ = try load.run(Self.people, to: ports, for: .seconds(1))
        return try load.run(Self.people, to: ports, for: time)
    }
}
