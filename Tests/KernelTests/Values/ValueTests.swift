import Kernel
import Testing

@Suite struct ValueTests {
    /// Lives in databases for years: change nothing here, only add.
    @Test(arguments: [
        (Value.null, "null"), (.bool(true), "true"), (.int(12), "12"), (.double(1.5), "1.5"), (.double(2), "2.0"),
        (.string("Да"), #""Да""#),
        (.date(LocalDate(year: 2026, month: 11, day: 23)!), #"{"t":"date","v":"2026-11-23"}"#),
        (.dateTime(Timestamp(milliseconds: 1_795_424_400_123)), #"{"t":"time","v":1795424400123}"#),
        (.money(Money(minorUnits: 69_030_050)), #"{"t":"money","v":69030050,"c":"RUB"}"#),
        (.user(12), #"{"t":"user","v":12}"#),
        (.reference(Reference(.department, 5)), #"{"t":"department","v":5}"#), (.file(7), #"{"t":"file","v":7}"#),
        (.item(DocumentID(type: 2, id: 15)), #"{"t":"item","v":15,"e":2}"#),
        (.reference(Reference(.task, 8)), #"{"t":"task","v":8}"#),
        (.reference(Reference(.activity, 9)), #"{"t":"activity","v":9}"#),
        (.list([.user(1), .null, .list([.string("a")])]), #"[{"t":"user","v":1},null,["a"]]"#),
    ])
    func `the stored form is pinned and lossless`(value: Value, stored: String) throws {
        #expect(value.json.text == stored)
        #expect(try Value(json: JSONValue(parsing: stored)) == value)
    }

    @Test(arguments: [
        "{}", #"{"t":"moon","v":1}"#, #"{"t":"date","v":"2026-02-30"}"#, #"{"t":"time","v":"1"}"#,
        #"{"t":"money","v":1}"#, #"{"t":"item","v":1}"#,
        #"{"t":"user","v":1.5}"#,
    ])
    func `damaged stored values are refused`(stored: String) throws {
        let json = try JSONValue(parsing: stored)

        #expect { try Value(json: json) } throws: { ($0 as? Failure)?.code == .invalid }
    }

    @Test(arguments: [
        (Value.null, ""), (.bool(true), "Y"), (.bool(false), "N"), (.double(36), "36"), (.double(0.1 + 0.2), "0.3"),
        (.double(-1.25), "-1.25"),
        (.double(1e15), "1000000000000000"), (.double(1e30), "1e+30"), (.double(1.5e-12), "1.5e-12"),
        (.double(0.00001), "0.00001"), (.double(0), "0"),
        (.money(Money(minorUnits: -150_005)), "-1500.05"),
        (.date(LocalDate(year: 2026, month: 11, day: 23)!), "2026-11-23"),
        (.dateTime(Timestamp(iso8601: "2026-11-23T12:00:00+03:00")!), "2026-11-23T09:00:00Z"), (.user(12), "user_12"),
        (.item(DocumentID(type: 2, id: 15)), "D_15"), (.item(DocumentID(type: 4, id: 3)), "CO_3"),
        (.item(DocumentID(type: 177, id: 3)), "Tb1_3"),
        (.list([.int(1), .string("a")]), "1, a"),
    ])
    func `printing for exchange`(value: Value, expected: String) {
        #expect(value.printable == expected)
    }

    @Test(arguments: [
        "user_12", "department_5", "file_1", "task_2", "activity_3", "L_1", "D_15", "C_2", "CO_3", "Tb1_3",
    ])
    func `references are read back from exchange`(text: String) throws {
        let reference = try #require(Value.reference(parsing: text))

        #expect(Value.reference(reference).printable == text)
    }

    @Test(arguments: ["", "user", "user_", "user_x", "moon_1", "T_1", "12"])
    func `other texts are no references`(text: String) {
        #expect(Value.reference(parsing: text) == nil)
    }

    @Test(
        arguments: [
            ("1870.5", 1870.5), ("1 870,50", 1870.5), ("1\u{A0}870", 1870), ("-3", -3), ("+3", 3), (" 7 ", 7),
            ("5.", 5), (".5", 0.5), ("1,2,3", nil), ("", nil),
            ("-", nil), ("3 шт", nil), ("1e3", nil), ("0x10", nil), ("1-2", nil),
        ] as [(String, Double?)])
    func `numbers are read as people write them`(text: String, expected: Double?) {
        #expect(Value.number(parsing: text) == expected)
    }

    @Test(arguments: [
        (Value.string("Y"), true), (.string("нет"), false), (.string("0"), false), (.string("0.0"), true),
        (.string(" "), false), (.string("что-то"), true),
        (.double(0), false), (.list([.int(0)]), false), (.list([]), false), (.money(Money(minorUnits: 1)), true),
        (.user(1), true), (.null, false),
    ])
    func `yes and no`(value: Value, expected: Bool) {
        #expect(value.isTrue == expected)
    }

    @Test(arguments: [
        (1.005, 2, "1.01"), (2.5, 0, "3"), (-2.5, 0, "-3"), (0.5, 0, "1"), (0.49, 0, "0"), (999.999, 2, "1000.00"),
        (1234.5, -2, "1200"), (51, -2, "100"),
        (49, -2, "0"), (1e21, 1, "1000000000000000000000.0"), (0.000123, 5, "0.00012"), (0, 2, "0.00"),
        (-0.001, 2, "0.00"),
    ])
    func `decimal rounding`(number: Double, places: Int, expected: String) {
        #expect(DecimalDigits(number).rounded(places: places).fixed(places: max(0, places)) == expected)
    }

    @Test func `order exists only between comparable values`() throws {
        let comparison = ValueComparison(zone: .utc)

        #expect(comparison.order(.user(1), .user(2)) == nil)
        #expect(comparison.order(.string("много"), .int(5)) == nil)
        #expect(comparison.order(.money(Money(minorUnits: 1)), .money(Money(minorUnits: 1, currency: "EUR"))) == nil)
        #expect(comparison.order(.string("100.50|RUB"), .money(Money(minorUnits: 10_050))) == .equal)
        #expect(comparison.order(.int(.max), .int(.max - 1)) == .greater)
        #expect(comparison.areEqual(.list([]), .null))
        #expect(comparison.areEqual(.list([.int(5)]), .string("5")))
        #expect(!comparison.areEqual(.item(DocumentID(type: 2, id: 1)), .item(DocumentID(type: 1, id: 1))))
    }

    @Test func `a day and a moment compare in the zone given`() throws {
        let evening = Value.dateTime(Timestamp(iso8601: "2026-11-23T22:30:00Z")!)
        let day = Value.date(LocalDate(year: 2026, month: 11, day: 24)!)

        #expect(ValueComparison(zone: .utc).order(evening, day) == .less)
        #expect(ValueComparison(zone: try .named("Europe/Moscow")).order(evening, day) == .equal)
    }
}
