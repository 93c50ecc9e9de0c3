import Automation
import CRM
import Kernel

/// What applying a configuration file would change, in words.
package struct PresetDifference: Sendable {
    /// One line for each change, in the order of the file; empty when nothing would change.
    package private(set) var lines: [Text] = []

    /// - Parameters:
    ///   - portal: how it is.
    ///   - file: how it shall be; insertions already with codes (`PresetLoader.resolved`).
    package init(from portal: Preset, to file: Preset) {
        compare(portal.constants, file.constants, by: \.code) { PresetTexts.constant.with(["title": Text(verbatim: $0.title)]) }
        compare(portal.fields, file.fields, by: { "\($0.entity.code).\($0.code)" }) {
            PresetTexts.field.with(["title": $0.title, "entity": $0.entity.name])
        }
        for pipeline in file.pipelines {
            let known = portal.pipelines.first { $0.id == pipeline.id }
            let title = PresetTexts.pipeline.with(["name": pipeline.name])
            guard let known else {
                lines.append(PresetTexts.added.with(["what": title]))
                continue
            }
            if known.name != pipeline.name { lines.append(PresetTexts.changed.with(["what": title])) }
            compare(known, pipeline)
        }
    }

    /// Stages that a file leaves out are deleted; everything else that it leaves out stays.
    private mutating func compare(_ known: PresetPipeline, _ pipeline: PresetPipeline) {
        func stage(_ stage: PresetStage) -> Text { PresetTexts.stage.with(["name": stage.name, "pipeline": pipeline.name]) }
        compare(known.stages, pipeline.stages, by: \.code, name: stage)
        for gone in known.stages where !pipeline.stages.contains(where: { $0.code == gone.code }) {
            lines.append(PresetTexts.removed.with(["what": stage(gone)]))
        }
        for place in pipeline.stages {
            compare(known.automation[stage: place.code], pipeline.automation[stage: place.code], place.name)
        }
        compareProcesses(known.automation, pipeline)
    }

    private mutating func compare(_ old: StageAutomation?, _ new: StageAutomation?, _ place: Text) {
        let (before, after) = (old?.pieces ?? [], new?.pieces ?? [])
        func piece(_ piece: Piece) -> Text {
            let words = (new?.named ?? old?.named) == nil ? PresetTexts.robot : PresetTexts.blockOfProcess
            return words.with(["title": Text(verbatim: piece.title), "stage": place])
        }
        compare(before, after, by: \.id, name: piece)
        for gone in before where !after.contains(where: { $0.id == gone.id }) {
            lines.append(PresetTexts.removed.with(["what": piece(gone)]))
        }
        let kept = before.map(\.id).filter { id in after.contains { $0.id == id } }
        if kept != after.map(\.id).filter(kept.contains) {
            lines.append(PresetTexts.reordered.with(["stage": place]))
        }
    }

    /// Processes beside the stages; one that a file leaves out is removed.
    private mutating func compareProcesses(_ known: PipelineAutomation, _ pipeline: PresetPipeline) {
        let (before, after) = (known.processes, pipeline.automation.processes)
        func process(_ process: ProcessHead) -> Text {
            PresetTexts.process.with(["title": Text(verbatim: process.named.title), "pipeline": pipeline.name])
        }
        compare(before, after, by: \.code, name: process)
        for gone in before where !after.contains(where: { $0.code == gone.code }) {
            lines.append(PresetTexts.removed.with(["what": process(gone)]))
        }
        for head in after where before.contains(where: { $0.code == head.code }) {
            compare(known[stage: head.code], pipeline.automation[stage: head.code], Text(verbatim: head.named.title))
        }
    }

    private mutating func compare<T: Hashable>(_ known: [T], _ wanted: [T], by key: (T) -> String, name: (T) -> Text) {
        let before = Dictionary(known.map { (key($0), $0) }) { first, _ in first }
        for thing in wanted {
            guard let old = before[key(thing)] else {
                lines.append(PresetTexts.added.with(["what": name(thing)]))
                continue
            }
            if old != thing { lines.append(PresetTexts.changed.with(["what": name(thing)])) }
        }
    }
}

/// A trigger, a robot or a whole block of a stage.
private struct Piece: Hashable {
    let id: String
    let title: String
    let json: JSONValue
}

/// What a process of its own is called and when it starts, without its blocks.
private struct ProcessHead: Hashable {
    let code: String
    let named: NamedProcess
}

extension PipelineAutomation {
    fileprivate var processes: [ProcessHead] { stages.compactMap { stage in stage.named.map { ProcessHead(code: stage.stage, named: $0) } } }
}

extension StageAutomation {
    fileprivate var pieces: [Piece] {
        triggers.map { Piece(id: $0.id, title: $0.title, json: $0.json) } + process.map { Piece(id: $0.id, title: $0.shownTitle, json: $0.json) }
    }
}

extension Block {
    fileprivate var shownTitle: String {
        title.isEmpty ? id : title
    }
}
