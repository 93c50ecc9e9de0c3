import Kernel

/// An element of a BPMN process that a token passes.
struct BPMNNode: Sendable, Hashable {
    let id: String
    /// The element's name in BPMN: `userTask`, `exclusiveGateway`.
    let type: String
    /// As people have written it, on one line; may be empty.
    let name: String
    let element: XMLNode

    /// The first paragraph of what is written about it.
    var documentation: String { element.child("documentation")?.text.onOneLine ?? "" }
    /// What kind of event it is: `timer`, `message`; nil for none.
    var event: String? {
        element.children.lazy.map(\.name).first { $0.hasSuffix("EventDefinition") }.map { String($0.dropLast("EventDefinition".count)) }
    }
}

/// An arrow of a process.
struct BPMNFlow: Sendable, Hashable {
    let id: String
    let name: String
    let source: String
    let target: String
    /// What is written as its condition; nil for none.
    let condition: String?
}

/// The elements and arrows of a process, or of a sub-process.
struct BPMNGraph: Sendable {
    /// In the order of the file.
    let nodes: [BPMNNode]
    private let byID: [String: BPMNNode]
    private let leaving: [String: [BPMNFlow]]
    private let entering: [String: [BPMNFlow]]
    /// What is no part of the flow: notes, data, lanes.
    let others: [XMLNode]

    /// - Throws: `Failure` `.invalid` for arrows that lead nowhere and for ids that stand twice.
    init(_ scope: XMLNode) throws {
        var nodes: [BPMNNode] = []
        var flows: [BPMNFlow] = []
        var others: [XMLNode] = []
        for element in scope.children {
            let id = element.attributes["id"] ?? ""
            if element.name == "sequenceFlow" {
                flows.append(
                    BPMNFlow(
                        id: id, name: (element.attributes["name"] ?? "").onOneLine, source: element.attributes["sourceRef"] ?? "",
                        target: element.attributes["targetRef"] ?? "", condition: element.child("conditionExpression")?.text.onOneLine.nonEmpty))
            } else if BPMNTexts.flowElements[element.name] != nil {
                nodes.append(BPMNNode(id: id, type: element.name, name: (element.attributes["name"] ?? "").onOneLine, element: element))
            } else if BPMNTexts.decorations[element.name] != nil {
                others.append(element)
            }
        }
        byID = try Dictionary(nodes.map { ($0.id, $0) }) { first, _ in throw Failure(.invalid, BPMNTexts.doubleID.with(["id": first.id])) }
        for flow in flows where byID[flow.source] == nil || byID[flow.target] == nil {
            throw Failure(.invalid, BPMNTexts.looseFlow.with(["id": flow.id]))
        }
        self.nodes = nodes
        self.others = others
        leaving = Dictionary(grouping: flows, by: \.source)
        entering = Dictionary(grouping: flows, by: \.target)
    }

    subscript(id: String) -> BPMNNode? { byID[id] }
    func flows(from id: String) -> [BPMNFlow] { leaving[id] ?? [] }
    func flows(to id: String) -> [BPMNFlow] { entering[id] ?? [] }
}

extension String {
    /// White space and line breaks as single spaces, none at the ends.
    var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    var nonEmpty: String? { isEmpty ? nil : self }
    /// Words of a drawing are no templates.
    var withoutInsertions: String {
        (hasPrefix("=") ? " " + self : self).replacing("{=", with: "{ =").replacing("{{", with: "{ {")
    }
}
