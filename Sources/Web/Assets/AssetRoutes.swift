import HTTPTypes
import Hummingbird
import NIOCore

extension AssetLibrary {
    /// Answers `/assets/…` out of memory.
    package func addRoutes<Context: RequestContext>(to router: some RouterMethods<Context>) {
        AssetRoutes(library: self).add(to: router)
    }
}

/// Serves the library below `/assets`, the bodies ready as buffers.
struct AssetRoutes: Sendable {
    private let library: AssetLibrary
    private let bodies: [String: Body]

    private struct Body: Sendable {
        let contentType: String
        let plain: ByteBuffer
        let gzipped: ByteBuffer?
    }

    init(library: AssetLibrary) {
        self.library = library
        var bodies: [String: Body] = [:]
        for asset in library.names.compactMap({ library[$0] }) {
            bodies[asset.name] = Body(
                contentType: asset.contentType, plain: ByteBuffer(bytes: asset.body),
                gzipped: asset.gzipped.map { ByteBuffer(bytes: $0) })
        }
        self.bodies = bodies
    }

    func add<Context: RequestContext>(to router: some RouterMethods<Context>) {
        router.get("/assets/:version/**") { request, context in
            respond(
                to: request, version: context.parameters.get("version") ?? "",
                name: context.parameters.getCatchAll().joined(separator: "/"))
        }
    }

    private func respond(to request: Request, version: String, name: String) -> Response {
        let answer = library.answer(
            name: name, version: version, acceptEncoding: request.headers[.acceptEncoding],
            ifNoneMatch: request.headers[.ifNoneMatch])
        guard let body = bodies[name] else { return Response(status: .notFound) }
        switch answer {
        case .notFound: return Response(status: .notFound)
        case .notModified: return Response(status: .notModified, headers: [.eTag: library.entityTag])
        case .found(let isCompressed, let isPermanent):
            var headers: HTTPFields = [
                .contentType: body.contentType, .eTag: library.entityTag, .vary: "Accept-Encoding",
                .cacheControl: isPermanent ? "public, max-age=31536000, immutable" : "no-cache",
            ]
            guard isCompressed, let gzipped = body.gzipped else {
                return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body.plain))
            }
            headers[.contentEncoding] = "gzip"
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: gzipped))
        }
    }
}
