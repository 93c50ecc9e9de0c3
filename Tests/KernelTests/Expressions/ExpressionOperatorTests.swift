import Kernel
import Testing

@Suite struct ExpressionOperatorTests {
    @Test(arguments: [
        ("1+2", Value.int(3)), ("2-3", .int(-1)), ("2*3", .int(6)), ("7/2", .double(3.5)), ("6/2", .int(3)),
        ("2^10", .int(1024)),
        ("4^0.5", .int(2)), ("2^-1", .double(0.5)), (".5+1.", .double(1.5)), ("20%", .double(0.2)),
        ("50%%", .double(0.005)),
        ("1+2*3", .int(7)), ("(1+2)*3", .int(9)), ("2*3^2", .int(18)), ("10-2-3", .int(5)), ("8/4/2", .int(1)),
        ("2^3^2", .int(64)), ("-2^2", .int(4)), ("9^50%", .int(3)), ("-20%", .double(-0.2)), ("--3", .int(3)),
        ("+'4'", .int(4)), ("1 + 1 & '!'", .string("2!")), ("'a' & 1+1", .string("a2")), ("'a'&'b'='ab'", .bool(true)),
        ("0<2=1", .bool(true)), ("3>2>1", .bool(false)), ("1+1=2", .bool(true)), ("'10'+5", .int(15)),
        ("'1 870,50'*2", .int(3741)),
        ("{=Variable:a}>2", .bool(true)), ("{=Document:OPPORTUNITY}*20%", .int(138_060)),
        ("6^2 + {=Variable:a}/2", .double(39.5)),
        ("0.1+0.2 & ''", .string("0.3")), ("1/3 & ''", .string("0.333333333333333")), ("true", .bool(true)),
        ("{=Document:EMPTY}+1", .int(1)), ("true()+1", .int(2)), (" 1\u{A0}+\t2 \n", .int(3)),
    ])
    func `operators bind and coerce as the specification says`(expression: String, expected: Value) throws {
        #expect(try ExpressionWorld().value(expression) == expected)
    }

    @Test(arguments: [
        ("1=1", true), ("1='1'", true), ("1='1.0'", true), ("'1'='1.0'", true), ("'007'='7'", false),
        ("'abc'='ABC'", false),
        ("1<>2", true), ("'a'<'b'", true), ("'10'>'9'", true), ("{=Document:EMPTY}=''", true),
        ("{=Document:EMPTY}=0", true),
        ("{=Document:OPPORTUNITY}=690300", true), ("{=Document:OPPORTUNITY}>'690 299,99'", true), ("true='Y'", true),
        ("true='N'", false), ("false='нет'", true), ("true='Да'", true), ("{=Document:ASSIGNED_BY_ID}=12", true),
        ("{=Document:ASSIGNED_BY_ID}='user_12'", true), ("{=Document:ASSIGNED_BY_ID}={=GlobalConst:Clerk}", false),
        ("{=Document:UF_CRM_SHIP_DATE}>{=System:Now}", true), ("{=Document:UF_CRM_SHIP_DATE}='25.11.2026'", true),
        ("{=Document:DATE_CREATE}='2026-11-20'", true), ("{=Document:DATE_CREATE}>'20.11.2026 17:39'", true),
        ("{=Document:DATE_CREATE}>'20.11.2026'", false), ("'abc'>5", false), ("'abc'<5", false), ("'abc'=5", false),
        ("{=Document:TAGS}=explode(',';'срочно,опт')", true), ("{=Document:ASSIGNED_BY_ID}<13", false),
    ])
    func `comparison is loose where people expect it`(expression: String, expected: Bool) throws {
        #expect(try ExpressionWorld().value(expression) == .bool(expected))
    }

    @Test(arguments: [
        ("{=Document:NOPE}", 0, 1), ("nope", 0, 1), ("", 1, 1), ("()", 1, 2), ("  ", 1, 3), ("1 $ 2", 2, 3),
        ("'abc", 2, 1),
        ("1.2.3", 2, 1), ("1;2", 2, 2), ("{=Document:TITLE", 2, 1), ("foo(1)", 3, 1), ("1)", 4, 2), ("(1", 5, 1),
        ("2*(1+(3)", 5, 3),
        ("abs(1", 5, 4), ("1/0", 6, 2), ("1/(2-2)", 6, 2), ("0^-1", 6, 2), ("1+", 7, 3), ("*2", 7, 1), ("1 2", 7, 3),
        ("1+*2", 7, 3),
        ("%", 7, 1), ("sqrt(-1)", 8, 1), ("'abc'+1", 8, 6), ("10^400", 8, 3), ("(0-8)^0.5", 8, 6), ("abs()", 8, 1),
        ("abs(1;2)", 8, 1), ("explode('';'a')", 8, 1), ("dateadd('x';'1d')", 8, 1),
        ("dateadd({=System:Now};'5q')", 8, 1),
    ])
    func `each mistake has its code and place`(expression: String, code: Int, offset: Int) throws {
        let error = try #require(try ExpressionWorld().error(expression))

        #expect(error.code.rawValue == code)
        #expect(error.range.lowerBound == offset)
    }

    @Test func `a failed expression is null`() throws {
        #expect(try ExpressionWorld().evaluate("=1/0").value == .null)
    }

    @Test func `the message marks the place in both languages`() {
        let problem = Template("=1 + foo(2)").problems.first

        #expect(problem?.message.russian == "Неизвестная функция: =1 + ▸foo◂(2)")
        #expect(problem?.message.english == "Unknown function: =1 + ▸foo◂(2)")
    }

    @Test func `names of functions are case-insensitive, both separators are equal`() throws {
        let world = try ExpressionWorld()

        #expect(try world.value("IF(True(), Max(1; 2), 0)") == .int(2))
        #expect(try world.value("if(or({=Variable:a}>2, {=Variable:b}<10), \"yes\", \"no\")") == .string("yes"))
    }

    @Test func `quotes have no escapes`() throws {
        let world = try ExpressionWorld()

        #expect(try world.value(#"'a\' & "it's""#) == .string(#"a\it's"#))
        #expect(try world.value("'{=Document:TITLE}'") == .string("{=Document:TITLE}"))
    }
}
