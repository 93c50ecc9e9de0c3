import Kernel
import Testing

@Suite struct ExpressionConditionFormTests {
    private let stock = Condition.comparison(Comparison("{=Document:UF_CRM_IN_STOCK}", .notEqual, "Y"))
    private let amount = Condition.comparison(
        Comparison("{=Document:OPPORTUNITY}", .between, "1000", "{=Variable:limit}"))

    private func title(_ reference: FieldReference) -> Text? {
        switch reference.name {
        case "Document:UF_CRM_IN_STOCK": Text(ru: "Товары есть на складе?", en: "In stock?")
        case "Document:OPPORTUNITY": Text(ru: "Сумма", en: "Amount")
        default: nil
        }
    }

    private func value(_ value: Value, _ field: FieldReference?) -> Text? {
        value == .string("Y") && field?.field == "UF_CRM_IN_STOCK" ? ValueTexts.yes : nil
    }

    @Test func `a condition reads as a sentence`() {
        let sentence = stock.description(title: title, value: value)

        #expect(sentence == Text(ru: "Товары есть на складе? — не равно — Да", en: "In stock? — does not equal — Yes"))
    }

    @Test func `groups have brackets, ranges both ends`() {
        let condition = Condition.any([
            .all([stock, amount]), .not(stock), .comparison(Comparison("{=Document:X}", .filled)),
        ])

        #expect(
            condition.description(title: title, value: value).russian
                == "(Товары есть на складе? — не равно — Да и Сумма — в диапазоне — 1000 … {=Variable:limit})"
                + " или неверно, что (Товары есть на складе? — не равно — Да) или {=Document:X} — заполнено")
        #expect(Condition.always.description(title: title).english == "always")
    }

    @Test func `the explanation reads with values`() throws {
        let explained = try stock.evaluate(in: ExpressionWorld())

        #expect(
            explained.description(title: title).russian == "Товары есть на складе? (не заполнено) — не равно — Y: да")
    }

    @Test(arguments: [
        (Condition.always, #"{"all":[]}"#),
        (
            .comparison(Comparison("{=Document:UF_CRM_IN_STOCK}", .notEqual, "Y")),
            #"{"left":"{=Document:UF_CRM_IN_STOCK}","op":"notEqual","right":["Y"]}"#
        ),
        (
            .any([
                .not(.comparison(Comparison("{=Document:X}", .filled))),
                .all([.comparison(Comparison("{=Document:D}", .between, "20:00", ""))]),
            ]),
            #"{"any":[{"not":{"left":"{=Document:X}","op":"filled"}},{"all":[{"left":"{=Document:D}","op":"between","right":["20:00",""]}]}]}"#
        ),
        (
            .comparison(
                Comparison(
                    Template("{=Document:U}"), .in,
                    [.value(.user(12)), .value(.string("a")), .value(.list([.int(1)])), .value(.null)])),
            #"{"left":"{=Document:U}","op":"in","right":[{"t":"user","v":12},{"t":"text","v":"a"},[1],null]}"#
        ),
    ])
    func `the stored form is pinned`(condition: Condition, stored: String) throws {
        #expect(condition.json.text == stored)
        #expect(try Condition(json: JSONValue(parsing: stored)) == condition)
    }

    @Test func `names of operators are pinned`() {
        #expect(
            ConditionOperator.allCases.map(\.rawValue) == [
                "equal", "notEqual", "contains", "notContains", "filled", "notFilled", "greater", "atLeast", "less",
                "atMost", "between", "in",
                "notIn", "changed",
            ])
    }

    @Test(arguments: [
        "5", "{}", #"{"left":"x","op":"like","right":["y"]}"#, #"{"left":"x","op":"equal"}"#,
        #"{"left":"x","op":"between","right":["1"]}"#,
        #"{"left":1,"op":"filled"}"#, #"{"all":[{"t":"x"}]}"#, #"{"left":"x","op":"equal","right":[{"t":"x","v":1}]}"#,
    ])
    func `damaged conditions are refused`(stored: String) throws {
        let json = try JSONValue(parsing: stored)

        #expect { try Condition(json: json) } throws: { ($0 as? Failure)?.code == .invalid }
    }

    @Test func `too deep and too large conditions are refused`() throws {
        let deep = try JSONValue(
            parsing: String(repeating: #"{"not":"#, count: 40) + #"{"all":[]}"# + String(repeating: "}", count: 40))
        let large = Condition.all(Array(repeating: stock, count: 501)).json

        #expect { try Condition(json: deep) } throws: { ($0 as? Failure)?.code == .limited }
        #expect { try Condition(json: large) } throws: { ($0 as? Failure)?.code == .limited }
        #expect(try Condition(json: .null) == .always)
    }

    @Test func `titles become codes when a condition is saved`() {
        let written = Condition.not(.any([.comparison(Comparison("{{Сумма}}", .greater, "{{Лимит}}"))]))
        let stored = written.canonical {
            ["Сумма": ("Document", "OPPORTUNITY"), "Лимит": ("GlobalConst", "Limit")][$0]
        }

        #expect(
            stored.json.text
                == #"{"not":{"any":[{"left":"{=Document:OPPORTUNITY}","op":"greater","right":["{=GlobalConst:Limit}"]}]}}"#
        )
    }

    @Test func `operators offered depend on the type of the field`() {
        #expect(ComparedType.bool.operators == [.equal, .notEqual, .changed])
        #expect(ComparedType.file.operators == [.filled, .notFilled, .changed])
        #expect(ComparedType.dateTime.operators.contains(.between))
        #expect(ComparedType.user.operators.contains(.in))
        #expect(!ComparedType.text.operators.contains(.greater))
    }

    @Test func `checks before running see both sides`() {
        let condition = Condition.all([amount, .comparison(Comparison("=1+", .equal, "2"))])

        #expect(condition.references.map(\.name) == ["Document:OPPORTUNITY", "Variable:limit"])
        #expect(condition.errors { $0.object == "Document" }.map(\.code) == [.badVariableName, .wrongOrder])
    }
}
