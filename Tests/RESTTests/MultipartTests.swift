import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import REST

/// Parameters as `multipart/form-data`, which forms of browsers and many HTTP libraries send.
@Suite struct MultipartTests {
    private func part(_ name: String, _ value: String, file: String? = nil) -> String {
        let filename = file.map { "; filename=\"\($0)\"\r\nContent-Type: text/plain" } ?? ""
        return "--XX\r\nContent-Disposition: form-data; name=\"\(name)\"\(filename)\r\n\r\n\(value)\r\n"
    }

    private func send(_ method: String, _ body: String, to world: RESTWorld, type: String = "multipart/form-data; boundary=XX") async throws -> Reply {
        try await world.administrator.send(.post, "/rest/\(world.administrator.key)/\(method)", type: type, body)
    }

    @Test func `fields and files arrive as from a query and as pairs`() async throws {
        let world = try await RESTWorld.make()
        let deal = try await send("crm.deal.add", part("fields[TITLE]", "Насосы & трубы") + "--XX--\r\n", to: world)
        #expect(deal.status == 200, "\(deal.text)")
        let id = try #require(deal.result.scalarText)
        let body =
            part("fields[ENTITY_ID]", id) + part("fields[ENTITY_TYPE]", "deal") + part("fields[COMMENT]", "Счёт")
            + part("fields[FILES][]", "первый\r\nфайл", file: "счёт.txt") + part("fields[FILES][]", "--X", file: "акт.txt")
            + part("fields[NOTHING]", "", file: "") + "--XX--\r\n"
        let comment = try await send("crm.timeline.comment.add", body, to: world)
        let read = try await world.administrator.call("crm.timeline.comment.get", ["id": comment.result]).result
        #expect(read["COMMENT"] == "Счёт")
        let files = read["FILES"]?.object?.members.map(\.value) ?? []
        #expect(files.compactMap { $0["name"]?.string } == ["счёт.txt", "акт.txt"])
        #expect(files.compactMap { $0["size"]?.int } == [22, 3])
        #expect(try await world.administrator.call("crm.deal.get", ["id": deal.result]).result["TITLE"] == "Насосы & трубы")
    }

    @Test func `a form that breaks off or is none is told`() async throws {
        let world = try await RESTWorld.make()
        let whole = part("a", "1") + "--XX--\r\n"
        for length in 0..<(whole.utf8.count - 2) {
            let reply = try await send("profile", String(decoding: whole.utf8.prefix(length), as: UTF8.self), to: world)
            #expect(reply.status == 400 && reply.error == "INVALID_REQUEST", "\(length)")
        }
        #expect(try await send("profile", whole, to: world).status == 200)
        let nameless = try await send("profile", whole, to: world, type: "multipart/form-data")
        #expect((nameless.status, nameless.error) == (400, "INVALID_REQUEST"))
    }

    @Test func `noise is never a failure of the server`() async throws {
        let world = try await RESTWorld.make()
        var state: UInt64 = 7
        let pieces = ["--XX", "\r\n", "--", "Content-Disposition: form-data; name=\"a[b][]\"", "; filename=\"x\"", "\"", "\\", "я", "\0", ": "]
        for _ in 0..<300 {
            var body = ""
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                body += pieces[Int((state >> 33) % UInt64(pieces.count))]
            }
            let reply = try await send("profile", body, to: world)
            #expect(reply.status < 500, "\(body.debugDescription): \(reply.text)")
        }
    }

    @Test func `a large file arrives whole`() throws {
        var form = MultipartParameters(boundary: "XX")
        let big = String(repeating: "x", count: 3 << 20)
        try form.take(Array((part("file", big, file: "большой.bin") + "--XX--").utf8))
        let file = try form.parameters()["file"]
        #expect(file?[0] == "большой.bin" && file?[1]?.string?.utf8.count == 4 << 20)
    }
}
