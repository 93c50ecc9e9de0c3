import Kernel

/// A pipeline's address: leads have one (0), deals several (0, 1, 2 …: the REST API's category ids).
package struct PipelineID: Hashable, Sendable, Comparable {
    package let entity: EntityType
    package let number: Int

    package init(_ entity: EntityType, _ number: Int) {
        self.entity = entity
        self.number = number
    }

    package static let leads = PipelineID(.lead, 0)

    /// The name under which automation stores settings: `LEAD`, `DEAL:0`, `DEAL:1`.
    package var automationName: String { entity == .lead ? "LEAD" : "\(entity.code):\(number)" }

    /// Reads an automation name; nil when it is none. Whether there is such a pipeline is another question.
    package init?(automationName name: some StringProtocol) {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard let entity = EntityType(code: parts[0]), entity.hasStages else { return nil }
        if entity == .lead {
            guard parts.count == 1 else { return nil }
            self = .leads
        } else {
            guard parts.count == 2, let number = Int(parts[1]), number >= 0 else { return nil }
            self.init(entity, number)
        }
    }

    /// What every stage code of the pipeline starts with: `C1:` for deal pipelines but the first.
    package var stagePrefix: String { entity == .deal && number > 0 ? "C\(number):" : "" }

    package static func < (left: Self, right: Self) -> Bool {
        (left.entity.rawValue, left.number) < (right.entity.rawValue, right.number)
    }
}

/// What a stage means for the item: still open, won, lost.
package enum StageSemantics: String, Sendable, CaseIterable {
    case process = "P"
    case success = "S"
    case failure = "F"

    package var isFinal: Bool { self != .process }

    /// The colour of a stage of which nobody has said another.
    package var usualColor: String {
        switch self {
        case .process: "#39a8ef"
        case .success: "#7bd500"
        case .failure: "#ff5752"
        }
    }
}

/// One stage of a pipeline.
package struct Stage: Hashable, Sendable {
    /// Unique in its entity, stored for ever: `QUOTE`, `C1:SUPPLIER`.
    package let code: String
    package var name: Text
    /// `#39a8ef`
    package var color: String
    package let semantics: StageSemantics

    /// - Parameter color: nil is the usual one.
    package init(_ code: String, _ name: Text, color: String? = nil, _ semantics: StageSemantics = .process) {
        self.code = code
        self.name = name
        self.color = color ?? semantics.usualColor
        self.semantics = semantics
    }
}

/// A pipeline with its stages in order: in progress, the one success, failures.
package struct Pipeline: Hashable, Sendable {
    package let id: PipelineID
    package var name: Text
    package var stages: [Stage]

    package init(_ id: PipelineID, _ name: Text, stages: [Stage]) {
        self.id = id
        self.name = name
        self.stages = stages
    }

    package var automationName: String { id.automationName }
    package subscript(code: String) -> Stage? { stages.first { $0.code == code } }
    /// The place of a stage, 0 for the first; nil when it is not of this pipeline.
    package func order(of code: String) -> Int? { stages.firstIndex { $0.code == code } }
    package var first: Stage? { stages.first }
    package var success: Stage? { stages.first { $0.semantics == .success } }
    package var failures: [Stage] { stages.filter { $0.semantics == .failure } }
    /// Every stage's place by code.
    package var stageOrder: [String: Int] {
        Dictionary(uniqueKeysWithValues: stages.enumerated().map { ($1.code, $0) })
    }
}

/// All pipelines of the portal, an immutable snapshot.
package struct Pipelines: Sendable, Hashable {
    /// Leads first, then deals in the order people chose.
    package let all: [Pipeline]

    package init(_ all: [Pipeline] = []) { self.all = all }

    package subscript(id: PipelineID) -> Pipeline? { all.first { $0.id == id } }
    package func of(_ entity: EntityType) -> [Pipeline] { all.filter { $0.id.entity == entity } }
    package func named(_ automationName: String) -> Pipeline? { all.first { $0.automationName == automationName } }

    /// The pipeline that has this stage.
    package func pipeline(with stage: String, of entity: EntityType) -> Pipeline? {
        all.first { $0.id.entity == entity && $0[stage] != nil }
    }

    package func stage(_ code: String, of entity: EntityType) -> Stage? {
        pipeline(with: code, of: entity)?[code]
    }

    /// The pipeline, for callers who need it.
    /// - Throws: `Failure` `.notFound`.
    package func require(_ id: PipelineID) throws -> Pipeline {
        guard let pipeline = self[id] else {
            throw Failure(.notFound, PipelineTexts.noPipeline.with(["pipeline": id.automationName]))
        }
        return pipeline
    }
}
