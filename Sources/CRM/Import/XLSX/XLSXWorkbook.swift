import Kernel

/// The parts of a workbook that say how its sheets are to be read. Sheets themselves are read by `XLSXReader`.
final class XLSXWorkbook {
    struct Sheet {
        let name: String
        let part: String
    }

    let archive: ZipArchive
    /// Those that are shown, in their order; all of them when all are hidden.
    let sheets: [Sheet]
    /// Days are counted from 1904, as on old Macintoshes.
    let countsFrom1904: Bool
    private let stylesPart: String?
    private let stringsPart: String?

    /// - Throws: `Failure.invalid` saying what the file is instead.
    init(_ source: TableSource) throws {
        archive = try ZipArchive(source)
        let root = try XLSXRelations.read("_rels/.rels", archive)
        guard let main = root.first(ofType: "officeDocument"), archive.has(main), main.hasSuffix(".xml") else {
            throw Failure(.invalid, archive.has("xl/workbook.bin") ? TableTexts.binaryWorkbook : TableTexts.notWorkbook)
        }
        let folder = main.split(separator: "/").dropLast().joined(separator: "/")
        let name = main.split(separator: "/").last.map(String.init) ?? main
        let relations = try XLSXRelations.read("\(folder)/_rels/\(name).rels", archive, folder: folder)
        let outline = XLSXOutline()
        guard let entry = try archive.entry(main) else { throw Failure(.invalid, TableTexts.notWorkbook) }
        try withExtendedLifetime(outline) { try XMLStream(entry, outline).readAll() }
        let known = outline.sheets.compactMap { sheet in
            relations.part(sheet.relation, ofType: "worksheet").map { (sheet: Sheet(name: sheet.name, part: $0), isHidden: sheet.isHidden) }
        }
        let shown = known.filter { !$0.isHidden }
        sheets = (shown.isEmpty ? known : shown).map(\.sheet)
        if sheets.isEmpty { throw Failure(.invalid, TableTexts.noSheets) }
        countsFrom1904 = outline.countsFrom1904
        stylesPart = relations.first(ofType: "styles")
        stringsPart = relations.first(ofType: "sharedStrings")
    }

    func strings() throws -> XLSXStrings {
        let strings = XLSXStrings()
        if let entry = try stringsPart.flatMap({ try archive.entry($0) }) { try strings.read(entry) }
        return strings
    }

    func styles() throws -> XLSXStyles {
        let styles = XLSXStyles()
        if let entry = try stylesPart.flatMap({ try archive.entry($0) }) {
            try withExtendedLifetime(styles) { try XMLStream(entry, styles).readAll() }
        }
        return styles
    }
}

/// What `workbook.xml` says.
private final class XLSXOutline: XMLTaker {
    private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    private(set) var countsFrom1904 = false

    func begin(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "sheet":
            let isHidden = attributes["state"].map { $0 != "visible" } ?? false
            sheets.append((attributes["name"] ?? "", attributes.local("id") ?? "", isHidden))
        case "workbookPr": countsFrom1904 = ["1", "true"].contains(attributes["date1904"])
        default: break
        }
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeRawBufferPointer) {}
}

/// Which part of the archive stands for which relation.
private final class XLSXRelations: XMLTaker {
    private let folder: String
    private var parts: [(id: String, type: String, part: String)] = []

    private init(_ folder: String) { self.folder = folder }

    static func read(_ name: String, _ archive: ZipArchive, folder: String = "") throws -> XLSXRelations {
        let relations = XLSXRelations(folder)
        if let entry = try archive.entry(name) {
            try withExtendedLifetime(relations) { try XMLStream(entry, relations).readAll() }
        }
        return relations
    }

    func first(ofType type: String) -> String? { parts.first { $0.type == type }?.part }
    func part(_ id: String, ofType type: String) -> String? { parts.first { $0.id == id && $0.type == type }?.part }

    func begin(_ name: String, _ attributes: XMLAttributes) {
        guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"] else { return }
        let type = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
        parts.append((id, type, resolved(target)))
    }

    private func resolved(_ target: String) -> String {
        var path = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = path.popLast() } else { path.append(step) }
        }
        return path.joined(separator: "/")
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeRawBufferPointer) {}
}
