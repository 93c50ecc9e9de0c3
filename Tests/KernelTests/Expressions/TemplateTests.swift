import Kernel
import Testing

@Suite struct TemplateTests {
    @Test(arguments: [
        ("Сделка {=Document:TITLE}", "Сделка Станок 16К20"),
        ("{=Document.TITLE}: {=Document.CONTACT.NAME}", "Станок 16К20: Мария"),
        ("{=Document:ASSIGNED_BY_ID} просит", "Никита Орлов просит"),
        ("Кому: {=Document:OBSERVERS}", "Кому: Никита Орлов, Артём Лис, Ольга Ким"),
        ("Кому: {=Document:OBSERVERS > friendly}", "Кому: [Никита Орлов], [Артём Лис], [Ольга Ким]"),
        ("до {=Document:UF_CRM_SHIP_DATE}", "до 25.11.2026"),
        ("создана {=Document:DATE_CREATE}", "создана 20.11.2026 17:40"),
        ("создана {=Document:DATE_CREATE > date}", "создана 20.11.2026"),
        ("{{=1+2}} и {{={=Variable:a}}}", "3 и 7"),
        ("Оформить до {{=DateAdd({=Document:DATE_CREATE}, '5d')}}", "Оформить до 25.11.2026 17:40"),
        ("{{='}}'&'{'}}!", "}}{!"), ("тег: {=Document:TAGS}", "тег: срочно, опт"),
        ("{=System:HostUrl}{=System:Eol}{=System:Date}", "https://crm.prom2b.ru\n23.11.2026"),
        ("{ = обычный } {текст} {{", "{ = обычный } {текст} {{"), ("1 = 1", "1 = 1"),
        ("{=document:TITLE}.", "Станок 16К20."),
        ("Задача {=A12:TaskId}", "Задача 88"), ("Доставка: {=Document:DELIVERY}", "Доставка: Самовывоз"),
        ("Доставка {{='!' & {=Document:DELIVERY} & strlen({=Document:DELIVERY})}}", "Доставка !Самовывоз6"),
        ("пусто: {=Document:EMPTY}.", "пусто: ."),
    ])
    func `insertions and expressions in a text`(source: String, expected: String) throws {
        let evaluated = try ExpressionWorld().evaluate(source)

        #expect(evaluated.value == .string(expected))
        #expect(evaluated.errors.isEmpty)
    }

    @Test func `a template that is one insertion or expression keeps the type`() throws {
        let world = try ExpressionWorld()

        #expect(try world.evaluate("{=Document:ASSIGNED_BY_ID}").value == .user(12))
        #expect(try world.evaluate("  {=Document:OBSERVERS}\n").value == .list([.user(12), .user(13), .user(14)]))
        #expect(try world.evaluate("{=Document:UF_CRM_SHIP_DATE}").value == dayValue("2026-11-25"))
        #expect(try world.evaluate("{{=dateadd({=Document:UF_CRM_SHIP_DATE};'1d')}}").value == dayValue("2026-11-26"))
        #expect(try world.evaluate("{=Document:ASSIGNED_BY_ID > printable}").value == .string("Никита Орлов"))
        #expect(try world.evaluate("{=System:NowLocal}").value == .dateTime(world.setting.now))
        #expect(try world.evaluate("").value == .null)
    }

    @Test func `an unknown name leaves its place empty and is reported`() throws {
        let evaluated = try ExpressionWorld().evaluate("a{=Document:NOPE}b{{=1/0}}c{=Document:TITLE}")

        #expect(evaluated.value == .string("abcСтанок 16К20"))
        #expect(evaluated.errors.map(\.code) == [.badVariableName, .divisionByZero])
        #expect(evaluated.errors[0].range == 1..<17)
    }

    @Test func `malformed insertions stay as written and are problems`() throws {
        let evaluated = try ExpressionWorld().evaluate("{=abc} и {=Document:TITLE > loud} и {{=1+}}.")

        #expect(evaluated.value == .string("{=abc} и {=Document:TITLE > loud} и ."))
        #expect(evaluated.errors.map(\.code) == [.badVariableName, .syntax, .wrongOrder])
        #expect(Template("{=abc} и {{=1+}}").problems.map(\.range.lowerBound) == [0, 15])
    }

    @Test(arguments: [
        ("{=Variable:a > string}", Value.string("7")), ("{=Variable:a > bool}", .bool(true)),
        ("{=Document:EMPTY > bool}", .bool(false)),
        ("{=Document:OPPORTUNITY > int}", .int(690_300)), ("{=Document:OPPORTUNITY>double}", .double(690_300)),
        ("{=Document:DATE_CREATE > date, string}", .string("20.11.2026")), ("{=Variable:a > user}", .user(7)),
        ("{=Document:DATE_CREATE > server}", .string("20.11.2026 17:40")), ("{=Document:EMPTY > int}", .null),
    ])
    func `modifiers convert`(source: String, expected: Value) throws {
        #expect(try ExpressionWorld().evaluate(source).value == expected)
    }

    private func find(_ title: String) -> (object: String, field: String)? {
        ["Название": ("Document", "TITLE"), "Цена > НДС": ("Document", "OPPORTUNITY")][title]
    }

    @Test func `titles become codes when saved and titles again when edited`() throws {
        let template = Template(
            "Заказ | {{Название}} {{ Название > printable }} {=Document.QUANTITY} {{={{Цена > НДС}}*2}}", aliases: find)
        let stored = template.canonicalSource

        #expect(
            stored
                == "Заказ | {=Document:TITLE} {=Document:TITLE > printable} {=Document:QUANTITY} {{={=Document:OPPORTUNITY}*2}}"
        )
        #expect(try ExpressionWorld().evaluate(stored).value == .string("Заказ | Станок 16К20 Станок 16К20 3 1380600"))
        #expect(
            Template(stored).humanSource { $0.field == "TITLE" ? "Название" : nil }
                == "Заказ | {{Название}} {{Название > printable}} {=Document:QUANTITY} {{={=Document:OPPORTUNITY}*2}}")
    }

    @Test func `titles work in whole expressions`() {
        #expect(Template("={{Цена > НДС}} * 2", aliases: find).canonicalSource == "={=Document:OPPORTUNITY} * 2")
    }

    @Test func `an unknown title is a problem`() {
        let template = Template("Заказ {{Нет такого}}", aliases: find)

        #expect(template.problems.map(\.code) == [.badVariableName])
        #expect(template.canonicalSource == "Заказ {{Нет такого}}")
    }

    @Test func `the robots screen learns references and errors without running anything`() {
        let template = Template(
            "{=Document:TITLE} {{=if({=Variable:x}>1; {=Document:OLD}; foo(1))}} {{={=Variable:x}&'!'}}")

        #expect(template.references.map(\.name) == ["Document:TITLE", "Variable:x"])
        let errors = template.errors { $0.name != "Variable:x" }
        #expect(errors.map(\.code) == [.unknownFunction, .badVariableName])
        #expect(Template("=if({=Variable:x}>1; {=Document:OLD}; 2)").references.map(\.range) == [4..<17, 21..<36])
    }

    @Test func `a text for people is printed whatever the template is`() throws {
        let printed = try Template("{=Document:ASSIGNED_BY_ID}").evaluateText(in: ExpressionWorld())

        #expect(printed.text == "Никита Орлов")
        #expect(try Template("{=Document:DELIVERY}").evaluateText(in: ExpressionWorld()).text == "Самовывоз")
        #expect(try Template("=1/0").evaluateText(in: ExpressionWorld()).errors.map(\.code) == [.divisionByZero])
    }
}
