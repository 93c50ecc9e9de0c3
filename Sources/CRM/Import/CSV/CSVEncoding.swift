/// In which alphabet the bytes of a table are written. Raw values are stored with import plans.
package enum CSVEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    /// What Excel writes on a Russian Windows.
    case windows1251 = "windows-1251"

    /// The text of a cell; nil when the bytes are no text of this encoding.
    func text(_ bytes: [UInt8]) -> String? {
        switch self {
        case .utf8: String(validating: bytes, as: UTF8.self)
        case .windows1251: Windows1251.text(bytes)
        }
    }
}

/// Windows code page 1251.
enum Windows1251 {
    /// The scalars of the bytes from 0x80 on (the Unicode Consortium's CP1251.TXT); 0 for the one byte that stands for nothing.
    private static let upper: [UInt16] =
        [
            0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409, 0x2039, 0x040A,
            0x040C,
            0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x0000, 0x2122, 0x0459,
            0x203A,
            0x045A, 0x045C, 0x045B, 0x045F, 0x00A0, 0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401,
            0x00A9,
            0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6,
            0x00B7,
            0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457,
        ] + Array(0x0410...0x044F)

    /// Nil when a byte stands for no character.
    static func text(_ bytes: [UInt8]) -> String? {
        var scalars = String.UnicodeScalarView()
        for byte in bytes {
            if byte < 0x80 {
                scalars.append(Unicode.Scalar(byte))
            } else {
                guard let scalar = Unicode.Scalar(upper[Int(byte) - 0x80]), scalar.value != 0 else { return nil }
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}

/// Looks at all bytes of a table, piece by piece, and tells in which encoding they are.
struct EncodingGuess {
    private(set) var hasNulBytes = false
    private var sequences = 0
    private var broken = 0
    private var pending = 0

    mutating func see(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if pending > 0, byte & 0xC0 == 0x80 {
                pending -= 1
                if pending == 0 { sequences += 1 }
            } else {
                if pending > 0 { broken += 1 }
                begin(byte)
            }
        }
    }

    private mutating func begin(_ byte: UInt8) {
        pending = 0
        switch byte {
        case 0: hasNulBytes = true
        case 0x01...0x7F: break
        case 0xC2...0xDF: pending = 1
        case 0xE0...0xEF: pending = 2
        case 0xF0...0xF4: pending = 3
        default: broken += 1
        }
    }

    /// A few broken bytes in a text of many good ones are UTF-8 that somebody damaged: its rows are refused one by one.
    var encoding: CSVEncoding { broken == 0 || sequences > broken * 8 ? .utf8 : .windows1251 }
}
