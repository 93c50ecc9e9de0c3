import CRM
import Kernel

/// The methods of the REST API: what each does and takes, and a form to try it.
enum MethodsPage {
    static let routes: [Route] = [
        .get("/settings/integrations/methods") { page in
            let view = MethodListView(methods: page.services.api.methods, language: page.language)
            return page.settings(.integrations, title: MethodTexts.title, lead: MethodTexts.lead, layout: .normal, view.html)
        },
        .get("/settings/integrations/methods/:name") { page in try await show(page, parameters: "{}", answer: nil) },
        .post("/settings/integrations/methods/:name") { page in
            let text = page.form["parameters"] ?? ""
            do {
                let parameters = try JSONValue(parsing: text.isEmpty ? "{}" : text)
                guard let visitor = page.visitor else { throw Failure(.unauthenticated, HTTPTexts.signIn) }
                let answer = await page.services.api.call(try method(page).name, parameters, visitor.viewer, visitor.user)
                return try await show(page, parameters: text, answer: answer)
            } catch let failure as Failure where failure.code == .invalid {
                return try await show(page, parameters: text, answer: nil, failure: failure)
            }
        },
    ]

    private static func method(_ page: PageRequest) throws -> MethodHelp {
        guard let method = page.services.api.methods.first(where: { $0.name == page.parameters["name"] }) else {
            throw Failure(.notFound, HTTPTexts.unknownPage)
        }
        return method
    }

    private static func show(
        _ page: PageRequest, parameters: String, answer: JSONValue?, failure: Failure? = nil
    ) async throws -> PageResponse {
        let method = try method(page)
        let view = MethodView(
            method: method, parameters: parameters, answer: answer, attempt: Attempt(page, failure: failure), csrf: page.csrf)
        return page.settings(
            .integrations, title: Text(verbatim: method.name),
            parents: [(MethodTexts.title[page.language], "/settings/integrations/methods")], layout: .normal, view.html)
    }
}
