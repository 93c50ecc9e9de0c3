import Kernel

/// How a program wants an activity to look: the parts of its layout that the portal shows, read from the form of the REST API.
/// What the portal cannot do, such as opening a program beside the card, is refused when it is written.
package struct ActivityLayout: Sendable, Equatable {
    package indirect enum Block: Sendable, Equatable {
        case text(String, isBold: Bool)
        case large(String)
        case link(String, address: String)
        case titled(String, Block)
        case line([Block])
        /// The deadline of the activity.
        case deadline
    }

    package struct Tag: Sendable, Equatable {
        package let title: String
        package let tone: ActivityBadge.Tone
    }

    package struct Button: Sendable, Equatable {
        package let title: String
        package let address: String
        package let isPrimary: Bool
    }

    /// Why a layout was refused, by the REST API's codes.
    package struct Refusal: Error, Sendable, Equatable {
        package let code: String
        /// Where in the layout: `body.blocks.client.type`.
        package let path: String
    }

    package let title: String
    package let tags: [Tag]
    package let blocks: [Block]
    package let buttons: [Button]

    private static let most = 20
    private static let longest = 4000

    /// - Throws: `Refusal`.
    package init(_ json: JSONValue) throws {
        guard let layout = json.object, !layout.isEmpty else { throw Refusal(code: "ERROR_EMPTY_LAYOUT", path: "layout") }
        title = try Self.text(layout["header"]?["title"], "header.title")
        tags = try Self.members(layout["header"]?["tags"], "header.tags").map { path, tag in
            Tag(
                title: try Self.text(tag["title"], "\(path).title"),
                tone: try tag["type"].map { try Self.tone($0, "\(path).type") } ?? .secondary)
        }
        blocks = try Self.members(layout["body"]?["blocks"], "body.blocks").map { try Self.block($1, $0, depth: 0) }
        if blocks.isEmpty { throw Refusal(code: "FIELD_IS_REQUIRED", path: "body.blocks") }
        buttons = try Self.members(layout["footer"]?["buttons"], "footer.buttons").map { path, button in
            Button(
                title: try Self.text(button["title"], "\(path).title"), address: try Self.address(button["action"], "\(path).action"),
                isPrimary: button["type"]?.string == "primary")
        }
    }

    private static func members(_ json: JSONValue?, _ path: String) throws -> [(path: String, value: JSONValue)] {
        let members = json?.object?.members ?? []
        if members.count > most { throw Refusal(code: "TOO_MANY_ITEMS", path: path) }
        guard members.allSatisfy({ $0.key.utf8.allSatisfy(isPlain) }) else { throw Refusal(code: "KEY_CONTAIN_WRONG_SYMBOLS", path: path) }
        return members.map { ("\(path).\($0.key)", $0.value) }
    }

    /// A Latin letter, a digit, `_` or `-`.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }

    private static func text(_ json: JSONValue?, _ path: String) throws -> String {
        // A text may come in several languages.
        let text = json?.string ?? json?.object?["ru"]?.string ?? json?.object?.members.first?.value.string
        guard let text, !text.isEmpty else { throw Refusal(code: "FIELD_IS_REQUIRED", path: path) }
        if text.count > longest { throw Refusal(code: "WRONG_FIELD_VALUE", path: path) }
        return text
    }

    private static func tone(_ json: JSONValue, _ path: String) throws -> ActivityBadge.Tone {
        guard let tone = json.string.flatMap(ActivityBadge.Tone.init(rawValue:)) else { throw Refusal(code: "ENUM_FIELD", path: path) }
        return tone
    }

    /// Only addresses can be opened from the card.
    private static func address(_ json: JSONValue?, _ path: String) throws -> String {
        guard json?["type"]?.string == "redirect" else { throw Refusal(code: "ENUM_FIELD", path: "\(path).type") }
        let address = try text(json?["uri"], "\(path).uri")
        let isPath = address.hasPrefix("/") && !address.hasPrefix("//")
        guard isPath || address.hasPrefix("https://") || address.hasPrefix("http://") else {
            throw Refusal(code: "WRONG_FIELD_VALUE", path: "\(path).uri")
        }
        return address
    }

    private static func block(_ json: JSONValue, _ path: String, depth: Int) throws -> Block {
        let (properties, inner) = (json["properties"] ?? .null, "\(path).properties")
        switch json["type"]?.string {
        case "text": return .text(try text(properties["value"], "\(inner).value"), isBold: properties["bold"]?.bool ?? false)
        case "largeText": return .large(try text(properties["value"], "\(inner).value"))
        case "link":
            return .link(try text(properties["text"], "\(inner).text"), address: try address(properties["action"], "\(inner).action"))
        case "deadline": return .deadline
        case "withTitle" where depth == 0:
            guard let block = properties["block"] else { throw Refusal(code: "FIELD_IS_REQUIRED", path: "\(inner).block") }
            return .titled(try text(properties["title"], "\(inner).title"), try self.block(block, "\(inner).block", depth: 1))
        case "lineOfBlocks" where depth <= 1:
            return .line(try members(properties["blocks"], "\(inner).blocks").map { try self.block($1, $0, depth: 2) })
        default: throw Refusal(code: "ENUM_FIELD", path: "\(path).type")
        }
    }
}
