import Kernel
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-1", "9223372036854775807", "-9223372036854775808", "1.5", "-0.25", "1e+20",
        "5e-324", #""""#, #""Привет""#,
        "[]", "{}", "[1,[2,[3]],{}]", #"{"b":1,"a":{"c":[null,true]},"я":"🙂"}"#, #""\"\\/\n\r\t""#, #""\u0001\u001f""#,
    ])
    func `what is written compactly is read and written the same`(text: String) throws {
        #expect(try JSONValue(parsing: text).text == text)
        #expect(try JSONValue(parsing: Array(text.utf8)).text == text)
    }

    @Test(arguments: [
        (#" { "a" : [ 1 , 2.0 ] } "#, #"{"a":[1,2.0]}"#), ("1E5", "100000.0"), ("1e-2", "0.01"),
        ("9223372036854775808", "9.223372036854776e+18"),
        (#""\u0041\u00e9\u043F""#, #""Aéп""#), (#""\ud83d\ude00""#, #""😀""#), (#""\/\b\f""#, #""/\u0008\u000c""#),
        ("-0", "0"), ("-0.0", "-0.0"),
        (#"{"a":1,"b":2,"a":3}"#, #"{"a":3,"b":2}"#), ("\u{9}\r\n[\n]", "[]"),
    ])
    func `other spellings are normalised`(text: String, expected: String) throws {
        #expect(try JSONValue(parsing: text).text == expected)
    }

    @Test(arguments: [
        "", " ", "nul", "tru", "[1,]", "[1", "{", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{a:1}", "01", "-", "1.", ".5",
        "1e", "+1", "NaN", "1e999",
        "\"a", "\"\n\"", #""\x""#, #""\u12""#, #""\u12g4""#, #""\ud83d""#, #""\ud83dA""#, #""\ude00""#,
        #""\ud83d\u0041""#, "1 2", "[]]", "'a'",
    ])
    func `what is no JSON is refused`(text: String) {
        #expect { try JSONValue(parsing: text) } throws: { ($0 as? Failure)?.code == .invalid }
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        #expect(throws: Failure.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
        #expect(throws: Failure.self) { try JSONValue(parsing: [0x22, 0xC3, 0x5C, 0x6E, 0x22]) }
    }

    @Test func `the failure names line and column in characters`() throws {
        let failure = try #require(throws: Failure.self) { try JSONValue(parsing: "{\n  \"имя\": x}") }

        #expect(failure.message.english.contains("line 2, column 10"))
    }

    @Test func `depth and size are limited`() {
        let deep = String(repeating: "[", count: 129) + String(repeating: "]", count: 129)
        let allowed = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)

        #expect { try JSONValue(parsing: deep) } throws: { ($0 as? Failure)?.code == .limited }
        #expect(throws: Never.self) { try JSONValue(parsing: allowed) }
        #expect { try JSONValue(parsing: String(repeating: "[", count: 100_000)) } throws: {
            ($0 as? Failure)?.code == .limited
        }
        #expect { try JSONValue(parsing: "[1,2,3]", limits: .init(bytes: 6)) } throws: {
            ($0 as? Failure)?.code == .limited
        }
    }

    @Test func `members and elements are reached by subscripts`() throws {
        let json = try JSONValue(parsing: #"{"list":[1,{"name":"Артём"}],"yes":true,"whole":5.0}"#)

        #expect(json["list"]?[1]?["name"]?.string == "Артём")
        #expect(json["list"]?[2] == nil)
        #expect(json["nope"] == nil)
        #expect(json["yes"]?.bool == true)
        #expect(json["whole"]?.int == 5)
        #expect(json["list"]?[0]?.double == 1)
        #expect(json["yes"]?["x"] == nil)
        #expect(json.object?.keys == ["list", "yes", "whole"])
    }

    @Test func `an object keeps order while it is changed`() {
        var object = JSONObject()
        object["b"] = 1
        object["a"] = "x"
        object["b"] = [nil, 2.5]
        object["c"] = nil

        #expect(JSONValue.object(object).text == #"{"b":[null,2.5],"a":"x"}"#)
        object["b"] = nil
        #expect(object.map { $0.key } == ["a"])
        #expect(JSONValue.members(["x": 1, "y": nil]).text == #"{"x":1}"#)
    }

    @Test func `many keys with repeats are read in linear time`() throws {
        let members = (0..<100_000).map { "\"k\($0 % 50_000)\":\($0)" }.joined(separator: ",")
        let object = try #require(try JSONValue(parsing: "{\(members)}").object)

        #expect(object.count == 50_000)
        #expect(object["k49999"] == 99_999)
        #expect(object.keys.first == "k0")
    }

    @Test func `numbers without a JSON form become null`() {
        #expect(JSONValue.array([.double(.infinity), .double(.nan)]).text == "[null,null]")
    }
}
