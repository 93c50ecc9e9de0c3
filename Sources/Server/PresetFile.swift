import FoundationEssentials
import Kernel
import Robots

/// Finds and reads a preset file.
enum PresetFile {
    /// The file named, or `Presets/prom2b.yaml` in the working directory or in a folder above the executable.
    static func locate(_ named: String?) throws -> String {
        if let named { return named }
        var folders = [FileManager.default.currentDirectoryPath]
        var path = ProcessInfo.processInfo.arguments.first ?? ""
        while let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            path = String(path[..<slash])
            folders.append(path)
        }
        let candidates = folders.map { $0 + "/Presets/prom2b.yaml" }
        return candidates.first { FileManager.default.fileExists(atPath: $0) } ?? candidates[0]
    }

    /// The demonstration company that belongs to a preset.
    static func demonstration(beside preset: String) -> String {
        let folder = preset.lastIndex(of: "/").map { String(preset[..<$0]) } ?? "."
        return folder + "/demo/company.yaml"
    }

    static func read(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.notFound, PresetFileTexts.missing.with(["file": path]))
        }
        return String(decoding: data, as: UTF8.self)
    }
}
