import CZip
import FoundationEssentials
import Testing

/// Workbooks written by hand, part by part, as other programs than ours write them.
enum Workbooks {
    static let types = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>
        """
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// A workbook of these sheets (name and what stands in `sheetData`).
    static func make(
        _ sheets: [(name: String, rows: String)], strings: [String] = [], styles: String = "", properties: String = "",
        hidden: Set<String> = []
    ) throws -> [UInt8] {
        let entries = sheets.enumerated().map { place, sheet in
            "<sheet name=\"\(sheet.name)\" sheetId=\"\(place + 1)\" r:id=\"rId\(place + 1)\"\(hidden.contains(sheet.name) ? " state=\"hidden\"" : "")/>"
        }
        let relations = sheets.indices.map { "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>" }
        var parts = [
            "[Content_Types].xml": types,
            "_rels/.rels": "<Relationships><Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            "xl/workbook.xml": "<workbook xmlns:r=\"\(office)\"><workbookPr \(properties)/><sheets>\(entries.joined())</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": """
                <Relationships>\(relations.joined())<Relationship Id="s" Type="\(office)/styles" Target="/xl/styles.xml"/>\
                <Relationship Id="t" Type="\(office)/sharedStrings" Target="sharedStrings.xml"/></Relationships>
                """,
            "xl/styles.xml": "<styleSheet>\(styles)</styleSheet>",
            "xl/sharedStrings.xml": "<sst>\(strings.map { "<si>\($0)</si>" }.joined())</sst>",
        ]
        for (place, sheet) in sheets.enumerated() {
            parts["xl/worksheets/sheet\(place + 1).xml"] = "<worksheet><sheetData>\(sheet.rows)</sheetData></worksheet>"
        }
        return try zip(parts)
    }

    static func zip(_ parts: [String: String]) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appending(path: "prom2b-\(UInt64.random(in: 0 ... .max)).zip").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let archive = try #require(zip_open(path, ZIP_CREATE | ZIP_EXCL, nil))
        let contents = parts.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) }
        for (name, bytes) in contents {
            let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count, 1))
            copy.initialize(from: bytes, count: bytes.count)
            let source = zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1)
            _ = zip_file_add(archive, name, source, 0)
        }
        #expect(zip_close(archive) == 0)
        return Array(try Data(contentsOf: URL(filePath: path)))
    }
}
