import Kernel

/// A file people put into the portal: its row. The content lies in `FileStore`, once for all files that share it.
package struct StoredFile: Identifiable, Hashable, Sendable {
    package let id: FileID
    /// SHA-256 of the content in hexadecimal.
    package let digest: String
    /// A plain name without path, safe to show and to download under.
    package let name: String
    /// In bytes.
    package let size: Int64
    /// What the content is by its first bytes, whatever the name says.
    package let mediaType: String
    package let createdBy: UserID?
    package let createdAt: Timestamp

    /// Safe to open inside a page: common pictures, which cannot carry script. Everything else, SVG and HTML above all, is
    /// only ever downloaded; PDF opens in the browser's own viewer, outside the portal's origin powers.
    package var isSafeInline: Bool { FileType.inline.contains(mediaType) }

    /// Whether it can stand in an `<img>`.
    package var isPicture: Bool { isSafeInline && mediaType.hasPrefix("image/") }

    /// The type to send it with; the portal's answers carry `nosniff`, so anything else stays opaque to the browser.
    package var servedType: String { isSafeInline ? mediaType : "application/octet-stream" }

    /// The value of `Content-Disposition`.
    /// - Parameter inline: asked to show it; obeyed for safe types only.
    package func disposition(inline: Bool) -> String {
        let ascii = String(
            String.UnicodeScalarView(
                name.unicodeScalars.map {
                    $0.isASCII && $0.value >= 32 && $0 != "\"" && $0 != "\\" && $0 != "%" ? $0 : "_"
                }))
        let kind = inline && isSafeInline ? "inline" : "attachment"
        return "\(kind); filename=\"\(ascii)\"; filename*=UTF-8''\(percentEncoded(name))"
    }
}
