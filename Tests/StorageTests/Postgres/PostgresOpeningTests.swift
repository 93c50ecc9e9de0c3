import Kernel
import Storage
import StoragePostgres
import TestSupport
import Testing

/// What a person reads who has given a wrong address or an unfit database.
@Suite(.enabled(if: TestServer.url != nil, "PROM2B_TEST_POSTGRES names no server: this is the run on SQLite"))
struct PostgresOpeningTests {
    private let server: PostgresServer

    init() throws { server = PostgresServer(try #require(TestServer.url)) }

    @Test func `a database that does not exist is named, with the command that makes it`() async throws {
        let failure = await failureOfOpening(server.url.database("no_such_portal"))

        #expect(failure?.code == .notFound)
        #expect(failure?.message.russian.contains("create database \"no_such_portal\"") == true)
        #expect(failure?.message.english.contains("icu") == true)
    }

    @Test func `a server that is not there is named without the password`() async throws {
        let url = try PostgresURL("postgres://clerk:s3cret@127.0.0.1:1/portal")

        let failure = await failureOfOpening(url)

        #expect(failure?.code == .unavailable)
        #expect(failure?.message.english.contains("127.0.0.1:1") == true)
        #expect(failure?.message.english.contains("s3cret") == false)
        #expect(!"\(url)".contains("s3cret") && !"\(url)".contains("clerk"))
    }

    @Test func `a database of another encoding or with the sorting of the system is refused`() async throws {
        let unfit = [("latin_\(id)", "encoding 'LATIN1' locale 'C'"), ("libc_\(id)", "encoding 'UTF8' locale_provider libc locale 'C'")]

        for (name, kind) in unfit {
            try server.command("create database \(name) template template0 \(kind)")
            let failure = await failureOfOpening(server.url.database(name))
            try server.drop(name)
            #expect(failure?.code == .invalid)
            #expect(failure?.message.english.contains("create database \"\(name)\"") == true)
        }
    }

    @Test func `who may not make tables is told to become the owner`() async throws {
        let name = "foreign_\(id)"
        try server.create(name)
        try server.command("create role \(name) login")
        let text = server.url.database(name).text.replacing("prom2b@", with: "\(name)@")

        let failure = await failureOfOpening(try PostgresURL(text))

        try server.drop(name)
        try server.command("drop role \(name)")
        #expect(failure?.code == .forbidden)
        #expect(failure?.message.english.contains("owner") == true)
    }

    @Test(arguments: ["postgres://", "postgres://host", "postgres://host/", "mysql://host/portal", "portal"])
    func `an address of another form is refused`(text: String) {
        #expect(throws: Failure.self) { try PostgresURL(text) }
    }

    private let id = Int.random(in: 1_000_000...9_999_999)

    private func failureOfOpening(_ url: PostgresURL) async -> Failure? {
        var options = PostgresOptions()
        options.patience = .milliseconds(100)
        do {
            try await PostgresDatabase.open(url, options: options).close()
            return nil
        } catch {
            return error as? Failure
        }
    }
}
