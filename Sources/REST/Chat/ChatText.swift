import CRM
import Kernel

/// Messages of the API as plain text: our bell and conversations have no markup.
enum ChatText {
    /// Without the tags of the original: `[b]`, `[url=…]`, `[user=5]`, `[br]`, `#BR#`; addresses stay in brackets behind their words.
    static func plain(_ source: String) -> String {
        var result = ""
        var rest = source.replacing("#BR#", with: "\n").replacing("<br>", with: "\n").replacing("<br/>", with: "\n").replacing("<br />", with: "\n")[...]
        var addresses: [String] = []
        while let open = rest.firstIndex(of: "[") {
            result += rest[..<open]
            guard let close = rest[open...].firstIndex(of: "]") else {
                return result + rest[open...]
            }
            let tag = rest[rest.index(after: open)..<close]
            rest = rest[rest.index(after: close)...]
            guard let name = known(tag) else {
                result += "[\(tag)]"
                continue
            }
            switch name {
            case "br": result += "\n"
            case "url": addresses.append(tag.split(separator: "=", maxSplits: 1).dropFirst().first.map(String.init) ?? "")
            case "/url": if let address = addresses.popLast(), !address.isEmpty { result += " (\(address))" }
            default: break
            }
        }
        return (result + rest).withoutOuterSpace
    }

    /// What a call says by MESSAGE and ATTACH.
    /// - Throws: `RESTFailure` when that is nothing, or the attachment is none.
    static func message(_ call: Call) throws -> String {
        let lines = [plain(call.parameters.text("MESSAGE") ?? "")] + (try lines(ofAttachment: call.parameters["ATTACH"]))
        let text = lines.filter { !$0.isEmpty }.joined(separator: "\n")
        if text.isEmpty { throw RESTFailure(400, "MESSAGE_EMPTY", "Message can't be empty") }
        return text
    }

    /// The part of a list that LAST_ID and LIMIT ask for.
    /// - Parameter wrong: what is said of a LAST_ID that is no number.
    static func page(_ call: Call, limit usual: Int64, _ wrong: String) throws -> (before: Int64?, limit: Int) {
        let last = call.parameters["LAST_ID"]
        if let last, !last.isVoid, last.number == nil { throw RESTFailure(400, "LAST_ID_STRING", wrong) }
        return (last?.number.flatMap { $0 > 0 ? $0 : nil }, min(max(Int(clamping: call.parameters["LIMIT"]?.number ?? usual), 1), 50))
    }

    private static let tags: Set<String> = ["b", "i", "u", "s", "br", "url", "user", "chat", "color", "size", "send", "put", "call", "quote", "code", "icon", "rating", "dispatch", "attach"]

    /// The name of a tag in lower case, with its `/` when it closes; nil for words in brackets.
    private static func known(_ tag: Substring) -> String? {
        let name = tag.prefix { $0 != "=" && $0 != " " }.lowercased()
        let bare = name.hasPrefix("/") ? String(name.dropFirst()) : name
        return tags.contains(bare) ? name : nil
    }

    /// The words of an attachment, a line each: its messages, and links with their addresses.
    static func lines(ofAttachment json: JSONValue?) throws -> [String] {
        guard let json, !json.isVoid else { return [] }
        guard json.text.utf8.count <= 60_000 else { throw RESTFailure(400, "ATTACH_OVERSIZE", "Attach is too big.") }
        let blocks = json.object?.value("BLOCKS") ?? json
        guard blocks.object != nil || blocks.array != nil else { throw RESTFailure(400, "ATTACH_ERROR", "Incorrect attach params.") }
        let elements = blocks.array ?? [blocks]
        return elements.flatMap { block -> [String] in
            guard let object = block.object else { return [] }
            let links = (object.value("LINK")?.object.map { [$0] } ?? object.value("LINK")?.array?.compactMap(\.object) ?? []).map { link in
                [link.value("NAME"), link.value("DESC"), link.value("LINK")].compactMap { $0?.scalarText }.joined(separator: " ")
            }
            return [object.value("MESSAGE")?.scalarText].compactMap(\.self).map(plain) + links
        }
    }
}
