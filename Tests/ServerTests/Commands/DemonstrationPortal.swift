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

    /// Starts the server and waits until it takes connections.
    func start(_ arguments: String...) async throws -> ChildProcess {
        let port = Self.freePort()
        let server = try ChildProcess(
            ChildProcess.program("prom2b"), ["serve", "--data", folder, "--port", String(port), "--demo"] + arguments)
        try await eventually { server.isOver || Self.answers(port) }
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

    private static func freePort() -> Int {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(number) }
        return withAddress(port: 0) { address, length in
            var length = length
            _ = bind(number, address, length)
            getsockname(number, UnsafeMutablePointer(mutating: address), &length)
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { Int(UInt16(bigEndian: $0.pointee.sin_port)) }
        }
    }

    private static func answers(_ port: Int) -> Bool {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(number) }
        return withAddress(port: port) { connect(number, $0, $1) == 0 }
    }

    private static func withAddress<T>(port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
    }
}
