import CRM
import Kernel

/// Gathers a multipart form while it arrives: fields in memory, files straight into the file store.
struct MultipartForm {
    /// Plain fields are small; a file belongs into a file part.
    private static let fieldLimit = 1 << 20

    let services: Services
    let visitor: Visitor?
    var parser: MultipartParser
    private var fields = FormFields()
    private var files: [ReceivedFile] = []
    private var part: Part?

    private struct Part {
        let name: String
        var text: [UInt8] = []
        var upload: FileUpload?
        /// A file field left empty: its part has no name and no content.
        var isEmptyFile = false
    }

    init(services: Services, visitor: Visitor?, parser: MultipartParser) {
        self.services = services
        self.visitor = visitor
        self.parser = parser
    }

    /// Takes the next piece of the body.
    /// - Parameter token: checks the CSRF token among the fields; called before the first file is accepted, so forms send it first.
    mutating func take(_ bytes: some Sequence<UInt8>, token: (FormFields) throws -> Void) async throws {
        for event in try parser.feed(bytes) {
            switch event {
            case .began(let name, let file, _): try await begin(name, file, token)
            case .data(let data): try await add(data)
            case .ended: try await end()
            case .finished: return
            }
        }
    }

    /// The whole form.
    /// - Throws: `Failure` when the body broke off.
    func finished() throws -> (FormFields, [ReceivedFile]) {
        guard parser.isComplete else { throw MultipartParser.broken }
        return (fields, files)
    }

    private mutating func begin(_ name: String, _ file: String?, _ token: (FormFields) throws -> Void) async throws {
        guard let file else {
            part = Part(name: name)
            return
        }
        guard !file.isEmpty else {
            part = Part(name: name, isEmptyFile: true)
            return
        }
        try token(fields)
        part = Part(name: name, upload: try await services.files.upload(named: file))
    }

    private mutating func add(_ data: ArraySlice<UInt8>) async throws {
        if let upload = part?.upload { return try await upload.write(Array(data)) }
        part?.text += data
        guard (part?.text.count ?? 0) <= Self.fieldLimit else {
            throw Failure(.limited, HTTPTexts.tooLarge.with(["limit": byteCount(Self.fieldLimit)]))
        }
    }

    private mutating func end() async throws {
        guard let ended = part else { return }
        part = nil
        if let upload = ended.upload {
            let actor = visitor.map { Actor.person($0.user.id) } ?? .system
            files.append(ReceivedFile(field: ended.name, file: try await upload.finish(as: actor)))
        } else if !ended.isEmptyFile {
            fields.append(ended.name, String(decoding: ended.text, as: UTF8.self))
        }
    }
}
