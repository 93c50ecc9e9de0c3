import Automation
import CRM
import Kernel
import Storage

/// Robots and triggers that use a constant: it is not deleted under them.
struct AutomationConstantUses: ConstantUses {
    let automation: AutomationStore
    let pipelines: PipelineStore

    func uses(ofConstant code: String, in reader: any Reader) throws -> [Text] {
        try pipelines.all(in: reader).all.compactMap { pipeline in
            guard let active = try automation.active(pipeline.automationName, in: reader) else { return nil }
            return names(code, in: active.json.text) ? ConstantPageTexts.robots.with(["pipeline": pipeline.name]) : nil
        }
    }

    /// Whether the text has `GlobalConst:Code`, `GlobalVar:Code` or `constant:Code` with nothing that goes on the code after it.
    private func names(_ code: String, in text: String) -> Bool {
        var rest = text[...]
        while let place = rest.firstRange(of: ":" + code) {
            let before = rest[..<place.lowerBound]
            let after = rest[place.upperBound...].first
            let isWhole = after.map { !$0.isLetter && !$0.isNumber && $0 != "_" } ?? true
            if isWhole, ["GlobalConst", "GlobalVar", "constant"].contains(where: { before.hasSuffix($0) }) { return true }
            rest = rest[place.upperBound...]
        }
        return false
    }
}
