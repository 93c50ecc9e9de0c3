import Foundation
import Testing

/// Rules that no compiler checks. Each names the file, so that a red test tells what to do.
@Suite struct HouseRulesTests {
    @Test func `the import graph is that of the architecture`() throws {
        let allowed: [String: Set<String>] = [
            "Kernel": [], "Storage": ["Kernel"], "StoragePostgres": ["Kernel", "Storage"], "Schema": ["Kernel", "Storage"], "CRM": ["Kernel", "Storage"],
            "Automation": ["Kernel", "Storage"], "Robots": ["Kernel", "Storage", "CRM", "Automation"],
            "Web": ["Kernel", "Storage", "CRM", "Automation"],
            "Connectors": ["Kernel", "Storage", "CRM", "Automation"],
            "Moving": ["Kernel", "Storage", "CRM", "Connectors"],
        ]
        let ours = Set(allowed.keys).union(["Server", "TestSupport"])
        for (target, imports) in allowed {
            for file in try SourceTree.swiftFiles(under: "Sources/\(target)") {
                for line in file.lines where line.hasPrefix("import ") {
                    let module = String(line.dropFirst("import ".count).prefix { $0 != "." && $0 != " " })
                    #expect(!ours.contains(module) || imports.contains(module), "\(file.path) imports \(module)")
                }
            }
        }
    }

    @Test func `time, sleep and random ids come from their own modules`() throws {
        let forbidden = ["Date()", "Task.sleep", "UUID()", "Date.now", "DispatchTime.now"]
        for file in try SourceTree.swiftFiles(under: "Sources") where !file.path.hasPrefix("Sources/Kernel/Time/") {
            for word in forbidden {
                #expect(!file.lines.contains { $0.contains(word) && !$0.contains("//") }, "\(file.path) uses \(word)")
            }
        }
    }

    @Test func `files stay under three hundred lines`() throws {
        for file in try SourceTree.swiftFiles(under: "Sources") {
            #expect(file.lines.count <= 301, "\(file.path) has \(file.lines.count) lines")
        }
        // A suite may tell a story to its end.
        for file in try SourceTree.swiftFiles(under: "Tests") {
            #expect(file.lines.count <= 351, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test func `texts for people stand in the catalogue of strings`() throws {
        for file in try SourceTree.swiftFiles(under: "Sources") where !mayHoldTexts(file) {
            for (number, line) in file.lines.enumerated() where hasCyrillicLiteral(line) {
                Issue.record("\(file.path):\(number + 1) holds a text; it belongs into a …Texts.swift file")
            }
        }
    }

    @Test func `nobody is called manager, helper or util`() throws {
        let words = ["Manager", "Helper", "Util", "Base", "Impl"]
        for file in try SourceTree.swiftFiles(under: "Sources") {
            #expect(!words.contains { file.name.contains($0) }, "\(file.path)")
        }
    }

    @Test func `nothing is public and nothing is left to do`() throws {
        for file in try SourceTree.swiftFiles(under: "Sources") {
            for line in file.lines {
                let code = line.drop { $0 == " " }
                #expect(!code.hasPrefix("public "), "\(file.path): \(code)")
                // The REST contract has values of that name; a mark stands in a comment.
                let comment = code.range(of: "//").map { code[$0.upperBound...] } ?? ""
                let words = comment.split { !$0.isLetter && $0 != "_" }
                #expect(!words.contains("TODO") && !words.contains("FIXME"), "\(file.path): \(code)")
            }
        }
    }

    @Test func `migrations are named by date and sorted`() throws {
        let list = try SourceTree.swiftFiles(under: "Sources/Schema")
        let names = list.flatMap { file in
            file.text.split(separator: "\"").map(String.init).filter { $0.hasPrefix("2026-") && $0.count > 14 }
        }
        #expect(names.count >= 5)
        #expect(names == names.sorted())
        #expect(Set(names).count == names.count)
    }

    /// Declarations of fields, robots, triggers and field types carry their titles.
    private func mayHoldTexts(_ file: SourceTree.File) -> Bool {
        file.name.hasSuffix("Texts.swift") || file.name.hasSuffix("Fields.swift") || file.name.hasSuffix("Formats.swift")
            || file.path.hasPrefix("Sources/Robots/Robots/") || file.path.hasPrefix("Sources/Robots/Triggers/")
            || file.path.hasPrefix("Sources/CRM/Fields/Types/") || file.text.contains("Text(ru:")
    }

    private func hasCyrillicLiteral(_ line: Substring) -> Bool {
        var isInString = false
        var previous: Character = " "
        for character in line {
            if character == "/", previous == "/", !isInString { return false }
            if character == "\"", previous != "\\" { isInString.toggle() }
            if isInString, ("а"..."я").contains(character.lowercased()) || character == "ё" { return true }
            previous = character
        }
        return false
    }
}
