import Kernel
import Testing

@Suite struct ExpressionFunctionTests {
    @Test(arguments: [
        ("abs(-3)", Value.int(3)), ("abs('-2,5')", .double(2.5)), ("intval(7.9)", .int(7)), ("intval(-7.9)", .int(-7)),
        ("intval('12 шт')", .int(12)), ("intval('шт')", .int(0)), ("intval('-3.7x')", .int(-3)),
        ("min(3;1;2)", .int(1)),
        ("max(3,{=Variable:a},'5')", .int(7)), ("max(merge(1;9);4)", .int(9)), ("min('10';'9')", .int(9)),
        ("min({=Document:EMPTY};5)", .int(5)),
        ("max({=Document:UF_CRM_SHIP_DATE};{=System:Now})", .date(LocalDate(year: 2026, month: 11, day: 25)!)),
        ("round(2.5)", .int(3)), ("round(-2.5)", .int(-3)), ("round(1.005;2)", .double(1.01)),
        ("round(1234.5;-2)", .int(1200)),
        ("round(0.4)", .int(0)), ("ceil(1.1)", .int(2)), ("ceil(-1.1)", .int(-1)), ("floor(-1.1)", .int(-2)),
        ("sqrt(16)", .int(4)),
        ("rand(5;5)", .int(5)), ("round({=Document:OPPORTUNITY}/7;2)", .double(98614.29)),
    ])
    func `numbers`(expression: String, expected: Value) throws {
        #expect(try ExpressionWorld().value(expression) == expected)
    }

    @Test(arguments: [
        ("if(1>2;'a';'b')", Value.string("b")), ("if('нет';1;2)", .int(2)), ("if(0;1)", .null),
        ("if(1;2;1/0)", .int(2)),
        ("and(1;1>0;'Y')", .bool(true)), ("and(0;1/0)", .bool(false)), ("or(0;'';2)", .bool(true)),
        ("or(1;1/0)", .bool(true)),
        ("or(0;0)", .bool(false)), ("not('')", .bool(true)), ("not({=Document:UF_CRM_IN_STOCK})", .bool(true)),
        ("true()", .bool(true)),
        ("false()", .bool(false)), ("not(merge(0;1))", .bool(false)),
    ])
    func `logic evaluates only what it needs`(expression: String, expected: Value) throws {
        #expect(try ExpressionWorld().value(expression) == expected)
    }

    @Test(arguments: [
        ("substr('Привет';2)", Value.string("ивет")), ("substr('Привет';1;3)", .string("рив")),
        ("substr('Привет';-3)", .string("вет")),
        ("substr('Привет';2;0)", .string("ивет")), ("substr('Привет';1;-1)", .string("риве")), ("substr('';1)", .null),
        ("substr('abc';9)", .string("")), ("strpos('Привет';'в')", .int(3)), ("strpos('abcabc';'b';2)", .int(4)),
        ("strpos('abc';'x')", .bool(false)), ("strpos('abc';'a';99)", .bool(false)), ("strpos('abc';'c';-1)", .int(2)),
        ("strpos('a';'')", .bool(false)), ("strlen('Привет')", .int(6)), ("strlen('')", .int(0)),
        ("trim('  a b\n')", .string("a b")),
        ("trim(' a';'b ')", .list([.string("a"), .string("b")])), ("strtolower('ПриВЕТ')", .string("привет")),
        ("strtoupper('привет')", .string("ПРИВЕТ")), ("ucfirst('иван петров')", .string("Иван петров")),
        ("ucwords('иван  петров')", .string("Иван  Петров")), ("urlencode('а b&c-1')", .string("%D0%B0+b%26c-1")),
        ("number_format(1234567.891)", .string("1,234,568")), ("number_format(1234567.891;2)", .string("1,234,567.89")),
        ("number_format(1234567.891;2;',';' ')", .string("1 234 567,89")), ("number_format(0.5)", .string("1")),
        ("number_format(-1234.5;1)", .string("-1,234.5")), ("number_format(0;2)", .string("0.00")),
        ("number_format(999.995;2)", .string("1,000.00")),
        ("number_format(1.005;2)", .string("1.01")),
        ("number_format({=Document:OPPORTUNITY};2;',';' ')", .string("690 300,00")),
    ])
    func `texts`(expression: String, expected: Value) throws {
        #expect(try ExpressionWorld().value(expression) == expected)
    }

    @Test(arguments: [
        ("implode(', ';{=Document:TAGS})", Value.string("срочно, опт")), ("implode('+';merge(1;2))", .string("1+2")),
        ("implode('+';'x')", .string("x")),
        ("explode(',';'a,b,,c')", .list([.string("a"), .string("b"), .string(""), .string("c")])),
        ("explode('::';'a::b')", .list([.string("a"), .string("b")])),
        ("merge({=Document:ASSIGNED_BY_ID};{=GlobalConst:Clerk};{=Document:EMPTY})", .list([.user(12), .user(14)])),
        ("merge(1;merge(2;3))", .list([.int(1), .int(2), .int(3)])), ("firstvalue({=Document:OBSERVERS})", .user(12)),
        ("firstvalue({=Document:EMPTY})", .null), ("firstvalue(5)", .int(5)),
        ("swirl(merge(1;2;3))", .list([.int(2), .int(3), .int(1)])),
        ("swirl(1)", .list([.int(1)])), ("swirl('')", .list([.string("")])),
    ])
    func `lists`(expression: String, expected: Value) throws {
        #expect(try ExpressionWorld().value(expression) == expected)
    }

    @Test(arguments: [
        ("convert('7.9';'int')", Value.int(7)), ("convert(7;'string')", .string("7")),
        ("convert('да';'bool')", .bool(true)),
        ("convert('25.11.2026 10:00';'date')", .date(LocalDate(year: 2026, month: 11, day: 25)!)),
        ("convert('25.11.2026 10:00';'datetime')", .dateTime(Timestamp(iso8601: "2026-11-25T07:00:00Z")!)),
        ("convert('user_13';'user')", .user(13)),
        ("convert({=Document:OBSERVERS};'printableuser')", .string("Никита Орлов, Артём Лис, Ольга Ким")),
        ("convert({=Document:ASSIGNED_BY_ID};'printableuserb24')", .string("[Никита Орлов]")),
        ("convert(explode(',';'1,2');'int')", .list([.int(1), .int(2)])),
        ("getdocumenturl()", .string("/crm/deal/15/")),
        ("getdocumenturl('';1)", .string("https://crm.prom2b.ru/crm/deal/15/")),
        ("getdocumenturl(;'Y')", .string("https://crm.prom2b.ru/crm/deal/15/")),
        ("getdocumenturl('bb')", .string("[url=/crm/deal/15/]Станок 16К20[/url]")),
        ("getdocumenturl('html';1)", .string("<a href=\"https://crm.prom2b.ru/crm/deal/15/\">Станок 16К20</a>")),
    ])
    func `conversions`(expression: String, expected: Value) throws {
        #expect(try ExpressionWorld().value(expression) == expected)
    }

    @Test func `random functions repeat with the same seed and differ with another`() throws {
        var world = try ExpressionWorld()
        let expression = "randstring(20) & rand(1;1000000) & implode(',';shuffle(explode(',';'1,2,3,4,5,6,7,8,9')))"
        let first = try world.value(expression)

        #expect(try world.value(expression) == first)
        world.setting.seed = 43
        #expect(try world.value(expression) != first)
    }

    @Test func `random functions stay in their bounds`() throws {
        var world = try ExpressionWorld()
        for seed in 0..<200 {
            world.setting.seed = UInt64(seed)
            let number = try #require(try world.value("rand(-2;3)").number)
            #expect((-2...3).contains(number))
            guard case .string(let text) = try world.value("randstring(8)") else { continue }
            #expect(text.utf8.count == 8 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
        }
        #expect(try world.error("rand(3;1)")?.code == .wrongArguments)
        #expect(try world.error("randstring(100000)")?.code == .wrongArguments)
    }

    @Test func `the table lists every function of the specification`() {
        let expected = """
            abs intval min max round ceil floor rand sqrt if and or not true false substr strpos strlen implode explode trim \
            strtolower strtoupper ucfirst ucwords urlencode number_format randstring merge firstvalue swirl shuffle convert \
            getdocumenturl date locdate dateadd datediff addworkdays workdateadd isworkday isworktime touserdate \
            getuserdateoffset settime strtotime
            """
        #expect(Set(ExpressionFunction.all.map(\.name)) == Set(expected.split(separator: " ").map(String.init)))
        for function in ExpressionFunction.all {
            #expect(function.summary.russian.hasPrefix(function.name + "("))
            #expect(function.summary.english.hasPrefix(function.name + "("))
        }
    }
}
