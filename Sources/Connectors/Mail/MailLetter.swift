import FoundationEssentials
import Kernel

/// A letter as it travels: RFC 5322 with MIME. Everything that people have written is encoded, so nothing of it can begin
/// another header.
struct MailLetter {
    struct Attachment {
        let name: String
        let mediaType: String
        let bytes: [UInt8]
    }

    let id: String
    let from: (name: String, address: String)
    let to: [String]
    let replyTo: String?
    let subject: String
    let text: String
    var attachments: [Attachment] = []
    let date: Timestamp

    /// Lines end with CR LF, none is longer than 998 bytes.
    var bytes: [UInt8] {
        let body = Self.base64(Array(Self.lines(of: text).utf8))
        let plain = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", body]
        guard !attachments.isEmpty else { return Self.joined(head + plain) }
        // «=_» can stand in no base64.
        let boundary = "=_\(Self.atom(id))"
        var lines = head + ["Content-Type: multipart/mixed; boundary=\"\(boundary)\"", "", "--\(boundary)"] + plain
        for attachment in attachments { lines += ["--\(boundary)"] + Self.part(attachment) }
        return Self.joined(lines + ["--\(boundary)--", ""])
    }

    private var head: [String] {
        let domain = from.address.split(separator: "@").last.map(String.init) ?? "localhost"
        return [
            "Date: \(Self.date(date))", "From: \(Self.mailbox(from.name, from.address))", "To: \(to.joined(separator: ",\r\n "))",
        ] + (replyTo.map { ["Reply-To: \($0)"] } ?? []) + [
            "Subject: \(Self.words(subject))", "Message-ID: <\(Self.atom(id))@\(domain)>", "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
        ]
    }

    private static func part(_ attachment: Attachment) -> [String] {
        let name = attachment.name.utf8.map { isPlain($0) ? String(UnicodeScalar($0)) : percent($0) }.joined()
        // Some programs read only the older form, in the type.
        return [
            "Content-Type: \(attachment.mediaType);\r\n name=\"\(words(attachment.name))\"", "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment;\r\n filename*=UTF-8''\(name)", "", base64(attachment.bytes),
        ]
    }

    // MARK: Writing

    /// Whatever their line breaks were.
    private static func lines(of text: String) -> String { text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: "\r\n") }

    private static func joined(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\r\n") + "\r\n").utf8) }

    /// In lines of 76.
    static func base64(_ bytes: [UInt8]) -> String {
        let text = Data(bytes).base64EncodedString()
        var lines: [Substring] = []
        var rest = text[...]
        while !rest.isEmpty {
            lines.append(rest.prefix(76))
            rest = rest.dropFirst(76)
        }
        return lines.joined(separator: "\r\n")
    }

    /// Printable ASCII as it is when it is short, all else in encoded words (RFC 2047) of whole characters, a word a line.
    static func words(_ written: String) -> String {
        // Programs decode the words before they look for line breaks: none may be in them.
        let text = String(written.map { $0.isNewline || $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? " " : $0 })
        let isPlain = text.utf8.count <= 60 && text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?") && !text.contains("\"")
        if isPlain { return text }
        var words: [String] = []
        var word: [UInt8] = []
        for character in text {
            let next = Array(String(character).utf8)
            // 45 bytes are 60 letters of base64, and the word then has less than 75.
            if word.count + next.count > 45, !word.isEmpty {
                words.append(encoded(word))
                word = []
            }
            word += next
        }
        if !word.isEmpty { words.append(encoded(word)) }
        return words.joined(separator: "\r\n ")
    }

    private static func encoded(_ bytes: [UInt8]) -> String { "=?utf-8?B?\(Data(bytes).base64EncodedString())?=" }

    private static func mailbox(_ name: String, _ address: String) -> String {
        if name.isEmpty { return "<\(address)>" }
        let isAtom = name.utf8.count <= 60 && name.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: " ") }
        return "\(isAtom ? "\"\(name)\"" : words(name.isASCII ? name + " " : name)) <\(address)>"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func percent(_ byte: UInt8) -> String {
        "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    /// The delivery's key without what must not stand in a Message-ID.
    private static func atom(_ id: String) -> String { String(decoding: id.utf8.map { isPlain($0) ? $0 : UInt8(ascii: ".") }, as: UTF8.self) }

    /// `Fri, 20 Nov 2026 14:40:00 +0000`
    static func date(_ moment: Timestamp) -> String {
        let days = Int((moment.seconds / 86_400).rounded(down: moment.seconds % 86_400))
        let date = LocalDate(daysSinceEpoch: days)
        let rest = Int(moment.seconds) - days * 86_400
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        let (day, month) = (weekdays[date.weekday - 1], months[date.month - 1])
        return "\(day), \(date.day) \(month) \(date.year) \(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60)) +0000"
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension Int64 {
    /// The quotient of a division whose remainder is `remainder`, rounded down for moments before 1970 too.
    fileprivate func rounded(down remainder: Int64) -> Int64 { remainder < 0 ? self - 1 : self }
}

extension String {
    fileprivate var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
