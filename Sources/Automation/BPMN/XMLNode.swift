import CExpat
import Kernel

/// An element of an XML document: its name, attributes and what stands in it. Comments and order of mixed text are not kept.
struct XMLNode: Sendable, Hashable {
    /// Without its prefix.
    let name: String
    /// The namespace's address; empty when there is none.
    let space: String
    /// By name without prefix; of two that differ only in their namespace the last one counts.
    var attributes: [String: String] = [:]
    var children: [XMLNode] = []
    var text = ""

    func children(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }
    func child(_ name: String) -> XMLNode? { children.first { $0.name == name } }

    /// At any depth, from the outside in.
    func descendants(_ name: String) -> [XMLNode] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) }
    }
}

/// Reads a document from outside with expat. Whatever could make a small file large or reach for other files is refused: a
/// document type, and with it every entity of its own; too much, too deep, too many elements.
struct XMLReading {
    /// Bytes of the largest document.
    static let largest = 2 << 20
    static let deepest = 64
    static let mostElements = 20_000

    /// - Throws: `Failure` `.invalid` naming line and column, `.limited` for what is too large.
    static func read(_ bytes: [UInt8]) throws -> XMLNode {
        guard bytes.count <= largest else {
            throw Failure(.limited, BPMNTexts.tooLarge.with(["most": String(largest >> 20)]))
        }
        guard let parser = XML_ParserCreateNS(nil, XML_Char(bitPattern: separator)) else {
            throw Failure(.unavailable, BPMNTexts.noParser)
        }
        defer { XML_ParserFree(parser) }
        let builder = Builder(parser)
        return try withExtendedLifetime(builder) { try builder.read(bytes) }
    }

    private static let separator = UInt8(ascii: "\n")

    /// A class because expat's callbacks find it by its address.
    private final class Builder {
        private let parser: XML_Parser
        private var open: [XMLNode] = []
        private var root: XMLNode?
        private var count = 0
        private var refusal: Failure?

        init(_ parser: XML_Parser) {
            self.parser = parser
            XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
            XML_SetElementHandler(
                parser, { Builder.of($0)?.begin($1, $2) }, { data, _ in Builder.of(data)?.end() })
            XML_SetCharacterDataHandler(parser) { Builder.of($0)?.add($1, $2) }
            XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
                Builder.of(data)?.refuse(Failure(.invalid, BPMNTexts.documentType))
            }
        }

        private static func of(_ data: UnsafeMutableRawPointer?) -> Builder? {
            data.map { Unmanaged<Builder>.fromOpaque($0).takeUnretainedValue() }
        }

        func read(_ bytes: [UInt8]) throws -> XMLNode {
            let status = bytes.withUnsafeBytes {
                XML_Parse(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), 1)
            }
            if let refusal { throw refusal }
            guard status == XML_STATUS_OK, let root else {
                let message = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? ""
                throw Failure(
                    .invalid,
                    BPMNTexts.notXML.with([
                        "line": String(XML_GetCurrentLineNumber(parser)), "column": String(XML_GetCurrentColumnNumber(parser) + 1),
                        "problem": message,
                    ]))
            }
            return root
        }

        private func refuse(_ failure: Failure) {
            refusal = refusal ?? failure
            XML_StopParser(parser, XML_Bool(XML_FALSE))
        }

        private func begin(_ name: UnsafePointer<XML_Char>?, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
            count += 1
            guard count <= XMLReading.mostElements, open.count < XMLReading.deepest else {
                return refuse(Failure(.limited, BPMNTexts.tooComplex))
            }
            let (space, local) = Self.parts(name)
            var node = XMLNode(name: local, space: space)
            var place = 0
            while let key = attributes?[place], let value = attributes?[place + 1] {
                node.attributes[Self.parts(key).local] = String(cString: value)
                place += 2
            }
            open.append(node)
        }

        private func end() {
            guard let node = open.popLast() else { return }
            if open.isEmpty { root = node } else { open[open.count - 1].children.append(node) }
        }

        private func add(_ text: UnsafePointer<XML_Char>?, _ length: Int32) {
            guard let text, !open.isEmpty else { return }
            let bytes = UnsafeRawBufferPointer(start: text, count: Int(length))
            open[open.count - 1].text += String(decoding: bytes, as: UTF8.self)
        }

        private static func parts(_ name: UnsafePointer<XML_Char>?) -> (space: String, local: String) {
            let whole = name.map { String(cString: $0) } ?? ""
            guard let cut = whole.firstIndex(of: "\n") else { return ("", whole) }
            return (String(whole[..<cut]), String(whole[whole.index(after: cut)...]))
        }
    }
}
