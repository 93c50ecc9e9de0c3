import CRM
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// Binds `/rest/…` to the methods. Every answer is JSON or XML, whatever happens.
package struct RESTRouter: Sendable {
    private let services: RESTServices

    package init(services: RESTServices) { self.services = services }

    package func addRoutes<Context: RequestContext>(to router: Router<Context>) {
        for method in [HTTPRequest.Method.get, .post] {
            router.on("/rest/**", method: method) { request, _ in await answer(request) }
            router.on("/oauth/token", method: method) { request, _ in await TokenEndpoint(services: services).answer(request) }
        }
    }

    /// Carries out one call in the name of somebody who is signed in, as «Попробовать» on the page of a method does; the answer or
    /// error as a program would get it.
    package func answer(_ name: String, _ parameters: JSONValue, for viewer: Viewer, _ user: User) async -> JSONValue {
        let start = services.portal.clock.now
        let caller = Caller(
            viewer: viewer, user: user, scopes: Set(IntegrationScope.allCases), title: user.name, program: "person/\(user.id)", key: .none)
        do {
            return try await envelope(name, Parameters(parameters), caller, since: start)
        } catch {
            return Dispatcher.failure(of: error, caller, services.log).json
        }
    }

    private func answer(_ request: Request) async -> Response {
        let start = services.portal.clock.now
        guard let address = RESTAddress(path: request.uri.path) else { return Self.response(.unknownMethod, .json) }
        var caller: Caller?
        do {
            let parameters = try await ParameterReading.parameters(of: request)
            let known = try await Authentication(services: services).caller(address, parameters)
            caller = known
            if let throttle = services.throttle, !throttle.admits(known.throttleKey) { throw RESTFailure.limit }
            if address.method == FileDownload.name { return try await FileDownload.response(parameters, known, services) }
            return Self.response(try await envelope(address.method, parameters, known, since: start), address.form, .ok)
        } catch {
            return Self.response(Dispatcher.failure(of: error, caller, services.log), address.form)
        }
    }

    /// Runs a method and puts its answer into the whole document.
    private func envelope(
        _ name: String, _ parameters: Parameters, _ caller: Caller, since start: Timestamp
    ) async throws -> JSONValue {
        let dates = try await services.calendar.current().dates
        let call = Call(services: services, parameters: parameters, caller: caller, now: start, dates: dates)
        let answer = try await Dispatcher.run(name, call)
        return answer.envelope(Timing(start: start, finish: services.portal.clock.now, zone: dates.zone))
    }

    private static func response(_ failure: RESTFailure, _ form: RESTAddress.Form) -> Response {
        response(failure.json, form, HTTPResponse.Status(code: failure.status))
    }

    private static func response(_ json: JSONValue, _ form: RESTAddress.Form, _ status: HTTPResponse.Status) -> Response {
        let type = form == .json ? "application/json; charset=utf-8" : "application/xml; charset=utf-8"
        let body = form == .json ? ByteBuffer(bytes: json.bytes) : ByteBuffer(string: json.xml)
        return Response(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: body))
    }
}
