import Kernel

extension StageSemantics {
    /// The order of kinds in a pipeline.
    var rank: Int {
        switch self {
        case .process: 0
        case .success: 1
        case .failure: 2
        }
    }
}

extension Stage {
    func with(code: String) -> Stage { Stage(code, name, color: color.lowercased(), semantics) }
}

extension Pipeline {
    private static let nameLimit = 100

    /// Whether this is a pipeline that people can work with.
    /// - Throws: `Failure` `.invalid` naming the stage.
    func check() throws {
        try check(name, at: "name")
        if id.entity == .lead, id.number != 0 { throw Failure(.invalid, PipelineTexts.leadsHaveOne) }
        for stage in stages { try check(stage) }
        var codes: Set<String> = []
        for stage in stages where !codes.insert(stage.code).inserted {
            throw refusal(PipelineTexts.takenCode, ["code": Text(verbatim: stage.code)], stage)
        }
        let successes = stages.count { $0.semantics == .success }
        guard successes == 1 else {
            throw refusal(PipelineTexts.oneSuccess, ["count": Text(verbatim: String(successes))], nil)
        }
        guard stages.contains(where: { $0.semantics == .process }) else { throw refusal(PipelineTexts.noProcess, [:], nil) }
        for (before, after) in zip(stages, stages.dropFirst()) where before.semantics.rank > after.semantics.rank {
            throw refusal(PipelineTexts.wrongOrder, ["stage": after.name], after)
        }
    }

    private func check(_ stage: Stage) throws {
        try check(stage.name, at: stage.code)
        let body = stage.code.dropFirst(id.stagePrefix.count)
        let isPlain = body.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
        guard isPlain, !body.isEmpty, stage.code.utf8.count <= 40 else {
            throw refusal(PipelineTexts.badCode, ["code": Text(verbatim: stage.code)], stage)
        }
        guard stage.color.utf8.count == 7, stage.color.hasPrefix("#"), Int(stage.color.dropFirst(), radix: 16) != nil else {
            throw refusal(PipelineTexts.badColor, ["color": Text(verbatim: stage.color)], stage)
        }
    }

    private func check(_ name: Text, at field: String) throws {
        if name.russian.withoutOuterSpace.isEmpty { throw Failure(.invalid, PipelineTexts.noName, field: field) }
        if max(name.russian.count, name.english.count) > Pipeline.nameLimit {
            throw Failure(.invalid, PipelineTexts.longName.with(["limit": String(Pipeline.nameLimit)]), field: field)
        }
    }

    private func refusal(_ message: Text, _ values: [String: Text], _ stage: Stage?) -> Failure {
        Failure(.invalid, message.with(values.merging(["pipeline": name]) { own, _ in own }), field: stage?.code)
    }
}
