import Automation
import CRM
import Kernel
import Storage

/// What the static check finds in the active automation of one pipeline: for «Готовность портала».
struct PipelineFindings: Sendable {
    let pipeline: Pipeline
    let errors: Int
    let warnings: Int

    var isSound: Bool { errors + warnings == 0 }
    var address: String { "/automation/\(pipeline.automationName)" }

    /// Of every pipeline that has robots, in the order of the pipelines.
    static func all(_ page: PageRequest) async throws -> [PipelineFindings] {
        let reading = try await RobotsReading(page)
        return try await page.services.portal.read { reader in
            let pipelines = try RobotsReading.open(to: reading.viewer, reading.services, in: reader)
            guard let first = pipelines.first else { return [] }
            // Everything but the automation itself is the same for all pipelines.
            let model = try reading.model(of: first, among: pipelines, in: reader)
            return try pipelines.compactMap { pipeline in
                guard let body = try model.store.active(pipeline.automationName, in: reader), !body.stages.isEmpty else { return nil }
                let findings = model.store.check(
                    body, of: pipeline.automationName, among: model.outlines, knowing: model.knowledge(of: pipeline))
                let errors = findings.count { $0.severity == .error }
                return PipelineFindings(pipeline: pipeline, errors: errors, warnings: findings.count - errors)
            }
        }
    }
}
