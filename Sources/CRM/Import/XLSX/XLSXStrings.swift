import Kernel

/// The texts that cells of a workbook share, kept as one run of bytes with the places where each begins.
final class XLSXStrings: XMLTaker {
    /// Bytes of all texts together.
    static let limit = 256 << 20

    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    private var isText = false
    private var isPhonetic = false
    private weak var stream: XMLStream?

    func read(_ entry: ZipEntry) throws {
        let stream = try XMLStream(entry, self)
        self.stream = stream
        try stream.readAll()
    }

    subscript(place: Int) -> String? {
        guard place >= 0, place + 1 < starts.count else { return nil }
        return String(decoding: bytes[starts[place]..<starts[place + 1]], as: UTF8.self).withoutExcelEscapes
    }

    func begin(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "t": isText = !isPhonetic
        case "rPh": isPhonetic = true
        default: break
        }
    }

    func end(_ name: String) {
        switch name {
        case "t": isText = false
        case "rPh": isPhonetic = false
        case "si": starts.append(bytes.count)
        default: break
        }
    }

    func text(_ more: UnsafeRawBufferPointer) {
        guard isText else { return }
        bytes += more
        if bytes.count > Self.limit { stream?.refuse(Failure(.limited, TableTexts.tooMuch)) }
    }
}

extension String {
    /// Excel writes a control character as `_x000D_`, and the underscore of a text that looks so as `_x005F_`.
    var withoutExcelEscapes: String {
        guard utf8.contains(UInt8(ascii: "_")) else { return self }
        var result = String.UnicodeScalarView()
        var rest = unicodeScalars[...]
        while let first = rest.first {
            if first == "_", let scalar = Self.escape(rest) {
                result.append(scalar)
                rest = rest.dropFirst(7)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return String(result)
    }

    /// The underscore before what looks like such a character is written as one itself.
    var withExcelEscapes: String {
        guard utf8.contains(UInt8(ascii: "_")) else { return self }
        var result = ""
        var rest = unicodeScalars[...]
        while let first = rest.first {
            if first == "_", Self.escape(rest) != nil { result += "_x005F" }
            result.unicodeScalars.append(first)
            rest = rest.dropFirst()
        }
        return result
    }

    private static func escape(_ text: Substring.UnicodeScalarView) -> Unicode.Scalar? {
        let head = Array(text.prefix(7))
        guard head.count == 7, head[1] == "x", head[6] == "_" else { return nil }
        var digits = String.UnicodeScalarView()
        digits.append(contentsOf: head[2...5])
        guard let code = UInt32(String(digits), radix: 16), code < 0xD800 else { return nil }
        return Unicode.Scalar(code)
    }
}
