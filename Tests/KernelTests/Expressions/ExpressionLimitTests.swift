import Kernel
import Testing

@Suite struct ExpressionLimitTests {
    @Test(arguments: [
        String(repeating: "(", count: 60_000), String(repeating: "-", count: 60_000),
        "1" + String(repeating: "+1", count: 30_000),
        "1" + String(repeating: "%", count: 60_000), String(repeating: "abs(", count: 15_000),
        String(repeating: "if(1;", count: 10_000) + "1" + String(repeating: ")", count: 10_000),
        String(repeating: "1^", count: 30_000) + "1",
    ])
    func `monstrous expressions are refused, not run`(expression: String) throws {
        let error = try #require(try ExpressionWorld().error(expression))

        #expect(error.code == .syntax)
    }

    @Test func `100 000 brackets are too long`() throws {
        let evaluated = try ExpressionWorld().evaluate("=" + String(repeating: "(", count: 100_000))

        #expect(evaluated.value == .null)
        #expect(evaluated.errors.map(\.code) == [.syntax])
    }

    @Test func `a deep but sane expression works`() throws {
        let brackets = String(repeating: "(", count: 39) + "1" + String(repeating: ")", count: 39)

        #expect(try ExpressionWorld().value(brackets) == .int(1))
        #expect(try ExpressionWorld().value("'a'" + String(repeating: " & 'b'", count: 140)).isEmpty == false)
    }

    @Test func `lists and texts cannot be doubled without end`() throws {
        var world = try ExpressionWorld()
        world.values["Variable:list"] = .list(Array(repeating: .string("текст"), count: 50_000))
        world.values["Variable:text"] = .string(String(repeating: "я", count: 1_500_000))
        let merged = "merge({=Variable:list};{=Variable:list})"

        #expect(try world.error("merge(\(merged);\(merged))")?.code == .wrongArguments)
        #expect(try world.error("{=Variable:text}&{=Variable:text}")?.code == .wrongArguments)
        let long = try world.evaluate(String(repeating: "{=Variable:text} ", count: 1000))
        #expect(long.errors.last?.code == .wrongArguments)
    }

    @Test func `work is bounded`() throws {
        var world = try ExpressionWorld()
        world.values["Variable:text"] = .string(String(repeating: "a", count: 3_000_000))
        let expression = "max(" + Array(repeating: "strlen({=Variable:text})", count: 1000).joined(separator: ";") + ")"

        #expect(try world.error(expression)?.code == .wrongArguments)
    }

    @Test func `many broken expressions in one text end soon`() throws {
        let evaluated = try ExpressionWorld().evaluate(String(repeating: "{{='", count: 16_000))

        #expect(evaluated.errors.count == 100)
    }
}
