import CRM
import Kernel
import Storage

/// The item on which a comment, an activity or a message stands, as callers name it.
enum WorkOwner {
    static let notFound = RESTFailure(400, "OWNER_NOT_FOUND", "Owner was not found")
    static let denied = RESTFailure(403, "ACCESS_DENIED", "Access denied.")
    static let missing = RESTFailure(400, "NOT_FOUND", "Not found.")

    /// An item within the caller's reach.
    /// - Throws: `OWNER_NOT_FOUND`.
    static func find(_ entity: EntityType?, _ id: Int64?, _ call: Call, _ reader: any Reader) throws -> Item {
        guard let entity, let id, id > 0 else { throw notFound }
        return try find(DocumentID(entity, id), call, reader)
    }

    static func find(_ id: DocumentID, _ call: Call, _ reader: any Reader) throws -> Item {
        try ClassicItemMethods.find(id, call, reader, or: notFound)
    }

    /// An item that the caller may change: on which they may write.
    /// - Throws: `OWNER_NOT_FOUND`, `ACCESS_DENIED`.
    static func changeable(_ entity: EntityType?, _ id: Int64?, _ call: Call, _ reader: any Reader) throws -> Item {
        let item = try find(entity, id, call, reader)
        guard call.viewer.may(.update, item.entity, responsible: item.responsible) else { throw denied }
        return item
    }

    /// The items among these that the caller may see.
    static func visible(_ items: [DocumentID], _ call: Call, _ reader: any Reader) throws -> [Item] {
        let found = try call.services.items.load(items, in: reader)
        return items.compactMap { found[$0] }.filter {
            !$0.isDeleted && call.viewer.may(.read, $0.entity, responsible: $0.responsible)
        }
    }

    /// The items among these that the caller may change; of a comment or activity that stands on any of them they may change it.
    /// - Throws: `NOT_FOUND` when they see none, `ACCESS_DENIED` when they may change none.
    static func requireChangeable(_ items: [DocumentID], _ call: Call, _ reader: any Reader) throws {
        let visible = try visible(items, call, reader)
        if visible.isEmpty { throw missing }
        guard visible.contains(where: { call.viewer.may(.update, $0.entity, responsible: $0.responsible) }) else { throw denied }
    }

    /// `ownerTypeId` and `ownerId`, when they were sent, must be one of the items.
    /// - Throws: `OWNER_NOT_FOUND`.
    static func requireNamed(_ items: [DocumentID], _ call: Call) throws {
        guard let id = call.parameters["ownerId"]?.number else { return }
        guard let entity = EntityType(call.parameters["ownerTypeId"]), items.contains(DocumentID(entity, id)) else { throw notFound }
    }
}

extension EntityType {
    /// By its number: `2`, `"2"`. Nil for anything else.
    init?(_ json: JSONValue?) {
        guard let number = json?.number, let type = EntityType(rawValue: Int(clamping: number)) else { return nil }
        self = type
    }

    /// By its name: `deal`, `DEAL`.
    init?(named json: JSONValue?) {
        guard let text = json?.scalarText, let type = EntityType(code: text) else { return nil }
        self = type
    }
}

extension RESTMethod {
    /// A method that stores files before it changes something in one transaction.
    /// - Parameter files: what was sent as files.
    static func writeWithFiles(
        _ name: String, _ scope: IntegrationScope?, _ about: Text, _ parameters: [RESTParameter] = [],
        files: @escaping @Sendable (Call) throws -> JSONValue?, _ body: @escaping @Sendable (Call, SentFiles?, Command) throws -> Answer
    ) -> RESTMethod {
        RESTMethod(name, scope, about, parameters) { call in
            let sent = try await SentFiles.stored(try files(call), call)
            return try await call.services.portal.perform(as: call.caller.actor) { command in try body(call, sent, command) }
        }
    }
}

/// What a caller sent as files: new ones, stored already, and numbers of files that are there.
struct SentFiles: Sendable {
    var new: [FileID] = []
    var known: [FileID] = []

    /// `[[name, base64], {"fileData": [name, base64]}, 12, "n12"]`, also a single `[name, base64]`. Nil when nothing was sent.
    /// - Throws: `RESTFailure` for what is no file.
    static func stored(_ json: JSONValue?, _ call: Call) async throws -> SentFiles? {
        guard let json else { return nil }
        var files = SentFiles()
        let entries = FileInput.file(json) == nil ? json.elements : [json]
        for entry in entries where !entry.isVoid {
            if let (name, bytes) = FileInput.file(entry) {
                files.new.append(try await call.services.files.add(named: name, bytes: bytes, as: call.caller.actor).id)
            } else if let id = number(entry) {
                files.known.append(FileID(id))
            } else {
                throw RESTFailure(400, "INVALID_ARG_VALUE", "A file is expected as [name, base64].")
            }
        }
        return files
    }

    private static func number(_ json: JSONValue) -> Int64? {
        guard let text = json.scalarText else { return nil }
        return Int64(text.hasPrefix("n") ? text.dropFirst() : text[...]).flatMap { $0 > 0 ? $0 : nil }
    }

    /// All of them, as long as the known ones are the caller's own or among those that are there.
    /// - Throws: `RESTFailure` for another's file.
    func all(besides present: [FileID] = [], _ call: Call, _ reader: any Reader) throws -> [FileID] {
        let foreign = known.filter { !present.contains($0) }
        let own = try FileLinks.files(foreign, in: reader).filter { $0.createdBy == call.viewer.user }.map(\.id)
        guard Set(own) == Set(foreign) else { throw RESTFailure(400, "INVALID_ARG_VALUE", "There is no such file.") }
        return known + new
    }
}

extension StoredFile {
    /// As comments and tasks describe it.
    func json(author: String, _ call: Call) -> JSONValue {
        let show = call.origin + "/files/\(id.rawValue)"
        return [
            "id": .int(id.rawValue), "date": .string(createdAt.contractText(in: call.zone)), "type": isPicture ? "image" : "file",
            "name": .string(name), "size": .int(size), "authorId": createdBy.map { .int($0.rawValue) } ?? nil,
            "authorName": .string(author), "urlPreview": .string(isPicture ? show : ""), "urlShow": .string(show),
            "urlDownload": .string(FileValue.download(id, call)),
        ]
    }
}
