import ArgumentParser
import Automation
import CRM
import Hummingbird
import Kernel
import Logging
import Robots
import ServiceLifecycle
import Storage
import UnixSignals
import Web

/// Serves the portal until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serves the portal (the default command).")

    @OptionGroup var folder: PortalFolder
    @ArgumentParser.Option(help: "The address to listen on.") var host = "127.0.0.1"
    @ArgumentParser.Option(help: "The port to listen on; 0 takes a free one.") var port = 8080
    @ArgumentParser.Option(help: "The preset loaded at the first start.") var preset: String?
    @ArgumentParser.Option(help: "How people reach the portal from outside, for links and cookies: https://crm.example.ru") var publicAddress: String?
    @ArgumentParser.Option(help: "A certificate with its chain in PEM: serves https and HTTP/2.") var tlsCert: String?
    @ArgumentParser.Option(help: "The private key to the certificate, in PEM.") var tlsKey: String?
    @ArgumentParser.Option(help: "How many calls a second each key of the REST API may make; 50 at once. Unlimited when left out.") var restLimit: Double?
    @ArgumentParser.Flag(help: "Adds a demonstration company at the first start.") var demo = false
    @ArgumentParser.Option(help: "trace, debug, info, notice, warning, error") var logLevel: Logger.Level = .warning

    func run() async throws {
        do {
            try await serve()
        } catch {
            throw explain(error)
        }
    }

    /// Runs until SIGTERM or Ctrl+C. Requests under way get a few seconds to end; a browser that keeps its connection open
    /// does not hold the program back.
    private static func run(_ application: some ApplicationProtocol, _ log: Logger) async throws {
        var configuration = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
        configuration.maximumGracefulShutdownDuration = .seconds(5)
        configuration.maximumCancellationDuration = .seconds(5)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            log.info("connections that were still open have been closed")
        }
    }

    private func identity() throws -> ServerIdentity? {
        switch (tlsCert, tlsKey) {
        case (let certificate?, let key?): return try ServerIdentity(certificate: certificate, key: key)
        case (nil, nil): return nil
        case (_?, nil), (nil, _?): throw Failure(.invalid, ServerIdentityTexts.halfIdentity)
        }
    }

    private func serve() async throws {
        var log = Logger(label: "prom2b")
        log.logLevel = logLevel
        let identity = try identity()
        let outside = try publicAddress.map(PublicAddress.init(parsing:))
        let database = try await folder.open(clock: SystemClock(), log: log)
        let serverClock = try await ServerClock.start(with: database, log)
        let clock = HybridClock(serverClock ?? SystemClock())
        let server = try await Composition(
            database: database, files: folder.files, secrets: try SecretKey.load(beside: folder.data), clock: clock,
            serverClock: serverClock, publicAddress: outside, servesTLS: identity != nil, restLimit: restLimit, breadcrumbs: Breadcrumbs(path: folder.data + "/engine.visits"), log: log)
        let presetPath = try PresetFile.locate(preset)
        let isFirstStart = try await server.prepare(preset: presetPath, demo: demo)
        let application = try server.application(host: host, port: port, identity: identity) { address in
            Welcome.show(address: outside?.origin ?? address, isFirstStart: isFirstStart, hasDemo: demo)
        }
        try await Self.run(application, log)
        try await database.close()
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
