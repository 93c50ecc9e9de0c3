import Kernel

/// Makes any name that came from outside harmless: no path, no control or direction signs, not hidden, not too long.
package enum FileName {
    private static let longest = 150

    /// `../../etc/passwd` becomes `passwd`; an empty name becomes «файл».
    package static func sanitised(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let plain = last.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
            switch scalar.properties.generalCategory {
            // Control, format (also the signs that turn text around), unassigned, private use, line and paragraph ends.
            case .control, .format, .unassigned, .privateUse, .surrogate, .lineSeparator, .paragraphSeparator: nil
            default: forbidden.contains(scalar) ? "_" : scalar
            }
        }
        var result = String(String.UnicodeScalarView(plain)).withoutOuterSpace
        while let first = result.first, first == "." || first == " " { result.removeFirst() }
        while let last = result.last, last == "." || last == " " { result.removeLast() }
        return result.isEmpty ? FileTexts.unnamed.russian : shortened(result)
    }

    private static let forbidden: Set<Unicode.Scalar> = ["<", ">", ":", "\"", "|", "?", "*"]

    /// Cuts in the middle, so that the extension stays.
    private static func shortened(_ name: String) -> String {
        guard name.count > longest else { return name }
        let type = FileType.fileExtension(of: name)
        guard !type.isEmpty, type.count <= 10 else { return String(name.prefix(longest)) }
        return name.prefix(longest - type.count - 1) + "." + type
    }
}
