import Kernel

/// All style sheets as one. The folder of a file is its cascade layer: `css/components/button.css` is in `components`.
enum StyleSheet {
    /// Later layers win over earlier ones, whatever the selectors are.
    static let layers = ["reset", "tokens", "base", "layout", "components", "pages", "states"]

    static func compose(_ folders: AssetFolders) throws -> [UInt8] {
        var sheet = Array("@layer \(layers.joined(separator: ", "));\n".utf8)
        for layer in layers {
            let folder = folders.own + "/css/" + layer
            for path in try folders.list(folder, ending: ".css") {
                sheet += wrapped(try folders.read(folder + "/" + path), in: layer)
            }
        }
        return sheet + wrapped(try folders.read(folders.fetched + "/icons.css"), in: "components")
    }

    private static func wrapped(_ styles: [UInt8], in layer: String) -> [UInt8] {
        Array("@layer \(layer) {\n".utf8) + styles + Array("}\n".utf8)
    }
}
