import Kernel
import Moving
import Testing

@Suite struct WebhookAddressTests {
    @Test func `an address is the host to whoever prints it`() throws {
        let address = try WebhookAddress(" https://Company.bitrix24.ru/rest/1/s3cret/profile.json \n")
        #expect(address.host == "company.bitrix24.ru")
        #expect("\(address)" == "company.bitrix24.ru")
        #expect(!String(describing: address).contains("s3cret"))
    }

    @Test(arguments: ["", "company.bitrix24.ru", "https://company.bitrix24.ru/", "https://company.bitrix24.ru/rest/key/", "ftp://x/rest/1/key/"])
    func `what is no webhook says what one looks like`(text: String) {
        #expect { try WebhookAddress(text) } throws: { ($0 as? Failure)?.message.russian.contains("вебхук") == true }
    }

    @Test func `a key is not sent in the open, save in the own network`() throws {
        let refused = #expect(throws: Failure.self) { try WebhookAddress("http://company.bitrix24.ru/rest/1/s3cret/") }
        #expect(refused?.message.russian.contains("https://company.bitrix24.ru") == true)
        #expect(refused?.message.russian.contains("s3cret") == false)
        for host in ["127.0.0.1:8080", "192.168.1.7", "10.0.0.2", "172.20.1.1", "localhost", "bitrix.local"] {
            #expect(try WebhookAddress("http://\(host)/rest/1/key/").isLocal)
        }
        #expect(throws: Failure.self) { try WebhookAddress("http://172.40.1.1/rest/1/key/") }
        #expect(try !WebhookAddress("https://11.0.0.2/rest/1/key/").isLocal)
    }
}
