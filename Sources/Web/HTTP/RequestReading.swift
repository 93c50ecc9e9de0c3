import CRM
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// Turns an HTTP request into a `PageRequest`: body, uploads, token, language.
struct RequestReading: Sendable {
    let services: Services
    let request: Request
    let context: PortalContext
    let visitor: Visitor?

    func pageRequest(for route: Route) async throws -> PageRequest {
        let body = try await readBody(limit: route.bodyLimit)
        if route.method != .get { try checkToken(in: body.fields) }
        var parameters: [String: String] = [:]
        for (name, value) in context.parameters { parameters[String(name)] = percentDecoded(value) }
        let (language, calendar) = (Self.language(of: request, visitor: visitor), try await services.calendar.current())
        let dates = try visitor?.dates(in: calendar) ?? calendar.dates
        return PageRequest(
            services: services.reading(dates), visitor: visitor, language: language, method: request.method, path: request.uri.path,
            parameters: parameters, query: FormFields(urlEncoded: request.uri.query ?? ""), form: body.fields, uploads: body.files,
            isFragment: Self.isFragment(request), address: context.address, headers: request.headers,
            authority: request.head.authority, cookies: cookies, now: services.portal.clock.now,
            calendar: calendar, dates: dates.writer(language))
    }

    /// Somebody signed in must send their session's token; somebody who is not must at least come from our own page.
    private func checkToken(in form: FormFields) throws {
        let sent = request.headers[.init("X-CSRF-Token")!] ?? form["csrf"] ?? ""
        if let visitor {
            guard visitor.session.accepts(csrfToken: sent) else { throw Failure(.forbidden, HTTPTexts.staleForm) }
        } else if let origin = request.headers[.origin], let host = request.head.authority {
            guard origin.hasSuffix("//" + host) || origin.lowercased() == services.publicAddress?.origin else { throw Failure(.forbidden, HTTPTexts.staleForm) }
        }
    }

    // MARK: Body

    private func readBody(limit: Int) async throws -> (fields: FormFields, files: [ReceivedFile]) {
        guard request.method != .get, let type = request.headers[.contentType] else { return (FormFields(), []) }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw tooLarge(limit) }
        if let boundary = MultipartParser.boundary(of: type) { return try await readMultipart(boundary, limit: limit) }
        var bytes: [UInt8] = []
        for try await chunk in request.body {
            bytes += chunk.readableBytesView
            if bytes.count > limit { throw tooLarge(limit) }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if type.hasPrefix("application/json") { return (FormFields([("json", text)]), []) }
        return (FormFields(urlEncoded: text), [])
    }

    private func readMultipart(_ boundary: String, limit: Int) async throws -> (FormFields, [ReceivedFile]) {
        var form = MultipartForm(services: services, visitor: visitor, parser: MultipartParser(boundary: boundary))
        var received = 0
        for try await chunk in request.body {
            received += chunk.readableBytes
            if received > limit { throw tooLarge(limit) }
            try await form.take(chunk.readableBytesView, token: checkToken)
        }
        return try form.finished()
    }

    private func tooLarge(_ limit: Int) -> Failure {
        Failure(.limited, HTTPTexts.tooLarge.with(["limit": byteCount(limit)]))
    }

    private var cookies: [String: String] {
        var cookies: [String: String] = [:]
        for name in ["rail", "language"] { cookies[name] = request.cookies[name]?.value }
        return cookies
    }

    // MARK: Facts of a request

    static func isFragment(_ request: Request) -> Bool {
        request.headers[.init("HX-Request")!] != nil || request.headers[.accept] == "application/json"
    }

    static func language(of request: Request, visitor: Visitor?) -> Language {
        if let visitor { return visitor.language }
        if let chosen = request.cookies["language"]?.value, let language = Language(rawValue: chosen) { return language }
        let accepted = request.headers[.acceptLanguage] ?? "ru"
        let first = accepted.prefix(2).lowercased()
        return Language(rawValue: first) ?? .english
    }
}

extension Visitor {
    /// The portal's way of writing dates, in the person's own time zone when they have chosen one.
    fileprivate func dates(in calendar: PortalCalendar) throws -> DateSetting {
        guard let own = user.profile.timeZone else { return calendar.dates }
        return DateSetting(zone: try TimeZoneRules.named(own), style: calendar.dates.style)
    }
}

/// «25 МБ» of a number of bytes; the unit's letters are the same in the messages of both languages.
package func byteCount(_ bytes: Int) -> Text {
    let (amount, ru, en) = bytes >= 1 << 20 ? (bytes >> 20, "МБ", "MB") : (max(1, bytes >> 10), "КБ", "KB")
    return Text(ru: "\(amount) \(ru)", en: "\(amount) \(en)")
}
