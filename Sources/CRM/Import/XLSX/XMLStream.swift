import CExpat
import Kernel

/// Takes what an `XMLStream` meets, in the order of the document. Names come without their prefixes.
protocol XMLTaker: AnyObject {
    func begin(_ name: String, _ attributes: XMLAttributes)
    func end(_ name: String)
    func text(_ bytes: UnsafeRawBufferPointer)
}

/// The attributes of the element that begins; valid only inside `begin`.
struct XMLAttributes {
    fileprivate let list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

    /// By its name with its prefix (`r:id`).
    subscript(name: String) -> String? {
        var place = 0
        while let key = list?[place], let value = list?[place + 1] {
            if String(cString: key) == name { return String(cString: value) }
            place += 2
        }
        return nil
    }

    /// By its name whatever the prefix.
    func local(_ name: String) -> String? {
        var place = 0
        while let key = list?[place], let value = list?[place + 1] {
            if XMLStream.local(key) == name { return String(cString: value) }
            place += 2
        }
        return nil
    }
}

/// Reads an entry of a workbook with expat, a piece at a time. A document type, and with it every entity of its own, is
/// refused before expat expands any.
///
/// A class because expat's callbacks find it by its address.
final class XMLStream {
    private static let piece = 65_536

    private let parser: XML_Parser
    private let entry: ZipEntry
    private unowned let taker: any XMLTaker
    private var isAtEnd = false
    private var refusal: Failure?

    /// - Parameter taker: must outlive the stream.
    init(_ entry: ZipEntry, _ taker: any XMLTaker) throws {
        guard let parser = XML_ParserCreate(nil) else { throw Failure(.unavailable, TableTexts.noMemory) }
        self.parser = parser
        self.entry = entry
        self.taker = taker
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { data, name, attributes in XMLStream.of(data)?.taker.begin(XMLStream.local(name), XMLAttributes(list: attributes)) },
            { data, name in XMLStream.of(data)?.taker.end(XMLStream.local(name)) })
        XML_SetCharacterDataHandler(parser) { data, text, length in
            guard let text else { return }
            XMLStream.of(data)?.taker.text(UnsafeRawBufferPointer(start: text, count: Int(length)))
        }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
            XMLStream.of(data)?.refuse(Failure(.invalid, TableTexts.broken))
        }
    }

    deinit { XML_ParserFree(parser) }

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLStream? {
        data.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
    }

    static func local(_ name: UnsafePointer<XML_Char>?) -> String {
        let whole = name.map { String(cString: $0) } ?? ""
        guard let colon = whole.utf8.firstIndex(of: UInt8(ascii: ":")) else { return whole }
        return String(whole[whole.utf8.index(after: colon)...])
    }

    /// Stops reading: the failure comes out of `step`.
    func refuse(_ failure: Failure) {
        refusal = refusal ?? failure
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    /// Reads on for a piece; false at the end.
    /// - Throws: `Failure.invalid` for broken XML and what `refuse` was told.
    func step() throws -> Bool {
        if isAtEnd { return false }
        guard let buffer = XML_GetBuffer(parser, Int32(Self.piece)) else { throw Failure(.unavailable, TableTexts.noMemory) }
        let count = try entry.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Self.piece))
        isAtEnd = count == 0
        let status = XML_ParseBuffer(parser, Int32(count), isAtEnd ? 1 : 0)
        if let refusal { throw refusal }
        guard status == XML_STATUS_OK else { throw Failure(.invalid, TableTexts.broken) }
        return !isAtEnd
    }

    func readAll() throws { while try step() {} }
}
