import Automation
import CRM
import Connectors
// Foundation for the paths of folders and files.
import Foundation
import Kernel
import Robots
import Storage
import TestSupport
import Testing

/// Letters through the real mail server of Debian's aiosmtpd, in a process of its own; one at a time, because each test starts one.
@Suite(.serialized) struct MailConnectorTests {
    private var message: MailMessage {
        MailMessage(to: ["oleg@client.test"], senderName: "Анна Соколова", replyTo: "anna@prom2b.test", subject: subject, text: text)
    }
    private let subject = "Коммерческое предложение № 7 на поставку насосов и компрессоров для нового цеха"
    private let text = "Здравствуйте!\n.точка в начале строки\nС уважением"

    @Test func `a letter arrives as it was written, with name, answer address and one Message-ID for all attempts`() async throws {
        let world = try await MailWorld.make()
        defer { world.close() }
        #expect(await world.connector.send(message, id: "7/mail/0/1795185600000").receipt?.summary == "127.0.0.1: 250")
        _ = await world.connector.send(message, id: "7/mail/0/1795185600000")

        let letters = try await world.letters()
        #expect(letters.count == 2)
        let letter = try await parsed(try #require(letters.first))
        #expect(letter["subject"]?.string == subject && letter["text"]?.string == text.replacing("\n", with: "\r\n"))
        #expect(letter["from"]?.string == "Анна Соколова <portal@prom2b.test>" && letter["reply"]?.string == "anna@prom2b.test")
        #expect(letter["id"]?.string == "<7.mail.0.1795185600000@prom2b.test>" && letter["date"]?.string == "Fri, 20 Nov 2026 14:40:00 +0000")
        #expect(letters.allSatisfy { $0["from"] == "portal@prom2b.test" && $0["to"] == ["oleg@client.test"] })
        let data = try #require(letters[0]["data"]?.string)
        #expect(data.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 998 && $0.utf8.allSatisfy { $0 < 0x80 } })
    }

    @Test func `files travel with their names and their bytes`() async throws {
        let world = try await MailWorld.make()
        defer { world.close() }
        let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let file = try await world.files.add(named: "КП № 7 «насосы».bin", bytes: bytes, as: .person(world.company.people.administrator))
        let letter = MailMessage(to: ["oleg@client.test"], subject: "Files", text: "Attached", files: [file.id])
        #expect(await world.connector.send(letter, id: "8/mail/0/1").receipt != nil)

        let parsed = try await parsed(try #require(try await world.letters().first))
        #expect(parsed["text"]?.string == "Attached")
        #expect(parsed["files"] == [["name": "КП № 7 «насосы».bin", "size": 70_000, "sum": .int(Int64(bytes.reduce(0) { $0 + Int($1) }))]])
    }

    @Test func `words of people begin no other header`() async throws {
        let world = try await MailWorld.make()
        defer { world.close() }
        let letter = MailMessage(
            to: ["oleg@client.test"], senderName: "Eve\"\r\nBcc: all@client.test", subject: "Hi\r\nBcc: all@client.test", text: "x")
        _ = await world.connector.send(letter, id: "9/m\r\nBcc: x/0/1")
        let letters = try await world.letters()
        let parsed = try await parsed(try #require(letters.first))
        #expect(parsed["bcc"] == .null && letters[0]["to"] == ["oleg@client.test"])
    }

    @Test func `refusals are told apart: never, not now, unknown`() async throws {
        let world = try await MailWorld.make()
        defer { world.close() }
        func outcome(to address: String = "oleg@client.test", _ text: String = "x") async -> DeliveryOutcome {
            await world.connector.send(MailMessage(to: [address], subject: "S", text: text), id: "1/m/0/1")
        }
        let nobody = try #require(await outcome(to: "nobody@client.test").refusal)
        #expect(nobody.isPermanent && nobody.message.english.contains("code 550"))
        let busy = try #require(await outcome(to: "busy@client.test").refusal)
        #expect(!busy.isPermanent && busy.message.english.contains("code 451"))
        let spam = try #require(await outcome("spam").refusal)
        #expect(spam.isPermanent && spam.message.english.contains("code 554"))
        #expect(await outcome("silence").isUnknown)
        #expect(try await world.letters().isEmpty)
    }

    @Test func `the password is sealed, goes to the server, and a wrong one is named`() async throws {
        let world = try await MailWorld.make(["--login", "portal", "wörd"]) { $0.login = "portal" }
        defer { world.close() }
        #expect(await world.connector.send(message, id: "1/m/0/1").receipt != nil)
        let sealed = try await world.company.portal.read { try $0.first("select secret, settings from connections") { ($0.blob(0), $0.text(1)) } }
        #expect(sealed.map { !String(decoding: $0.0, as: UTF8.self).contains("wörd") && !$0.1.contains("wörd") } == true)

        try await world.change(password: "wrong") { _ in }
        let refused = try #require(await world.connector.send(message, id: "2/m/0/1").refusal)
        #expect(refused.isPermanent && refused.message.english.contains("did not accept login or password"))
        #expect(try await world.letters().map { $0["login"] } == ["portal"])
    }

    @Test func `a kept password follows to no other server`() async throws {
        let world = try await MailWorld.make(["--login", "portal", "wörd"]) { $0.login = "portal" }
        defer { world.close() }
        await #expect(throws: Failure.self) { try await world.change(password: "") { $0.host = "evil.test" } }
    }

    @Test func `letter and password go out encrypted, and to nobody who cannot prove who it is`() async throws {
        let folder = try TestDatabase.folder().path
        let world = try await MailWorld.make(["--tls", folder, "--login", "portal", "wörd"], authorities: folder + "/certificate.pem") {
            $0.login = "portal"
            $0.security = .startTLS
        }
        defer { world.close() }
        let stranger = try #require(await world.connector(authorities: nil).send(message, id: "1/m/0/1").refusal)
        #expect(stranger.message.english.contains("could not prove who it is"))
        #expect(await world.connector.send(message, id: "2/m/0/1").receipt != nil)
        #expect(try await world.letters().map { $0["tls"] } == [true])
    }

    @Test func `encryption that is asked for and not there, a private address and a closed port send nothing`() async throws {
        let world = try await MailWorld.make()
        defer { world.close() }
        try await world.change(password: "") { $0.security = .startTLS }
        #expect(await world.connector.send(message, id: "1/m/0/1").refusal != nil)
        try await world.change(password: "") {
            $0.security = .none
            $0.allowsPrivate = false
        }
        #expect(await world.connector.send(message, id: "2/m/0/1").refusal?.isPermanent == true)
        try await world.change(password: "") { $0.port = 1 }
        #expect(await world.connector.send(message, id: "3/m/0/1").refusal?.isPermanent == false)
        #expect(try await world.letters().isEmpty)
    }

    @Test func `a robot's letter reaches the client and stands on the card`() async throws {
        let world = try await MailWorld.make()
        defer { world.close() }
        let company = world.company
        let robot = RobotSetting(
            id: "mail", kind: "send_mail", title: "Mail",
            parameters: ["to": "address", "address": "oleg@client.test", "subject": "Order {=Document:TITLE}", "text": "Done"])
        let deal = try await company.act(company.people.administrator) { [assembly = company.assembly, manager = company.people.manager] command in
            let outlines = try assembly.pipelines.all(in: command.transaction).outlines
            try assembly.automation.publish(
                PipelineAutomation(stages: [StageAutomation(stage: "QUOTE", process: [.robot(robot)])]), to: "DEAL:0", among: outlines, by: nil,
                in: command.transaction, at: command.now)
            let deal = try assembly.items.create(ItemDraft(.deal, [.title: .string("Pump")], responsible: manager), command).id
            _ = try assembly.items.move(deal, to: "QUOTE", command)
            return deal
        }
        try await Deliverer(engine: company.assembly.engine, connectors: [world.connector], dice: { 0.5 }).deliverDue()

        #expect(try await parsed(try #require(try await world.letters().first))["subject"]?.string == "Order Pump")
        let kinds = try await company.portal.read { try TimelineStore.page(of: deal, in: $0).map(\.line.kind) }
        #expect(kinds.contains("outgoing_mail") && kinds.contains("mail_queued"))
    }

    /// The letter as Python's own mail package reads it.
    private func parsed(_ letter: JSONValue) async throws -> JSONValue {
        let file = try TestDatabase.folder().appendingPathComponent("letter.eml")
        try Data((letter["data"]?.string ?? "").utf8).write(to: file)
        let script = """
            import json, sys, email, email.policy
            letter = email.message_from_bytes(open(sys.argv[1], "rb").read(), policy=email.policy.default)
            text = letter.get_body(("plain",))
            files = [{"name": part.get_filename(), "size": len(part.get_content()), "sum": sum(part.get_content())} for part in letter.iter_attachments()]
            print(json.dumps({"subject": letter["subject"], "from": letter["from"], "reply": letter["reply-to"], "id": letter["message-id"],
                "date": letter["date"], "bcc": letter["bcc"], "text": text.get_payload(decode=True).decode(), "files": files}))
            """
        let ending = try await ChildProcess.run(URL(fileURLWithPath: "/usr/bin/python3"), ["-c", script, file.path])
        return try JSONValue(parsing: try #require(ending.output.first, "\(ending.errors)"))
    }
}

/// The fictional company with a mail account on a server of its own.
private struct MailWorld {
    let company: Prom2BWorld
    let server: ChildProcess
    let files: FileStore
    let box: SecretBox
    let account: ConnectionID
    let settings: MailAccount
    let authorities: String?
    let transfers = CurlTransfers()

    static func make(
        _ arguments: [String] = [], authorities: String? = nil, _ change: (inout MailAccount) -> Void = { _ in }
    ) async throws -> MailWorld {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        let script = folder.appendingPathComponent("MailServer/server.py").path
        let server = try ChildProcess(URL(fileURLWithPath: "/usr/bin/python3"), [script] + arguments)
        let port = try #require(await server.firstLine().flatMap { Int($0) }, "Debian's python3-aiosmtpd is missing")
        let company = try await Prom2BWorld.make(connectors: [.mail])
        let box = try SecretBox(key: SecretBox.newKey())
        var settings = MailAccount()
        settings.name = "Sales"
        settings.host = "127.0.0.1"
        settings.port = port
        settings.security = .none
        settings.from = "portal@prom2b.test"
        settings.allowsPrivate = true
        change(&settings)
        let password = settings.login.isEmpty ? "" : "wörd"
        let id = try await company.act(company.people.administrator) { [settings] in
            try MailAccount.create(settings, password: password, box, in: $0)
        }
        let files = try FileStore(directory: TestDatabase.folder().path, portal: company.portal)
        return MailWorld(
            company: company, server: server, files: files, box: box, account: id, settings: settings, authorities: authorities)
    }

    var connector: MailConnector { connector(authorities: authorities) }

    func connector(authorities: String?) -> MailConnector {
        MailConnector(
            database: company.database, clock: company.clock, box: box, files: files, transfers: transfers, authorities: authorities)
    }

    func change(password: String, _ change: (inout MailAccount) -> Void) async throws {
        var changed = settings
        change(&changed)
        try await company.act(company.people.administrator) { [account, changed, box] in
            try MailAccount.change(account, to: changed, password: password, box, in: $0)
        }
    }

    /// Ends the server; what it took.
    func letters() async throws -> [JSONValue] {
        server.signal(SIGTERM)
        return try await server.ending().output.dropFirst().map { try JSONValue(parsing: $0) }
    }

    func close() {
        transfers.close()
        server.signal(SIGTERM)
    }
}
