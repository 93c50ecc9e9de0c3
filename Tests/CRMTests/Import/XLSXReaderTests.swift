import FoundationEssentials
import Kernel
import Testing

@testable import CRM

@Suite struct XLSXReaderTests {
    private func rows(_ bytes: [UInt8], sheet: Int = 0) throws -> [SheetRow] {
        let reader = try TableFormat.workbook(sheet: sheet).open(.bytes(bytes))
        var rows: [SheetRow] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }

    private func refusal(_ bytes: [UInt8]) -> Failure? {
        do {
            let format = try TableFormat.detect(.bytes(bytes))
            let reader = try format.open(.bytes(bytes))
            while try reader.next() != nil {}
            return nil
        } catch {
            return error as? Failure
        }
    }

    private static let styles = """
        <numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;day&quot;"/>\
        <numFmt numFmtId="166" formatCode="[$-419]d mmm yyyy hh:mm;@"/></numFmts>\
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="165"/><xf numFmtId="20"/><xf numFmtId="166"/></cellXfs>
        """

    @Test func `shared, inline and formula texts, numbers and truths become what a person would type`() throws {
        let book = try Workbooks.make(
            [("Лист1", """
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Inline &amp; co</t></is></c></row>\
                <row r="3"><c r="A3" t="str"><f>A1&amp;"!"</f><v>Имя!</v></c><c r="C3"><v>7.9161234567E10</v></c><c r="D3" t="b"><v>1</v></c>\
                <c r="E3"><v>0.30000000000000004</v></c><c r="F3"><f>1/3</f><v>1234.5</v></c><c r="G3" t="e"><v>#DIV/0!</v></c></row>
                """)],
            strings: ["<t>Имя</t>", "<r><t>Рич</t></r><r><t xml:space=\"preserve\"> текст</t></r><rPh><t>ка</t></rPh>"])

        let rows = try rows(book)

        #expect(rows.map(\.line) == [1, 3])
        #expect(rows[0].cells == ["Имя", "Рич текст", "Inline & co"])
        #expect(rows[1].cells == ["Имя!", "", "79161234567", "true", "0.3", "1234.5", "#DIV/0!"])
        #expect(rows[1].errors == [6])
    }

    @Test func `dates are told by their formats, in both systems of counting`() throws {
        let row = """
            <row><c s="1"><v>45000</v></c><c s="2"><v>45000</v></c><c s="3"><v>45000.5</v></c><c s="4"><v>45000</v></c>\
            <c s="5"><v>0.4375</v></c><c s="6"><v>45000.75</v></c><c s="1"><v>1</v></c></row>
            """
        let plain = try rows(Workbooks.make([("A", row)], styles: Self.styles))
        #expect(plain[0].cells == ["15.03.2023", "15.03.2023", "15.03.2023 12:00", "45000", "10:30", "15.03.2023 18:00", "01.01.1900"])
        let old = try rows(Workbooks.make([("A", row)], styles: Self.styles, properties: "date1904=\"1\""))
        #expect(old[0].cells[0] == "16.03.2027")
    }

    @Test func `a sheet can be chosen, hidden ones are not offered`() throws {
        let cell = { (text: String) in "<row><c t=\"inlineStr\"><is><t>\(text)</t></is></c></row>" }
        let book = try Workbooks.make([("Первый", cell("a")), ("Скрытый", cell("b")), ("Третий", cell("c"))], hidden: ["Скрытый"])
        #expect(try TableFormat.detect(.bytes(book)) == .workbook(sheet: 0))
        #expect(try TableFormat.workbook(sheet: 0).sheets(of: .bytes(book)) == ["Первый", "Третий"])
        #expect(try rows(book, sheet: 1).map(\.cells) == [["c"]])
    }

    @Test func `what is no workbook says what to do`() throws {
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 600)
        let locked = old + Array("EncryptedPackage".utf8).flatMap { [$0, 0] } + Array(repeating: 0, count: 100)
        #expect(refusal(old)?.message == TableTexts.oldWorkbook)
        #expect(refusal(locked)?.message == TableTexts.password)
        #expect(refusal(try Workbooks.zip(["word/document.xml": "<a/>"]))?.message == TableTexts.notWorkbook)
        let whole = try Workbooks.make([("A", "<row><c><v>1</v></c></row>")])
        #expect(refusal(Array(whole.prefix(whole.count / 2)))?.message == TableTexts.broken)
        #expect(refusal(try Workbooks.make([("A", "<row><c><v>1</v></row>")]))?.message == TableTexts.broken)
        #expect(refusal([])?.code == .invalid)
    }

    @Test func `a workbook that is damaged at any place is refused or read, and nothing falls`() throws {
        let whole = try Workbooks.make(
            [("A", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>45000</v></c></row>")], strings: ["<t>a</t>"], styles: Self.styles)
        var refused = 0
        for place in whole.indices {
            var bytes = whole
            bytes[place] ^= 0xFF
            if refusal(bytes) != nil { refused += 1 }
        }
        #expect(refused > whole.count / 4)
    }

    @Test func `ten thousand columns, endless cells and packed zeros are refused`() throws {
        let wide = (0..<10_000).map { _ in "<c><v>1</v></c>" }.joined()
        #expect(refusal(try Workbooks.make([("A", "<row>\(wide)</row>")]))?.message == ImportTexts.tooManyColumns)
        let long = "<row><c t=\"inlineStr\"><is><t>" + String(repeating: "ab", count: 600_000) + "</t></is></c></row>"
        #expect(refusal(try Workbooks.make([("A", long)]))?.code == .limited)
        let bomb = String(repeating: " ", count: 40 << 20)
        #expect(refusal(try Workbooks.make([("A", bomb)]))?.message == TableTexts.tooMuch)
        let entity = "<!DOCTYPE x [<!ENTITY a \"b\">]><row><c><v>&a;</v></c></row>"
        #expect(refusal(try Workbooks.make([("A", entity)]))?.message == TableTexts.broken)
    }

    @Test func `what the writer writes is read back`() throws {
        let folder = FileManager.default.temporaryDirectory.path()
        let path = folder + "prom2b-\(UInt64.random(in: 0 ... .max)).xlsx"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let writer = try XLSXWriter(path, sheet: "Лиды: [все]", headings: ["Имя", "Сумма"], folder: folder)
        let moment = LocalDateTime(try #require(LocalDate(year: 2026, month: 11, day: 28)), try #require(LocalTime(hour: 9, minute: 5)))
        try writer.write([
            .text("=1+1"), .money(Money(minorUnits: 123_450)), .day(moment.date), .moment(moment), .flag(true), .empty,
            .text("+7 916 111-22-33"), .number(2.5), .text("a\nb_x000D_"),
        ])
        try writer.finish()

        let rows = try rows(Array(try Data(contentsOf: URL(filePath: path))))

        #expect(rows[0].cells == ["Имя", "Сумма"])
        #expect(
            rows[1].cells == [
                "=1+1", "1234.5", "28.11.2026", "28.11.2026 09:05", "true", "", "+7 916 111-22-33", "2.5", "a\nb_x000D_",
            ])
    }
}
