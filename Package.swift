// swift-tools-version: 6.2
import PackageDescription

// The import graph below is the architecture: ARCHITECTURE.md says why; `bin/test` refuses any other import.

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

func library(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let http2 = Target.Dependency.product(name: "HummingbirdHTTP2", package: "hummingbird")
let ssl = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "prom2b",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "prom2b", targets: ["Server"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        library("Kernel", []),
        library("Processes", []),
        library("Storage", ["Kernel", grdb, log]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        library("StoragePostgres", ["Kernel", "Storage", "CPostgres", log]),
        library("Schema", ["Storage"]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        library("CRM", ["Kernel", "Storage", "CExpat", "CZip", "CXLSXWriter", crypto, cryptoExtras]),
        library("Automation", ["Kernel", "Storage", "CExpat", log, lifecycle]),
        library("Robots", ["Kernel", "Storage", "CRM", "Automation", yams]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        library("Connectors", ["Kernel", "Storage", "CRM", "Automation", "CCurl"]),
        library("Moving", ["Kernel", "Storage", "CRM", "Connectors", crypto]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        library(
            "Web", ["Kernel", "Storage", "CRM", "Automation", "CZlib", hummingbird, log],
            exclude: ["Assets/css", "Assets/js", "Assets/icons.txt", "README.md"]),
        library("REST", ["Kernel", "Storage", "CRM", "Automation", hummingbird, log]),
        .executableTarget(
            name: "Server",
            dependencies: [
                "Kernel", "Storage", "StoragePostgres", "Schema", "CRM", "Automation", "Robots", "Connectors", "Moving", "REST", "Web",
                "Processes", arguments, lifecycle, signals, log, hummingbird, http2, ssl, yams, crypto,
            ],
            swiftSettings: settings),
        library("TestSupport", ["Processes", "Kernel", "Storage", "StoragePostgres", "Schema", "CRM", "Automation", "Robots"]),
        // The engine's tests and the program that the fault tests kill live in one invented shop.
        .target(
            name: "OrderWorld", dependencies: ["Kernel", "Storage", "Schema", "Automation", "TestSupport", log],
            path: "Tests/OrderWorld", swiftSettings: settings),
        tests("KernelTests", ["Kernel"]),
        tests("StorageTests", ["Kernel", "Storage", "StoragePostgres", "Schema", "TestSupport"]),
        tests("CRMTests", ["Kernel", "Storage", "CRM", "CZip", "TestSupport"]),
        tests("AutomationTests", ["Kernel", "Storage", "Automation", "TestSupport", "OrderWorld", log]),
        tests("ConnectorsTests", ["Kernel", "Storage", "CRM", "Automation", "Robots", "Connectors", "TestSupport"]),
        tests("RobotsTests", ["Kernel", "Storage", "CRM", "Automation", "Robots", "TestSupport"]),
        tests("ScenarioTests", ["Kernel", "Storage", "CRM", "Automation", "Robots", "TestSupport"]),
        tests(
            "MovingTests",
            ["Kernel", "Storage", "CRM", "Automation", "Robots", "Connectors", "Moving", "REST", "TestSupport", hummingbird, log]),
        tests("RESTTests", ["Kernel", "Storage", "CRM", "Automation", "Robots", "REST", "TestSupport", hummingbird, log], exclude: ["Golden"]),
        tests("WebTests", ["Kernel", "Storage", "CRM", "Automation", "Robots", "Web", "TestSupport"]),
        // A disk under SQLite that fails on demand, and the process that the fault tests kill.
        .target(name: "CFaultDisk", path: "Tests/CFaultDisk", linkerSettings: [.linkedLibrary("sqlite3")]),
        .executableTarget(
            name: "FaultProbe", dependencies: ["Kernel", "Storage", "OrderWorld", "CFaultDisk"], path: "Tests/FaultProbe",
            swiftSettings: settings),
        .testTarget(
            name: "FaultTests",
            dependencies: [
                "Kernel", "Storage", "StoragePostgres", "Schema", "Automation", "TestSupport", "OrderWorld", "CFaultDisk",
                "FaultProbe",
            ],
            exclude: ["Guards"], swiftSettings: settings),
        tests("ServerTests", ["Kernel", "Storage", "StoragePostgres", "Schema", "CRM", "Automation", "TestSupport", "Server"]),
        tests("ConventionTests", ["Kernel", "CRM", "Automation", "Robots", "Schema", "TestSupport"]),
    ]
)
