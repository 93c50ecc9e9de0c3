import Glibc
import Kernel

/// The terminal, written at once: what a person waits for must not sit in a buffer.
struct FileHandleOutput {
    static let standardOutput = FileHandleOutput(descriptor: 1)
    static let standardError = FileHandleOutput(descriptor: 2)

    private let descriptor: Int32

    func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written <= 0 { return }
            bytes = bytes.dropFirst(written)
        }
    }

    /// Writes a text in both languages, Russian first.
    func say(_ text: Text) { write(text.lines) }
}

extension Text {
    /// Both languages on one line.
    var both: String { russian == english ? russian : "\(russian) / \(english)" }
    /// Each language on a line of its own.
    var lines: String { russian == english ? "\(russian)\n" : "\(russian)\n\(english)\n" }
}
