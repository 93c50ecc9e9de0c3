import Kernel

/// Which of a workbook's cell formats show a number as a date or a time of day.
final class XLSXStyles: XMLTaker {
    private var codes: [Int: String] = [:]
    private var cellFormats: [Int] = []
    private var isInCellFormats = false

    /// The kind of the cell format at this place.
    func kind(_ style: Int) -> XLSXNumberKind {
        guard cellFormats.indices.contains(style) else { return .number }
        let format = cellFormats[style]
        if let code = codes[format] { return XLSXNumberKind(code: code) }
        return XLSXNumberKind(builtIn: format)
    }

    func begin(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "numFmt":
            if let id = attributes["numFmtId"].flatMap({ Int($0) }) { codes[id] = attributes["formatCode"] ?? "" }
        case "cellXfs": isInCellFormats = true
        case "xf" where isInCellFormats: cellFormats.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
        default: break
        }
    }

    func end(_ name: String) { if name == "cellXfs" { isInCellFormats = false } }
    func text(_ bytes: UnsafeRawBufferPointer) {}
}

/// What a number in a cell means.
enum XLSXNumberKind {
    case number, moment, time

    /// Excel's own formats, which no file spells out.
    init(builtIn id: Int) {
        switch id {
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .moment
        case 18...21, 32...35, 45, 47, 55, 56: self = .time
        default: self = .number
        }
    }

    /// Letters of the first section that stand for day, month, year, hour, minute or second; quoted and escaped texts, colours
    /// and currencies in brackets stand for nothing. `[h]` counts hours, which is a length and no time of day.
    init(code: String) {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        var letters: Set<Character> = []
        loop: for character in code.lowercased() {
            if isEscaped { isEscaped = false; continue }
            switch character {
            case "\"": isQuoted.toggle()
            case _ where isQuoted: continue
            case "\\", "_", "*": isEscaped = true
            case "[": isBracketed = true
            case "]": isBracketed = false
            case _ where isBracketed: continue
            case ";": break loop
            default: letters.insert(character)
            }
        }
        if letters.contains("e"), letters.contains("0") {
            self = .number
        } else if letters.contains("y") || letters.contains("d") {
            self = .moment
        } else if letters.contains("h") || letters.contains("s") {
            self = .time
        } else {
            self = letters.contains("m") ? .moment : .number
        }
    }
}
