import CRM
import Kernel
import Storage

/// Files of the source: fetched before the batch that uses them, each once.
struct MovedFiles {
    let course: Course
    private static let kind = "file"

    /// A file that a record of the source names.
    struct Wanted: Sendable {
        /// The record that has it, for remarks.
        let owner: String
        let key: String?
        var link: String?
        let name: String?

        /// Its number at the source.
        var number: String? { key?.split(separator: ":").last.map(String.init) }

        /// - Parameter place: which kind of number it is: `DEAL:UF_CRM_SCAN`.
        init(owner: String, place: String, json: JSONValue) {
            self.owner = owner
            let object = json.object
            let id = ["id", "ID", "ATTACHMENT_ID", "FILE_ID"].lazy.compactMap { object?[$0]?.scalarText }.first
            key = id.flatMap { $0.isEmpty || $0 == "0" ? nil : "\(place):\($0)" }
            let links = ["urlDownload", "downloadUrl", "DOWNLOAD_URL", "urlMachine", "url", "URL"]
            link = links.lazy.compactMap { object?.value($0)?.scalarText }.first { !$0.isEmpty }
            name = ["name", "NAME", "originalName"].lazy.compactMap { object?[$0]?.scalarText }.first { !$0.isEmpty }
        }
    }

    struct Found: Sendable {
        /// By `Wanted.key`.
        var files: [String: FileID] = [:]
        var lost: [(owner: String, message: Text)] = []

        func ids(_ wanted: [Wanted]) -> [FileID] { wanted.compactMap { $0.key.flatMap { files[$0] } } }
    }

    /// Files of items with addresses that a webhook opens: those in lists ask for a person who is signed in, those of the newer
    /// method do not. Only for what has not been brought yet.
    func withOpenLinks(_ wanted: [Wanted], of entity: EntityType) async throws -> [Wanted] {
        let keys = wanted.compactMap(\.key)
        guard course.options.withFiles, !keys.isEmpty else { return wanted }
        let known = try await course.target.portal.read { [records = course.records] in try records.find(Self.kind, keys, in: $0) }
        let owners = Set(wanted.filter { $0.key.map { known[$0] == nil } ?? false }.map(\.owner)).sorted()
        let calls = owners.map { SourceCall("crm.item.get", .init([.init("entityTypeId", .int(Int64(entity.rawValue))), .init("id", .string($0))])) }
        var links: [String: String] = [:]
        for answer in try await course.client.batch(calls) {
            guard case .success(let result) = answer else { continue }
            for value in result["item"]?.elements ?? [] {
                for file in [value] + value.elements {
                    if let link = file["urlMachine"]?.string, let id = file["id"]?.scalarText { links[id] = link }
                }
            }
        }
        return wanted.map { file in
            var file = file
            if let link = file.number.flatMap({ links[$0] }) { file.link = link }
            return file
        }
    }

    /// Brings what has not been brought yet; without files what has been brought before is still found.
    func fetch(_ wanted: [Wanted]) async throws -> Found {
        var found = Found()
        let keys = wanted.compactMap(\.key)
        if keys.isEmpty { return found }
        let known = try await course.target.portal.read { [records = course.records] in try records.find(Self.kind, keys, in: $0) }
        found.files = known.compactMapValues { $0.number.map { FileID($0) } }
        guard course.options.withFiles else { return found }
        for file in wanted {
            guard let key = file.key, found.files[key] == nil else { continue }
            do {
                found.files[key] = try await bring(file, key)
            } catch let failure as Failure where failure.code != .unavailable {
                let name = Text(verbatim: file.name ?? key)
                found.lost.append((file.owner, MovingTexts.lostFile.with(["file": name, "reason": failure.message])))
            }
        }
        return found
    }

    private func bring(_ wanted: Wanted, _ key: String) async throws -> FileID {
        guard let link = wanted.link else { throw Failure(.notFound, MovingTexts.noFile) }
        let (name, bytes) = try await course.client.file(link, limit: Int(course.target.files.limit))
        let file = try await course.target.files.add(named: wanted.name ?? name ?? "file-\(wanted.number ?? "0")", bytes: bytes, as: course.actor)
        try await course.target.portal.perform(as: course.actor, .bulk) { [records = course.records] command in
            try records.save(Self.kind, key, own: String(file.id.rawValue), digest: file.digest, in: command.transaction)
        }
        return file.id
    }
}
