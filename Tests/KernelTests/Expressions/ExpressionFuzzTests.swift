import Kernel
import Testing

@Suite struct ExpressionFuzzTests {
    private static let words: [String] =
        [
            "(", ")", "(", ")", ",", ";", "+", "-", "*", "/", "^", "%", "&", "=", "<", ">", "<=", ">=", "<>", "{", "}",
            "{{", "}}", "{{=", "{=",
            "'", "\"", " ", "1", "0", "2.5", ".", "999999999999", "1e9", "'abc'", "\"\"", "'1d 2h'", "'2026-02-31'",
            "'25.11.2026'", "'@9'",
            "{=Document:TITLE}", "{=Document.OBSERVERS}", "{=System:Now}", "{=Variable:a > int}", "{=A:B",
            "{{Название}}", "я", "🙂", "\u{A0}",
            "\u{0301}", "\n", "true", "'%a %'", "'d.m.Y\\'", "'last day of next month'", "-999999999",
            "'+999999 years'",
        ] + ExpressionFunction.all.map { $0.name + "(" }

    /// 50 000 inputs in all; a failure names its source and repeats.
    @Test(arguments: [2026, 2027, 2028, 2029, 2030] as [UInt64])
    func `no soup of tokens crashes or hangs, and all errors point into the source`(seed: UInt64) throws {
        let world = try ExpressionWorld()
        var random = SeededGenerator(seed: seed)
        for _ in 0..<10_000 {
            let length = Int.random(in: 1...14, using: &random)
            let soup = (0..<length).map { _ in Self.words.randomElement(using: &random)! }.joined()
            let source = Bool.random(using: &random) ? "=" + soup : soup
            let template = Template(source, aliases: { _ in ("Document", "TITLE") })
            let evaluated = try template.evaluate(in: world)
            let size = source.utf8.count
            #expect(evaluated.errors.allSatisfy { $0.range.upperBound <= size + 1 }, "\(source)")
            #expect(try template.evaluate(in: world) == evaluated, "\(source)")
            #expect(
                Template(template.canonicalSource).references.map(\.name) == template.references.map(\.name),
                "\(source)")
        }
    }

    @Test func `calls with random arguments never crash`() throws {
        let world = try ExpressionWorld()
        var random = SeededGenerator(seed: 7)
        let operands = Self.words.filter { Template("=" + $0).problems.isEmpty && $0 != "=" }
        for function in ExpressionFunction.all {
            for _ in 0..<300 {
                let most = min(function.arity.upperBound, function.arity.lowerBound + 3)
                let count = Int.random(in: function.arity.lowerBound...most, using: &random)
                let arguments = (0..<count).map { _ in operands.randomElement(using: &random)! }
                let source = "=\(function.name)(\(arguments.joined(separator: ";")))"
                let evaluated = try Template(source).evaluate(in: world)
                #expect(
                    evaluated.errors.allSatisfy { [0, 6, 8].contains($0.code.rawValue) },
                    "\(source): \(evaluated.errors)")
            }
        }
    }
}
