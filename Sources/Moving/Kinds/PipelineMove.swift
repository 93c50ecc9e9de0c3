import CRM
import Kernel
import Storage

/// A pipeline as the source describes it.
struct SourcePipeline: Sendable {
    let entity: EntityType
    let number: Int
    let name: String
    /// In order: in progress, success, failures. Codes are those of the source.
    let stages: [Stage]

    /// Under which it and its stages are remembered.
    var foreign: String { "\(entity.code):\(number)" }
    static let kind = "pipeline"
    static func stageKind(_ entity: EntityType) -> String { "stage:\(entity.code)" }

    init(_ entity: EntityType, _ number: Int, _ name: String, _ rows: [JSONObject]) {
        self.entity = entity
        self.number = number
        self.name = name
        let read = rows.compactMap(SourcePipeline.stage)
        stages = [.process, .success, .failure].flatMap { kind in read.filter { $0.semantics == kind } }
    }

    private static func stage(_ row: JSONObject) -> Stage? {
        guard let code = row.value("STATUS_ID")?.scalarText, !code.isEmpty else { return nil }
        let extra = row.value("EXTRA")?.object
        let word = (row.value("SEMANTICS")?.scalarText ?? "") + (extra?.value("SEMANTICS")?.scalarText ?? "")
        let semantics: StageSemantics =
            switch word.lowercased() {
            case let word where word.hasPrefix("s"): .success
            case let word where word.hasPrefix("f") || word.hasPrefix("apology"): .failure
            default: .process
            }
        let name = row.value("NAME")?.scalarText?.withoutOuterSpace ?? ""
        return Stage(
            code, name.isEmpty ? MovingTexts.stageOf.with(["code": code]) : Text(verbatim: String(name.prefix(100))),
            color: color(row.value("COLOR")?.scalarText ?? extra?.value("COLOR")?.scalarText), semantics)
    }

    /// `#39A8EF`, `39a8ef`; nil for what is none.
    private static func color(_ text: String?) -> String? {
        let digits = (text ?? "").lowercased().filter { $0 != "#" }
        if digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit) { return "#" + digits }
        return nil
    }
}

/// Brings one pipeline: into the one of the same number that was moved before, of the same name, or a new one.
struct PipelineMove {
    let source: SourcePipeline
    let course: Course

    func run(_ command: Command, _ tally: inout Tally) throws {
        let store = course.target.pipelines
        let known = try store.all(in: command.transaction)
        let id = try place(known, command)
        let old = known[id]
        let (stages, codes) = merged(into: old, id, &tally)
        let name = source.name.isEmpty ? old?.name ?? MovingTexts.start : source.entity == .lead ? old?.name : nil
        let pipeline = try store.define(id, name ?? Text(verbatim: String(source.name.prefix(100))), stages: stages, command)
        count(old, pipeline, &tally)
        let records = course.records
        try records.save(SourcePipeline.kind, source.foreign, own: String(id.number), digest: "", in: command.transaction)
        for (foreign, own) in codes {
            try records.save(SourcePipeline.stageKind(source.entity), foreign, own: own, digest: "", in: command.transaction)
        }
    }

    private func place(_ known: Pipelines, _ command: Command) throws -> PipelineID {
        if source.entity == .lead || source.number == 0 { return PipelineID(source.entity, 0) }
        let kind = SourcePipeline.kind
        let moved = try course.records.all(kind, in: command.transaction)
        if let number = moved[source.foreign]?.number.map({ PipelineID(.deal, Int($0)) }), known[number] != nil { return number }
        let taken = Set(moved.values.compactMap { $0.number.map { Int($0) } })
        let same = known.of(.deal).first { $0.name.russian == source.name && !taken.contains($0.id.number) }
        if let same, same.id.number > 0 { return same.id }
        let wanted = PipelineID(.deal, source.number)
        if known[wanted] == nil { return wanted }
        return PipelineID(.deal, (known.of(.deal).map(\.id.number).max() ?? 0) + 1)
    }

    /// The stages of the source in their order, those that only exist here behind their like; and what each is called here.
    private func merged(into old: Pipeline?, _ id: PipelineID, _ tally: inout Tally) -> (stages: [Stage], codes: [(String, String)]) {
        var codes: [(String, String)] = []
        var stages: [Stage] = []
        var success = old?.success?.code
        for stage in source.stages {
            var own = PipelineMove.code(stage.code, in: id)
            // There is one success here: a second one of the source means the same.
            if stage.semantics == .success {
                if let success, stages.contains(where: { $0.code == success }) {
                    tally.warn(source.foreign, MovingTexts.secondSuccess.with(["stage": stage.name, "own": Text(verbatim: success)]))
                    codes.append((stage.code, success))
                    continue
                }
                own = success ?? own
                success = own
            } else if let here = old?[own], here.semantics != stage.semantics {
                // The same code means another thing here: items of this stage need one of their own.
                own = "\(own)_B24"
            }
            codes.append((stage.code, own))
            if !stages.contains(where: { $0.code == own }) { stages.append(Stage(own, name(of: stage, old?[own]), color: stage.color, stage.semantics)) }
        }
        let further = (old?.stages ?? []).filter { own in !stages.contains { $0.code == own.code } }
        var all = [StageSemantics.process, .success, .failure].flatMap { kind in (stages + further).filter { $0.semantics == kind } }
        if !all.contains(where: { $0.semantics == .process }) {
            all.insert(Stage(PipelineMove.code("NEW", in: id), MovingTexts.start), at: 0)
        }
        if !all.contains(where: { $0.semantics == .success }) {
            let place = all.firstIndex { $0.semantics == .failure } ?? all.endIndex
            all.insert(Stage(PipelineMove.code("WON", in: id), MovingTexts.success, .success), at: place)
        }
        return (all, codes)
    }

    /// A name in two languages stays when the source says one of them.
    private func name(of stage: Stage, _ here: Stage?) -> Text {
        guard let here, [here.name.russian, here.name.english].contains(stage.name.russian) else { return stage.name }
        return here.name
    }

    /// `C5:NEW` of the source as a code of this pipeline.
    static func code(_ code: String, in id: PipelineID) -> String {
        var body = code.uppercased()
        if body.hasPrefix("C"), let colon = body.firstIndex(of: ":") { body = String(body[body.index(after: colon)...]) }
        let plain = body.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        return id.stagePrefix + String(String(plain).prefix(30))
    }

    private func count(_ old: Pipeline?, _ new: Pipeline, _ tally: inout Tally) {
        if old == new { tally.unchanged += 1 } else if old == nil { tally.made += 1 } else { tally.changed += 1 }
    }
}
