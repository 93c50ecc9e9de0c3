import Kernel

/// A BPMN 2.0 process as blocks of the designer, and what a person has to know and to finish.
///
/// Taken over is what bpmn.io draws most: tasks, gateways, pauses, sub-processes, loops that have one way in and one way out.
/// Whatever else is in the file stands in the report; a graph that is no nested structure is refused with the place.
package struct BPMNImport: Sendable {
    package struct Line: Sendable, Hashable {
        package enum Kind: Sendable, Hashable {
            /// It is in the blocks, and a person has something to set.
            case toFinish
            /// It is not in the blocks.
            case leftOut
        }

        package let kind: Kind
        /// «Пользовательская задача «Согласовать» (Activity_1)».
        package let element: Text
        package let message: Text
    }

    /// What the process is called; may be empty.
    package let title: String
    /// In the order in which they run; ids are unique among them and of this import only.
    package let blocks: [Block]
    package let report: [Line]

    /// Bytes of the largest file.
    package static let largest = XMLReading.largest
    /// Elements of the largest process.
    package static let mostElements = 500

    /// Reads a file.
    /// - Parameter catalog: whose robots tasks become.
    /// - Throws: `Failure` `.invalid` or `.limited` in words for people: no XML, no process, no nested structure.
    package static func read(_ bytes: [UInt8], _ catalog: Catalog) throws -> BPMNImport {
        let root = try XMLReading.read(bytes)
        guard root.name == "definitions", root.space.hasPrefix("http://www.omg.org/spec/BPMN/") else {
            throw Failure(.invalid, BPMNTexts.notBPMN)
        }
        let processes = root.children("process").filter { process in
            process.children.contains { BPMNTexts.flowElements[$0.name] != nil }
        }
        // The largest is what the file is about; pools of partners have few elements or none.
        guard let process = processes.max(by: { $0.children.count < $1.children.count }) else {
            throw Failure(.invalid, BPMNTexts.noProcess)
        }
        var structure = BPMNStructure(tasks: BPMNTasks(catalog: catalog))
        let blocks = try structure.blocks(of: process)
        for other in processes where other != process {
            structure.report.append(Line(kind: .leftOut, element: BPMNTexts.described(other), message: BPMNTexts.otherProcess))
        }
        return BPMNImport(title: (process.attributes["name"] ?? "").onOneLine, blocks: blocks, report: structure.report)
    }
}
