import Kernel
import Testing

@testable import REST

@Suite struct BatchTests {
    @Test func `commands run and answer in their order, under their names`() async throws {
        let world = try await RESTWorld.make()
        let reply = try await world.administrator.call(
            "batch", ["halt": false, "cmd": ["z": "server.time?", "1": "scope", "a.b": "profile?x=1&"]])
        #expect(reply.result["result"]?.object?.keys == ["z", "1", "a.b"])
        #expect(reply.result.object?.keys == ["result", "result_error", "result_total", "result_next", "result_time"])
        #expect(reply.result["result_error"] == [])
        #expect(reply.result["result_time"]?["z"]?["date_start"] != nil)
        #expect(reply.result["result_time"]?.object?.keys == ["z", "1", "a.b"])
    }

    @Test func `a failed command stands among the errors only, and can halt`() async throws {
        let world = try await RESTWorld.make()
        let commands: JSONValue = ["a": "scope", "b": "crm.nothing", "c": "batch?cmd[x]=scope", "d": "scope"]
        let going = try await world.administrator.call("batch", ["halt": 0, "cmd": commands]).result
        #expect(going["result"]?.object?.keys == ["a", "d"])
        #expect(going["result_error"]?["b"]?["error"] == "ERROR_METHOD_NOT_FOUND")
        #expect(going["result_error"]?["c"]?["error"] == "ERROR_BATCH_METHOD_NOT_ALLOWED")
        let halted = try await world.administrator.call("batch", ["halt": "1", "cmd": commands]).result
        #expect(halted["result"]?.object?.keys == ["a"])
        #expect(halted["result_error"]?.object?.keys == ["b"])
    }

    @Test func `later commands use earlier results`() async throws {
        let world = try await RESTWorld.make()
        let reply = try await world.administrator.call("batch", [
            "cmd": [
                "who": "profile", "list": "scope",
                "direct": "method.get?name=$result[list][0]", "text": "method.get?name=%24result%5Bwho%5D%5BNAME%5D.x", "gone": "feature.get?CODE=$result[nobody][0]",
            ]
        ]).result
        #expect(reply["result"]?["direct"]?["isExisting"] == false)
        #expect(reply["result_error"]?["gone"]?["error"] == "CODE_EMPTY", "what points nowhere is empty")
    }

    @Test func `the fifty-first command fails alone`() async throws {
        let world = try await RESTWorld.make()
        let commands = JSONObject((1...51).map { JSONObject.Member("c\($0)", "server.time") })
        let reply = try await world.administrator.call("batch", ["cmd": .object(commands)]).result
        #expect(reply["result"]?.object?.count == 50)
        #expect(reply["result_error"]?["c51"]?["error"] == "ERROR_BATCH_LENGTH_EXCEEDED")
    }

    @Test func `commands come by form too`() async throws {
        let world = try await RESTWorld.make()
        let reply = try await world.administrator.form("batch", "halt=0&cmd%5Ba%5D=method.get%3Fname%3Dscope%26&cmd[b]=scope")
        #expect(reply.result["result"]?["a"]?["isExisting"] == true)
    }
}
