import Kernel

/// Turns a graph into blocks inside each other, walking from the start: what parts must meet again, a loop has one way out.
struct BPMNStructure {
    let tasks: BPMNTasks
    var report: [BPMNImport.Line] = []
    private var lastID = 0

    /// Where a way of blocks stands: what its end means depends on it.
    struct Scope {
        let graph: BPMNGraph
        let flow: FlowAnalysis
        /// The end of a sub-process ends nothing but itself.
        let isSubProcess: Bool
        /// Whether other ways are under way beside this one.
        var isParallel = false
        /// The starts of the loops that are being walked through.
        var loops: Set<String> = []

        /// Whether an end before the other ways have met may be said with a block that ends everything.
        var mayStop: Bool { !isSubProcess && !isParallel }
    }

    init(tasks: BPMNTasks) { self.tasks = tasks }

    /// - Throws: `Failure` naming the place.
    mutating func blocks(of element: XMLNode, isSubProcess: Bool = false) throws -> [Block] {
        let graph = try BPMNGraph(element)
        guard graph.nodes.count <= BPMNImport.mostElements else { throw Failure(.limited, BPMNTexts.tooComplex) }
        let start = try start(of: graph, element)
        let scope = Scope(graph: graph, flow: try FlowAnalysis(graph, from: start.id), isSubProcess: isSubProcess)
        let blocks = try sequence(from: start.id, until: nil, in: scope)
        reportRest(of: scope)
        return blocks
    }

    private mutating func start(of graph: BPMNGraph, _ element: XMLNode) throws -> BPMNNode {
        let starts = graph.nodes.filter { $0.type == "startEvent" }
        // Without a start event the process begins where no arrow leads to.
        let candidates = starts.isEmpty ? graph.nodes.filter { graph.flows(to: $0.id).isEmpty && $0.type != "boundaryEvent" } : starts
        guard let start = candidates.first(where: { $0.event == nil }) ?? candidates.first, !starts.isEmpty || candidates.count == 1 else {
            throw Failure(.invalid, BPMNTexts.noStart.with(["process": BPMNTexts.described(element)]))
        }
        if start.event != nil { note(.leftOut, start, BPMNTexts.eventStart) }
        return start
    }

    mutating func freshID() -> String {
        lastID += 1
        return "bpmn_\(lastID)"
    }

    mutating func note(_ kind: BPMNImport.Line.Kind, _ node: BPMNNode, _ message: Text) {
        report.append(BPMNImport.Line(kind: kind, element: BPMNTexts.described(node), message: message))
    }

    // MARK: Walking

    /// The blocks from an element up to another one, which is left to the caller; up to the end for nil.
    /// - Parameter isJoin: whether it is known that ways meet at `first`.
    mutating func sequence(from first: String, until stop: String?, in scope: Scope, isJoin: Bool = false) throws -> [Block] {
        var blocks: [Block] = []
        var next: String? = first
        var isExpected = isJoin
        while let id = next, id != stop, let node = scope.graph[id] {
            if !isExpected, node.type != "endEvent", scope.flow.forward(to: id).count > 1 { throw BPMNTexts.refusal(BPMNTexts.unstructured, at: node) }
            if scope.loops.contains(id), !isExpected || !blocks.isEmpty { throw BPMNTexts.refusal(BPMNTexts.backFromInside, at: node) }
            isExpected = false
            if scope.flow.isLoopStart(id), !scope.loops.contains(id) {
                return try blocks + loop(node, until: stop, in: scope)
            }
            let flows = scope.graph.flows(from: id)
            if node.type == "endEvent" { return try blocks + end(node, until: stop, in: scope) }
            if flows.count > 1 { return try blocks + split(node, flows, until: stop, in: scope) }
            blocks += try block(of: node, in: scope)
            next = flows.first?.target
            // A way that simply stops ends like one with an end event.
            if next == nil { return try blocks + end(node, until: stop, in: scope) }
        }
        return blocks
    }

    /// The end of a way: nothing when nothing would follow, else the block that ends the process.
    private mutating func end(_ node: BPMNNode, until stop: String?, in scope: Scope) throws -> [Block] {
        let isTermination = node.event == "terminate"
        if node.type == "endEvent", let event = node.event, event != "terminate" {
            note(.leftOut, node, BPMNTexts.eventLeftOut)
        }
        guard isTermination || stop != nil else { return [] }
        guard scope.mayStop || isTermination && !scope.isSubProcess else { throw BPMNTexts.refusal(BPMNTexts.endInside, at: node) }
        return [.stop(id: freshID())]
    }

    /// What a single element does; nothing for what only marks a place.
    private mutating func block(of node: BPMNNode, in scope: Scope) throws -> [Block] {
        switch node.type {
        case "startEvent", "exclusiveGateway", "parallelGateway", "inclusiveGateway": return []
        case "intermediateCatchEvent" where node.event == "timer": return pause(node)
        case "intermediateThrowEvent" where node.event == nil: return []
        case "subProcess" where node.element.children.contains { BPMNTexts.flowElements[$0.name] != nil }:
            if node.element.children.contains(where: { $0.name.hasSuffix("LoopCharacteristics") }) {
                note(.toFinish, node, BPMNTexts.repeatedTask)
            }
            return try blocks(of: node.element, isSubProcess: true)
        default:
            guard node.type.lowercased().hasSuffix("task"), let made = tasks.robot(for: node, id: freshID()) else {
                note(.leftOut, node, node.type.lowercased().hasSuffix("task") ? BPMNTexts.noRobot : BPMNTexts.elementLeftOut)
                return []
            }
            report += made.lines
            return [.robot(made.robot)]
        }
    }

    private mutating func pause(_ node: BPMNNode) -> [Block] {
        let timer = node.element.child("timerEventDefinition")
        let text = timer?.child("timeDuration")?.text.onOneLine ?? ""
        guard let span = ISODuration(text) else {
            let written = text.nonEmpty ?? timer?.children.first?.text.onOneLine ?? ""
            note(.leftOut, node, BPMNTexts.timerLeftOut.with(["timer": written.isEmpty ? "—" : written]))
            return []
        }
        if span.isRounded { note(.toFinish, node, BPMNTexts.roundedTimer) }
        return [.delay(id: freshID(), title: node.name, Timing(amount: span.amount, unit: span.unit))]
    }

    // MARK: What is not on the way

    private mutating func reportRest(of scope: Scope) {
        for node in scope.graph.nodes {
            if node.type == "boundaryEvent" {
                note(.leftOut, node, BPMNTexts.boundaryLeftOut)
            } else if !scope.flow.isReachable(node.id) {
                note(.leftOut, node, BPMNTexts.unreached)
            }
        }
        for other in scope.graph.others {
            guard let kind = BPMNTexts.decorations[other.name], let message = kind.message else { continue }
            report.append(BPMNImport.Line(kind: .leftOut, element: BPMNTexts.described(other), message: message))
        }
    }
}
