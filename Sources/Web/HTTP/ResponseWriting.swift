import CRM
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// Turns what an action answers into HTTP.
struct ResponseWriting: Sendable {
    let services: Services
    let page: PageRequest
    let flash: String?

    func response(for answer: PageResponse) async throws -> Response {
        switch answer {
        case .page(var content, let rail, let status):
            if page.isFragment { return html(.pageContent(content, page.language), status) }
            if let flash, content.toast == nil { content.toast = Toast(flash) }
            let shell = try await ShellBuilding(services: services, page: page).shell(rail: rail)
            var response = html(.page(content, in: shell), status)
            if flash != nil { response.headers[.setCookie] = FlashCookie.removed }
            return response
        case .bare(let title, let body, let width, let status):
            let brand = try await ShellBuilding.brand(services)
            return html(.barePage(title: title, brand: brand, width: width, settings, body), status)
        case .fragment(let body, let status): return html(body, status)
        case .redirect(let address, let notice): return redirect(address, cookie: notice.map { FlashCookie.carrying($0[page.language]) })
        case .redirectSettingCookie(let address, let cookie): return redirect(address, cookie: cookie)
        case .json(let json, let status):
            return Response(
                status: status, headers: [.contentType: "application/json; charset=utf-8"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
        case .done: return Response(status: .noContent)
        case .raw(let response): return response
        }
    }

    private var settings: DocumentSettings {
        DocumentSettings(
            language: page.language, theme: page.visitor?.theme ?? .system, csrf: page.csrf, assets: services.assets.pageAssets)
    }

    private func redirect(_ address: String, cookie: String?) -> Response {
        var headers: HTTPFields = page.isFragment ? [.init("HX-Redirect")!: address] : [.location: address]
        if let cookie { headers[.setCookie] = cookie }
        return Response(status: page.isFragment ? .ok : .seeOther, headers: headers)
    }

    private func html(_ html: HTML, _ status: HTTPResponse.Status) -> Response { .html(html, status) }
}

extension Response {
    static func html(_ html: HTML, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: html.bytes)))
    }
}
