/// What a request for a file is answered with.
package enum AssetAnswer: Sendable, Equatable {
    case notFound
    /// The browser has it already.
    case notModified
    /// The body, compressed or not, and whether the browser may keep it for good.
    case found(isCompressed: Bool, isPermanent: Bool)
}

extension AssetLibrary {
    /// Under its own version a file is kept by browsers for good; under another one (a tab that is older than this release)
    /// it is sent too, but not to be kept. The headers are taken as they came.
    package func answer(
        name: String, version requested: String, acceptEncoding: String?, ifNoneMatch: String?
    ) -> AssetAnswer {
        guard let asset = self[name] else { return .notFound }
        if ifNoneMatch == entityTag { return .notModified }
        return .found(
            isCompressed: asset.gzipped != nil && AssetLibrary.acceptsGzip(acceptEncoding ?? ""),
            isPermanent: requested == version)
    }

    package var entityTag: String { "\"\(version)\"" }

    /// Whether gzip is among the encodings and not refused by `q=0`.
    private static func acceptsGzip(_ header: String) -> Bool {
        header.split(separator: ",").contains { entry in
            let parts = entry.split(separator: ";").map { $0.filter { $0 != " " } }
            return parts.first == "gzip" && !parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
        }
    }
}
