import CRM
import Kernel
import Testing

@Suite struct CSVReaderTests {
    private func rows(
        _ text: String, _ separator: CSVFormat.Separator = .semicolon, chunk: Int = 65_536
    ) throws -> [[String]] {
        try read(Array(text.utf8), CSVFormat(encoding: .utf8, separator: separator), chunk: chunk).map(\.cells)
    }

    private func read(_ bytes: [UInt8], _ format: CSVFormat, chunk: Int = 65_536) throws -> [SheetRow] {
        let reader = try CSVReader(.bytes(bytes, chunkSize: chunk), format)
        var rows: [SheetRow] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }

    /// «Имя;Фирма» and «Ёлкин № 1» in windows-1251.
    private static let cp1251: [UInt8] =
        [0xC8, 0xEC, 0xFF, 0x3B, 0xD4, 0xE8, 0xF0, 0xEC, 0xE0, 0x0D, 0x0A]
        + [0xA8, 0xEB, 0xEA, 0xE8, 0xED, 0x20, 0xB9, 0x20, 0x31, 0x3B, 0x78]

    @Test func `cells, quotes, doubled quotes and empty cells`() throws {
        #expect(
            try rows("a;b;c\n\"x;y\";\"say \"\"hi\"\"\";\n;\"\";z\n")
                == [["a", "b", "c"], ["x;y", "say \"hi\"", ""], ["", "", "z"]])
    }

    @Test(arguments: [CSVFormat.Separator.semicolon, .comma, .tab])
    func `any separator`(_ separator: CSVFormat.Separator) throws {
        let line = ["a b", "c"].joined(separator: separator.rawValue)
        #expect(try rows(line, separator) == [["a b", "c"]])
    }

    @Test func `line ends of every system, and none at the end`() throws {
        #expect(try rows("a;b\r\nc;d\re;f\ng;h") == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]])
    }

    @Test func `a cell keeps its line breaks and rows know their lines`() throws {
        let rows = try read(
            Array("h\n\"one\r\ntwo\nthree\"\nlast".utf8), CSVFormat(encoding: .utf8, separator: .semicolon))
        #expect(rows.map(\.cells) == [["h"], ["one\r\ntwo\nthree"], ["last"]])
        #expect(rows.map(\.line) == [1, 2, 5])
    }

    @Test func `the result does not depend on where the pieces of the file end`() throws {
        let text = "\u{FEFF}имя;\"фир\"\"ма\"\r\n\"много\r\nстрок\";\"\"\r\n\r\n;x\n"
        let whole = try rows(text)
        #expect(whole == [["имя", "фир\"ма"], ["много\r\nстрок", ""], ["", "x"]])
        for chunk in 1...40 { #expect(try rows(text, chunk: chunk) == whole) }
    }

    @Test func `blank lines are no rows, and an empty file has none`() throws {
        #expect(try rows("\n\n a;b\n;;\n  \n") == [[" a", "b"]])
        #expect(try rows("") == [])
        #expect(try rows("\u{FEFF}") == [])
    }

    @Test func `a quote that is never closed is an error naming its line`() throws {
        #expect {
            try rows("a;b\nc;\"d\ne;f\n")
        } throws: { error in
            (error as? Failure)?.field == "line 2" && (error as? Failure)?.code == .invalid
        }
    }

    @Test func `a quote in the middle refuses its row and no other`() throws {
        let rows = try read(
            Array("a;b\n\"OOO \"Romashka\"\";x\nc;5\" pipe\n".utf8), CSVFormat(encoding: .utf8, separator: .semicolon))
        #expect(rows.map { $0.problem == nil } == [true, false, true])
        #expect(rows[2].cells == ["c", "5\" pipe"])
    }

    @Test func `damaged UTF-8 refuses its row and no other`() throws {
        let bytes = Array("я;1\n".utf8) + [0xD1, 0x3B, 0x32, 0x0A] + Array("ю;3".utf8)
        let rows = try read(bytes, CSVFormat(encoding: .utf8, separator: .semicolon))
        #expect(rows.map { $0.problem == nil } == [true, false, true])
    }

    @Test func `a cell or row beyond all measure is refused`() throws {
        #expect { try rows(String(repeating: "a", count: 1_000_001)) } throws: { ($0 as? Failure)?.code == .limited }
        #expect { try rows(String(repeating: ";", count: 501)) } throws: { ($0 as? Failure)?.code == .limited }
    }

    @Test func `windows-1251 is recognised and read`() throws {
        let format = try CSVFormat.detect(.bytes(Self.cp1251))
        #expect(format == CSVFormat(encoding: .windows1251, separator: .semicolon))
        #expect(try read(Self.cp1251, format).map(\.cells) == [["Имя", "Фирма"], ["Ёлкин № 1", "x"]])
    }

    @Test func `the one byte that windows-1251 does not know refuses its row`() throws {
        let rows = try read([0x98, 0x3B, 0x61], CSVFormat(encoding: .windows1251, separator: .semicolon))
        #expect(rows.map { $0.problem == nil } == [false])
    }

    @Test func `UTF-8 is recognised also when Cyrillic comes late or a byte is broken`() throws {
        let late = Array(String(repeating: "a,b\n", count: 50_000).utf8) + Array("я,ю\n".utf8)
        #expect(try CSVFormat.detect(.bytes(late)) == CSVFormat(encoding: .utf8, separator: .comma))
        let damaged = Array(String(repeating: "привет;мир\n", count: 20).utf8) + [0xFF, 0x0A]
        #expect(try CSVFormat.detect(.bytes(damaged)).encoding == .utf8)
    }

    @Test(arguments: [
        ("Имя;Цена, руб.;Город\nИван;1,5;Тверь\n", CSVFormat.Separator.semicolon),
        ("name,phone\n\"a;b;c\",1\n", .comma), ("name\tphone\nA, B\t1\n", .tab), ("sep=,\na;b,c\n", .comma),
    ])
    func `the separator is found`(_ text: String, _ expected: CSVFormat.Separator) throws {
        #expect(try CSVFormat.detect(.bytes(Array(text.utf8))).separator == expected)
    }

    @Test func `Excel's line about the separator is no row`() throws {
        #expect(try rows("sep=;\r\na;b\r\n") == [["a", "b"]])
    }

    @Test(arguments: [
        [0x50, 0x4B, 0x03, 0x04, 0x14] as [UInt8], [0xD0, 0xCF, 0x11, 0xE0, 0xA1], [0xFF, 0xFE, 0x41, 0x00],
        [0x41, 0x00, 0x42],
        [], [0x20, 0x0D, 0x0A],
    ])
    func `what is no text table is refused with advice`(_ bytes: [UInt8]) {
        #expect { try CSVFormat.detect(.bytes(bytes)) } throws: { ($0 as? Failure)?.code == .invalid }
    }

    @Test func `a file that is not there is said to be missing`() {
        #expect { try CSVFormat.detect(.file("/nonexistent/leads.csv")) } throws: {
            ($0 as? Failure)?.code == .notFound
        }
    }

    @Test func `what is written is read back, and no cell is a formula`() throws {
        let cells = ["a;b", "say \"hi\"", "line\r\nbreak", "", "+7 916 000-00-00", "=cmd()"]
        let line = CSVWriter.line(cells)
        #expect(try rows(line) == [cells.dropLast() + ["'=cmd()"]])
    }
}
