import Kernel
import Testing

@Suite struct ExpressionDateFunctionTests {
    @Test(arguments: [
        ("date('d.m.Y H:i')", "23.11.2026 12:00"), ("date('D, j M y';'25.11.2026')", "Wed, 25 Nov 26"),
        ("locdate('j F Y';{=Document:UF_CRM_SHIP_DATE})", "25 ноября 2026"),
        ("locdate('l';{=Document:DATE_CREATE})", "пятница"),
        ("date('H:i';{=Document:DATE_CREATE})", "17:40"), ("date('Y-m-d';0)", "1970-01-01"),
        ("touserdate({=GlobalConst:Clerk})", "23.11.2026 12:00"),
        ("touserdate('user_13';'23.11.2026 12:00')", "23.11.2026 14:00"),
        ("datediff('20.11.2026';'23.11.2026';'%a')", "3"),
        ("datediff('23.11.2026';'20.11.2026';'%R%a')", "-3"),
        ("datediff('2026-01-31';'2026-03-01';'%m month, %d days')", "1 month, 1 days"),
        ("datediff('2024-02-29';'2026-11-23 10:30';'%y %M %d %H:%I:%S %%')", "2 08 25 10:30:00 %"),
        ("datediff('2026-11-23 12:00';'2026-11-24 11:00';'%a %h')", "0 23"),
        ("datediff('2026-11-23';'2026-11-23';'%q %')", "%q %"),
    ])
    func `dates as text`(expression: String, expected: String) throws {
        #expect(try ExpressionWorld().value(expression) == .string(expected))
    }

    @Test(arguments: [
        ("dateadd({=Document:DATE_CREATE};'5d')", moscow("2026-11-25 17:40")),
        ("dateadd('2026-01-31';'1month')", dayValue("2026-02-28")),
        ("dateadd({=Document:UF_CRM_SHIP_DATE};'5h')", moscow("2026-11-25 05:00")),
        ("dateadd('2026-11-23 12:00';'1Y2M3D4H5I')", moscow("2028-01-26 16:05")),
        ("dateadd('2026-11-23 12:00';'-4 days 5 hours')", moscow("2026-11-19 07:00")),
        ("dateadd('2026-11-23 12:00';'')", moscow("2026-11-23 12:00")),
        ("dateadd('2026-11-23 12:00';'90min')", moscow("2026-11-23 13:30")),
        ("dateadd('2026-11-23';'2 weeks')", dayValue("2026-12-07")),
        ("settime('2026-11-23 12:00';9)", moscow("2026-11-23 09:00")),
        ("settime({=Document:UF_CRM_SHIP_DATE};18;30)", moscow("2026-11-25 18:30")),
        ("settime('2026-11-23 12:00';9;0;getuserdateoffset('user_13'))", moscow("2026-11-23 07:00")),
        ("settime('2026-11-23 12:00';99;-5)", moscow("2026-11-23 23:00")),
        ("addworkdays('2026-11-20 20:15';1)", moscow("2026-11-23 20:15")),
        ("addworkdays({=Document:UF_CRM_SHIP_DATE};-3)", dayValue("2026-11-20")),
        ("addworkdays('2026-11-23';0)", dayValue("2026-11-23")),
        ("workdateadd('2026-11-20 17:00';'3h')", moscow("2026-11-23 11:00")),
        ("workdateadd('2026-11-21 12:00';'3d')", moscow("2026-11-26 09:00")),
        ("workdateadd('2026-11-23 20:00';'0d')", moscow("2026-11-24 09:00")),
        ("workdateadd('2026-11-25 10:00';'1d')", moscow("2026-11-26 10:00")),
        ("workdateadd('2026-11-23 16:00';'1d 3h')", moscow("2026-11-25 10:00")),
        ("workdateadd('2026-11-23 08:00';'0d';'user_13')", moscow("2026-11-23 08:00")),
        ("workdateadd('2026-11-23 06:00';'1h';'user_13')", moscow("2026-11-23 08:00")),
    ])
    func `moving dates`(expression: String, expected: Value) throws {
        #expect(try ExpressionWorld().value(expression) == expected)
    }

    @Test(arguments: [
        ("isworkday('21.11.2026')", false), ("isworkday('23.11.2026')", true),
        ("isworktime('23.11.2026 08:59')", false),
        ("isworktime('23.11.2026 09:00')", true), ("isworktime('23.11.2026 08:00';'user_13')", true),
        ("isworktime({=System:Now})", true),
        ("isworktime('21.11.2026 12:00')", false), ("isworkday({=System:Now};{=GlobalConst:Clerk})", true),
    ])
    func `working time`(expression: String, expected: Bool) throws {
        #expect(try ExpressionWorld().value(expression) == .bool(expected))
    }

    @Test(arguments: [
        ("now", "2026-11-23 12:00"), ("today", "2026-11-23 00:00"), ("tomorrow 10:00", "2026-11-24 10:00"),
        ("10:30 tomorrow", "2026-11-24 10:30"),
        ("yesterday noon", "2026-11-22 12:00"), ("+1 day", "2026-11-24 12:00"), ("+1day 2 hours", "2026-11-24 14:00"),
        ("-2 weeks", "2026-11-09 12:00"),
        ("2 days ago", "2026-11-21 12:00"), ("next month", "2026-12-23 12:00"), ("last year", "2025-11-23 12:00"),
        ("monday", "2026-11-23 00:00"),
        ("next monday", "2026-11-30 00:00"), ("last friday 18:00", "2026-11-20 18:00"), ("fri", "2026-11-27 00:00"),
        ("first day of next month", "2026-12-01 12:00"), ("last day of february 2028", "2028-02-29 00:00"),
        ("10 September 2027", "2027-09-10 00:00"),
        ("sep 10, 2027 5:30 pm", "2027-09-10 17:30"), ("25.11.2026", "2026-11-25 00:00"),
        ("2026-11-25 09:15", "2026-11-25 09:15"),
        ("25.11.2026 +1 day", "2026-11-26 00:00"), ("@1795424400", "2026-11-23 12:00"),
        ("midnight +90 minutes", "2026-11-23 01:30"),
    ])
    func `relative English dates`(text: String, expected: String) throws {
        #expect(try ExpressionWorld().value("strtotime('\(text)')") == moscow(expected))
    }

    @Test func `the second argument of strtotime is the base`() throws {
        #expect(
            try ExpressionWorld().value("strtotime('+1 day'; {=Document:UF_CRM_SHIP_DATE})")
                == moscow("2026-11-26 00:00"))
    }

    @Test(arguments: [
        "", "soon", "next", "+5", "32.13.2026", "25:00", "next next", "13 pm", "10 foo", "+9999999999999 days",
        "99999999999.1.1",
    ])
    func `unclear dates are errors`(text: String) throws {
        #expect(try ExpressionWorld().error("strtotime('\(text)')")?.code == .wrongArguments)
    }

    @Test func `an empty date prints as nothing but cannot be calculated with`() throws {
        let world = try ExpressionWorld()

        #expect(try world.value("date('d.m.Y';{=Document:EMPTY})") == .null)
        #expect(try world.error("dateadd({=Document:EMPTY};'1d')")?.code == .wrongArguments)
        #expect(try world.error("workdateadd({=Document:EMPTY};'1d')")?.code == .wrongArguments)
    }

    @Test func `adding days keeps the wall clock across a change of clocks, hours do not`() throws {
        var world = try ExpressionWorld()
        world.setting.zone = try .named("Europe/Berlin")

        #expect(try world.value("date('H:i';dateadd('24.10.2026 12:00';'1d'))") == .string("12:00"))
        #expect(try world.value("date('H:i';dateadd('24.10.2026 12:00';'24h'))") == .string("11:00"))
    }

    @Test func `person's clock offset is in seconds`() throws {
        #expect(try ExpressionWorld().value("getuserdateoffset('user_13')") == .int(7200))
        #expect(try ExpressionWorld().error("getuserdateoffset('nobody')")?.code == .wrongArguments)
    }

    @Test(arguments: [
        "workdateadd({=System:Now};'1m')", "workdateadd({=System:Now};'30s')", "dateadd({=System:Now};'99999y')",
        "dateadd('soon';'1d')",
    ])
    func `impossible intervals are errors`(expression: String) throws {
        #expect(try ExpressionWorld().error(expression)?.code == .wrongArguments)
    }
}
