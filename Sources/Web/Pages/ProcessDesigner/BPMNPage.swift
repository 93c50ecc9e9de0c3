import Automation
import CRM
import Kernel

/// «Импорт BPMN»: a file from bpmn.io, what becomes of it and what does not, then its blocks at the end of the stage's draft.
enum BPMNPage {
    static let routes: [Route] = [
        .get("/automation/:pipeline/process/bpmn") { try await show($0, Attempt($0)) },
        .post("/automation/:pipeline/process/bpmn", bodyLimit: BPMNImport.largest + 64 << 10) { page in
            try await page.attempt { try await receive(page) } again: { try await show(page, $0) }
        },
        .post("/automation/:pipeline/process/bpmn/insert") { page in
            try await page.attempt { try await insert(page) } again: { try await show(page, $0) }
        },
    ]

    /// Where a stage's import stands.
    static func address(_ model: RobotsModel, _ stage: Stage) -> String {
        "\(model.address)/process/bpmn?stage=\(percentEncoded(stage.code))"
    }

    /// The form; with a file also what it would become.
    private static func show(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        let model = try await RobotDialogs.editable(page)
        guard let stage = page.query["stage"].flatMap({ model.pipeline[$0] }) else { throw Failure(.notFound, RobotsTexts.stageGone) }
        var (file, imported, attempt): (StoredFile?, BPMNImport?, Attempt) = (nil, nil, attempt)
        if attempt.failure == nil, let id: FileID = page.query.id("file") {
            do {
                (file, imported) = try await read(id, page, model)
            } catch let failure as Failure where failure.code == .invalid || failure.code == .limited {
                attempt.failure = Failure(.invalid, failure.message, field: "file")
            }
        }
        let view = BPMNView(model: model, stage: stage, file: file, imported: imported, attempt: attempt, csrf: page.csrf)
        return .page(view.page, rail: .automation, status: attempt.status)
    }

    /// The file is in the store already: a day, unless it becomes part of something.
    private static func receive(_ page: PageRequest) async throws -> PageResponse {
        let model = try await RobotDialogs.editable(page)
        guard let stage = page.query["stage"].flatMap({ model.pipeline[$0] }) else { throw Failure(.notFound, RobotsTexts.stageGone) }
        guard let file = page.upload("file")?.file else { throw Failure(.invalid, BPMNPageTexts.chooseFile, field: "file") }
        return .redirect("\(address(model, stage))&file=\(file.id)")
    }

    private static func insert(_ page: PageRequest) async throws -> PageResponse {
        let model = try await RobotDialogs.editable(page)
        guard let id: FileID = page.form.id("file") else { throw Failure(.invalid, BPMNPageTexts.chooseFile, field: "file") }
        let (_, imported) = try await read(id, page, model)
        let stage = page.query["stage"] ?? ""
        let first = try await DraftEditing.edit(page) { body, model, command in
            guard model.pipeline[stage] != nil else { throw Failure(.notFound, RobotsTexts.stageGone) }
            var first: String?
            for block in imported.blocks {
                let known = body
                let named = try block.copied { try known.freeID($0.kindName, in: command.transaction) }
                try body.change(stage) { try $0.insert(named, at: BlockPlace(.top, .max)) }
                first = first ?? named.id
            }
            return first
        }
        let count = imported.blocks.flatMap(\.family).count
        return .redirect(
            ProcessPage.address(page, stage) + (first.map { "#robot-\($0)" } ?? ""), notice: BPMNPageTexts.inserted(count))
    }

    /// Only whoever has sent a file reads it here.
    private static func read(_ id: FileID, _ page: PageRequest, _ model: RobotsModel) async throws -> (StoredFile, BPMNImport) {
        let viewer = try page.viewer
        let found = try await page.services.portal.read { try FileLinks.file(id, in: $0) }
        guard let found, found.createdBy == viewer.user else { throw Failure(.invalid, BPMNPageTexts.gone, field: "file") }
        guard found.size <= Int64(BPMNImport.largest) else { throw Failure(.invalid, BPMNPageTexts.tooLarge, field: "file") }
        var bytes: [UInt8] = []
        for try await piece in try await page.services.files.content(of: found) { bytes += piece }
        return (found, try BPMNImport.read(bytes, model.store.catalog))
    }
}
