/// What a file is, judged by its first bytes; names lie.
package enum FileType {
    /// How many bytes are looked at.
    static let headLength = 512
    static let unknown = "application/octet-stream"

    /// The types that may be opened in the browser.
    static let inline: Set<String> = ["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"]

    /// The media type of a content that begins with `head`. The name decides only among kinds that share a container.
    static func mediaType(head: [UInt8], name: String) -> String {
        if let known = signatures.first(where: { matches(head, $0.bytes, at: $0.offset) })?.type {
            return known == "application/zip" ? office[fileExtension(of: name)] ?? known : known
        }
        if matches(head, Array("RIFF".utf8), at: 0), matches(head, Array("WEBP".utf8), at: 8) { return "image/webp" }
        if matches(head, Array("RIFF".utf8), at: 0), matches(head, Array("WAVE".utf8), at: 8) { return "audio/wav" }
        return isText(head) ? "text/plain" : unknown
    }

    /// Programs for Windows, Linux and macOS, scripts with an interpreter line, and names that Windows would run.
    static func isProgram(head: [UInt8], name: String) -> Bool {
        let marks: [[UInt8]] = [
            Array("MZ".utf8), [0x7F, 0x45, 0x4C, 0x46], [0xCF, 0xFA, 0xED, 0xFE], [0xCE, 0xFA, 0xED, 0xFE],
            [0xCA, 0xFE, 0xBA, 0xBE], Array("#!".utf8), [0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00],
        ]
        // «MZ» may begin an honest text, so a program must also have bytes that no text has.
        if let mark = marks.first(where: { matches(head, $0, at: 0) }) {
            return mark.count != 2 || mark[0] == UInt8(ascii: "#") || !isText(head)
        }
        return programExtensions.contains(fileExtension(of: name))
    }

    /// In lower case, without the dot; empty when there is none.
    static func fileExtension(of name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    private static let programExtensions: Set<String> = [
        "exe", "com", "scr", "pif", "bat", "cmd", "msi", "msp", "dll", "cpl", "vbs", "vbe", "js", "jse", "wsf", "wsh",
        "ps1",
        "psm1", "jar", "lnk", "hta", "apk", "reg", "sh",
    ]

    private static let office = [
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt": "application/vnd.oasis.opendocument.text",
        "ods": "application/vnd.oasis.opendocument.spreadsheet",
    ]

    private static let signatures: [(bytes: [UInt8], offset: Int, type: String)] = [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, "image/png"),
        ([0xFF, 0xD8, 0xFF], 0, "image/jpeg"),
        (Array("GIF87a".utf8), 0, "image/gif"), (Array("GIF89a".utf8), 0, "image/gif"),
        (Array("%PDF-".utf8), 0, "application/pdf"),
        ([0x50, 0x4B, 0x03, 0x04], 0, "application/zip"), ([0x50, 0x4B, 0x05, 0x06], 0, "application/zip"),
        (Array("Rar!".utf8), 0, "application/vnd.rar"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, "application/x-7z-compressed"),
        ([0x1F, 0x8B], 0, "application/gzip"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], 0, "application/x-ole-storage"),
        (Array("ID3".utf8), 0, "audio/mpeg"), ([0xFF, 0xFB], 0, "audio/mpeg"), (Array("OggS".utf8), 0, "audio/ogg"),
        (Array("ftyp".utf8), 4, "video/mp4"), ([0x49, 0x49, 0x2A, 0x00], 0, "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2A], 0, "image/tiff"), (Array("{\\rtf".utf8), 0, "application/rtf"),
    ]

    private static func matches(_ head: [UInt8], _ bytes: [UInt8], at offset: Int) -> Bool {
        head.count >= offset + bytes.count && head[offset..<(offset + bytes.count)].elementsEqual(bytes)
    }

    private static func isText(_ head: [UInt8]) -> Bool {
        !head.isEmpty && head.allSatisfy { $0 >= 32 || (9...13).contains($0) } && !head.contains(127)
    }
}
