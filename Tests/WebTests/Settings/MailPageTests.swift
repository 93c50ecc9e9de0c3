import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

/// «Почта»: connecting a server, checking it, and what is never shown again.
@Suite struct MailPageTests {
    @Test func `a server is connected, checked and changed, and its password is never shown`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        #expect(try await browser.get("/settings/mail").shows("Почта не подключена"))
        #expect(try await browser.get("/settings").shows("Почта не подключена"))

        let made = try await browser.post(
            "/settings/mail/new",
            [
                "name": "Продажи", "from": "Sales@Prom2B.test", "host": "SMTP.example.ru", "security": "starttls", "port": "", "login": "sales",
                "password": "тайна", "isActive": "Y",
            ])
        let address = try #require(made.location)
        let page = try await browser.get(address)
        #expect(page.shows("smtp.example.ru") && page.shows("sales@prom2b.test") && page.shows("value=\"587\"") && !page.shows("тайна"))
        #expect(try await browser.post(address + "/test").notice == "Письмо для anna@prom2b.test принято сервером (mail.test: 250 for anna@prom2b.test).")
        #expect(try await browser.get("/automation/DEAL:0/robots/new?stage=QUOTE&kind=send_mail").shows("Продажи"))

        let elsewhere = try await browser.post(
            address, ["name": "Продажи", "from": "sales@prom2b.test", "host": "evil.test", "security": "starttls", "login": "sales", "password": ""])
        #expect(elsewhere.status == 422 && elsewhere.shows("введите пароль ещё раз"))
        #expect(try await browser.post(address + "/delete").location == "/settings/mail")
        #expect(try await browser.get(address).status == 404)
    }

    @Test(arguments: [("host", "два слова"), ("port", "99999"), ("from", "никто"), ("name", "")])
    func `what cannot be is refused at its field`(field: String, value: String) async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        var form = ["name": "A", "from": "a@b.test", "host": "smtp.b.test", "security": "tls", "port": "465"]
        form[field] = value
        let answer = try await browser.post(
            "/settings/mail/new",
            ["name": form["name"]!, "from": form["from"]!, "host": form["host"]!, "security": form["security"]!, "port": form["port"]!])
        #expect(answer.status == 422 && answer.count("field-error") >= 1)
    }
}
