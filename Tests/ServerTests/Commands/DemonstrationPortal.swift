import Foundation
import TestSupport
import Testing

/// A portal with everything that the demonstration has, made by the program itself, in a folder of its own.
struct DemonstrationPortal {
    let scratch: String
    let folder: String

    static func make() throws -> DemonstrationPortal {
        let scratch = try TestDatabase.folder().path
        return DemonstrationPortal(scratch: scratch, folder: scratch + "/portal")
    }

    /// Starts the server and waits until it says that it takes connections: a port that is asked before may answer to itself.
    func start(_ arguments: String...) async throws -> ChildProcess {
        let server = try ChildProcess(
            ChildProcess.program("prom2b"), ["serve", "--data", folder, "--port", "0", "--demo"] + arguments)
        _ = await server.firstLine()
        return server
    }

    func stop(_ server: ChildProcess) async throws {
        server.signal(SIGTERM)
        let ending = await server.ending()
        #expect(ending.status == 0, "\(ending.errors)")
    }

    /// Runs the program to its end.
    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> ChildProcess.Ending {
        try await ChildProcess.run(ChildProcess.program("prom2b"), arguments, environment: environment)
    }
}
