import Kernel

/// A file for the browser, ready to be sent.
package struct Asset: Sendable {
    /// Its name below the version folder: `app.css`, `js/main.js`.
    package let name: String
    package let contentType: String
    package let body: [UInt8]
    /// The body compressed with gzip; nil when that would not make it smaller.
    package let gzipped: [UInt8]?

    init(name: String, body: [UInt8]) throws(Failure) {
        self.name = name
        self.body = body
        contentType = Asset.contentType(of: name)
        let packed = try Gzip.compress(body, level: 9)
        gzipped = packed.count < body.count ? packed : nil
    }

    private static func contentType(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "ico": "image/x-icon"
        case "woff2": "font/woff2"
        default: "application/octet-stream"
        }
    }
}
