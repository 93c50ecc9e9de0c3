import Kernel
import Testing

@Suite struct ExpressionConditionTests {
    @Test(arguments: [
        ("{=Document:UF_CRM_IN_STOCK}", ConditionOperator.notEqual, ["Y"], true),
        ("{=Document:UF_CRM_IN_STOCK}", .notEqual, ["N"], true),
        ("{=Document:UF_CRM_IN_STOCK}", .equal, ["Y"], false), ("{=Document:UF_CRM_IN_STOCK}", .equal, [""], true),
        ("{=Document:YES}", .equal, ["Y"], true), ("{=Document:YES}", .equal, ["Да"], true),
        ("{=Document:YES}", .notEqual, ["Y"], false),
        ("{=Document:NO}", .equal, ["Нет"], true), ("{=Document:NO}", .filled, [], true),
        ("{=Document:EMPTY}", .filled, [], false),
        ("{=Document:EMPTY}", .notFilled, [], true), ("{=Document:BLANK}", .filled, [], false),
        ("{=Document:TITLE}", .contains, ["СТАНОК"], true), ("{=Document:TITLE}", .notContains, ["пила"], true),
        ("{=Document:EMPTY}", .notContains, ["пила"], true), ("{=Document:TITLE}", .equal, ["станок 16К20"], false),
        ("{=Document:TITLE}", .contains, [""], false), ("{=Document:TAGS}", .contains, ["опт"], true),
        ("{=Document:TAGS}", .contains, ["сроч"], true),
        ("{=Document:OPPORTUNITY}", .greater, ["690 000,50"], true),
        ("{=Document:OPPORTUNITY}", .atMost, ["690300"], true),
        ("{=Document:OPPORTUNITY}", .between, ["1", "690300"], true),
        ("{=Document:OPPORTUNITY}", .between, ["690301", ""], false),
        ("{=Document:OPPORTUNITY}", .between, ["", "700000"], true),
        ("{=Document:OPPORTUNITY}", .between, ["", ""], false),
        ("{=Document:EMPTY}", .less, ["5"], false), ("{=Document:EMPTY}", .atLeast, ["0"], false),
        ("{=Document:QUANTITY}", .atLeast, ["3"], true),
        ("{=Document:QUANTITY}", .in, ["1, 3"], true), ("{=Document:QUANTITY}", .notIn, ["1", "2"], true),
        ("{=Document:EMPTY}", .notIn, ["1"], true),
        ("{=Document:TITLE}", .greater, ["5"], true), ("{=Document:QUANTITY}", .greater, ["много"], false),
        ("{=Document:DATE_CREATE}", .equal, ["20.11.2026"], true),
        ("{=Document:DATE_CREATE}", .between, ["20.11.2026", "20.11.2026"], true),
        ("{=Document:DATE_CREATE}", .between, ["20.11.2026 18:00", "21.11.2026 00:00"], false),
        ("{=Document:UF_CRM_SHIP_DATE}", .less, ["{=System:Date}"], false),
        ("{=Document:UF_CRM_SHIP_DATE}", .atMost, ["={=System:Date}"], false),
        ("{=Document:UF_CRM_SHIP_DATE}", .equal, ["=dateadd({=System:Date};'2d')"], true),
        ("{=System:Now}", .between, ["09:00", "18:00"], true), ("{=System:Now}", .between, ["20:00", "08:00"], false),
        ("{=Document:LATE}", .between, ["20:00", "08:00"], true),
        ("{=Document:EARLY}", .between, ["20:00", "08:00"], true),
        ("{=Document:DATE_CREATE}", .between, ["20:00", "08:00"], false),
        ("{=Document:DATE_CREATE}", .greater, ["17:39"], true),
        ("{=Document:DATE_CREATE}", .equal, ["17:40"], true), ("{=Document:ASSIGNED_BY_ID}", .equal, ["user_12"], true),
        ("{=Document:ASSIGNED_BY_ID}", .equal, ["12"], true),
        ("{=Document:ASSIGNED_BY_ID}", .notEqual, ["{=GlobalConst:Clerk}"], true),
        ("{=Document:ASSIGNED_BY_ID}", .in, ["department_5"], false),
        ("{=GlobalConst:Clerk}", .in, ["department_5"], true),
        ("{=Document:OBSERVERS}", .contains, ["department_5"], true),
        ("{=Document:OBSERVERS}", .equal, ["department_5"], false),
        ("{=Document:OBSERVERS}", .in, ["14, 99"], true), ("{=Document:EMPTY}", .notEqual, ["user_12"], true),
        ("{=Variable:a}*2", .equal, ["7*2"], true), ("={=Variable:a}*2", .equal, ["14"], true),
    ])
    func `comparisons look at the types of their values`(
        left: String, sign: ConditionOperator, right: [String], expected: Bool
    ) throws {
        var world = try ExpressionWorld()
        world.values["Document:YES"] = .bool(true)
        world.values["Document:NO"] = .bool(false)
        world.values["Document:BLANK"] = .string("  ")
        world.values["Document:LATE"] = moscow("2026-11-20 23:15")
        world.values["Document:EARLY"] = moscow("2026-11-20 08:00")
        let comparison = Comparison(Template(left), sign, right.map { .template(Template($0)) })

        #expect(try Condition.comparison(comparison).evaluate(in: world).isTrue == expected)
    }

    @Test func `chosen values are compared with their types`() throws {
        let world = try ExpressionWorld()
        func holds(_ field: String, _ sign: ConditionOperator, _ values: Value...) throws -> Bool {
            let comparison = Comparison(Template("{=Document:\(field)}"), sign, values.map(Operand.value))
            return try Condition.comparison(comparison).evaluate(in: world).isTrue
        }

        #expect(try holds("OBSERVERS", .equal, .list([.user(14), .user(12), .user(13)])))
        #expect(try holds("OBSERVERS", .in, .user(1), .reference(Reference(.department, 5))))
        #expect(try holds("OPPORTUNITY", .equal, .money(Money(minorUnits: 69_030_000))))
        #expect(try !holds("OPPORTUNITY", .equal, .money(Money(minorUnits: 69_030_000, currency: "USD"))))
        #expect(try !holds("OPPORTUNITY", .greater, .money(Money(minorUnits: 1, currency: "USD"))))
        #expect(try holds("UF_CRM_SHIP_DATE", .atMost, dayValue("2026-11-25")))
        #expect(try holds("TAGS", .equal, .list([.string("опт"), .string("срочно"), .string("опт")])))
    }

    @Test func `groups nest and negate`() throws {
        let world = try ExpressionWorld()
        let yes = Condition.comparison(Comparison("{=Variable:a}", .equal, "7"))
        let no = Condition.not(yes)
        let table: [(Condition, Bool)] = [
            (.all([yes, yes]), true), (.all([yes, no]), false), (.any([no, yes]), true), (.any([no, no]), false),
            (.always, true), (.any([]), true),
            (.any([.all([yes, no]), .all([yes, .not(no)])]), true), (.not(.any([no])), true),
        ]
        for (condition, expected) in table { #expect(try condition.evaluate(in: world).isTrue == expected) }
    }

    @Test func `changed asks which fields the change has touched`() throws {
        var world = try ExpressionWorld()
        world.setting.changedFields = ["TITLE"]

        #expect(try Condition.comparison(Comparison("{=Document:TITLE}", .changed)).evaluate(in: world).isTrue)
        #expect(try !Condition.comparison(Comparison("{=Document:QUANTITY}", .changed)).evaluate(in: world).isTrue)
        #expect(try !Condition.comparison(Comparison("{=Variable:TITLE}", .changed)).evaluate(in: world).isTrue)
    }

    @Test func `the explanation shows every comparison with both values as seen`() throws {
        let condition = Condition.any([
            .comparison(Comparison("{=Variable:a}", .equal, "7")),
            .comparison(Comparison("{=Document:UF_CRM_IN_STOCK}", .notEqual, "Y")),
            .comparison(Comparison("{=Document:DELIVERY}", .equal, "pickup")),
            .not(.comparison(Comparison("{=Document:NOPE}", .equal, "{=Document:ASSIGNED_BY_ID}"))),
        ])
        let explained = try condition.evaluate(in: ExpressionWorld())

        #expect(explained.compared.map(\.leftText) == ["7", "", "Самовывоз", ""])
        #expect(explained.compared.map(\.rightTexts) == [["7"], ["Y"], ["Самовывоз"], ["Никита Орлов"]])
        #expect(explained.compared[3].right == [.user(12)])
        #expect(explained.errors.map(\.code) == [.badVariableName])
        #expect(
            try condition.comparisons[1].asCondition.evaluate(in: ExpressionWorld()).json.text
                == #"{"result":true,"left":"{=Document:UF_CRM_IN_STOCK}","op":"notEqual","leftValue":null,"#
                + #""rightValues":["Y"],"leftText":"","rightTexts":["Y"]}"#)
    }
}

extension Comparison {
    fileprivate var asCondition: Condition { .comparison(self) }
}
