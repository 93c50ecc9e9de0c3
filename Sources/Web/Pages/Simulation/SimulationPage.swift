import Automation
import CRM
import HTTPTypes
import Kernel

/// «Проверить»: what the robots of a pipeline, as they stand on the robots screen, would do in the coming month.
package enum SimulationPage {
    package static let routes: [Route] = [
        .get("/automation/:pipeline/simulation", open),
        .post("/automation/:pipeline/simulation", run),
        .get("/automation/:pipeline/simulation/event", event),
    ]

    private static func open(_ page: PageRequest) async throws -> PageResponse {
        let model = try await SimulationModel.load(page)
        return response(model, page.query, .empty, page)
    }

    private static func run(_ page: PageRequest) async throws -> PageResponse {
        let model = try await SimulationModel.load(page)
        // Without script the button «Добавить событие» sends the form.
        if page.form.flag("add") { return response(model, page.form, .empty, page) }
        do {
            let order = try SimulationReading(form: page.form, model: model, dates: page.services.items.dates).order(by: page.viewer.user)
            let simulation = try await page.services.simulator.simulate(order)
            return answer(model, .played(simulation), .ok, page)
        } catch let failure as Failure where failure.code == .invalid || failure.code == .limited || failure.code == .notFound {
            return answer(model, .refused(failure.message), .unprocessableContent, page)
        }
    }

    private static func answer(
        _ model: SimulationModel, _ result: SimulationResult, _ status: HTTPResponse.Status, _ page: PageRequest
    ) -> PageResponse {
        if page.isFragment { return .fragment(html(result, model, page), status: status) }
        return response(model, page.form, result, page, status)
    }

    private static func response(
        _ model: SimulationModel, _ sent: FormFields, _ result: SimulationResult, _ page: PageRequest,
        _ status: HTTPResponse.Status = .ok
    ) -> PageResponse {
        let form = SimulationForm(model: model, sent: sent, csrf: page.csrf, language: page.language)
        var content = Page(
            SimulatorTexts.title[page.language],
            """
            <div class="simulation">\(form.html)<div class="simulation-result" id="simulation-result" aria-live="polite">\
            \(html(result, model, page))</div></div>
            """)
        content.lead = SimulatorTexts.lead[page.language]
        content.breadcrumbs = [
            (RobotsTexts.title[page.language], model.robots.address + (model.isDraft ? "?edit=1" : "")),
            (model.robots.pipeline.name[page.language], nil),
        ]
        return .page(content, rail: .automation, status: status)
    }

    private static func html(_ result: SimulationResult, _ model: SimulationModel, _ page: PageRequest) -> HTML {
        switch result {
        case .empty:
            .card(.emptyState(icon: .play, title: StoryTexts.empty[page.language], text: StoryTexts.emptyHint[page.language]))
        case .refused(let why):
            .notice(.danger, icon: .circleAlert, title: SimulatorTexts.cannot[page.language], "<p>\(why, page.language)</p>")
        case .played(let simulation):
            StoryView(simulation: simulation, dates: page.dates, calendar: page.calendar.calendar, language: page.language).html
        }
    }

    /// A row of the scenario, new or after its deed was chosen.
    private static func event(_ page: PageRequest) async throws -> PageResponse {
        let model = try await SimulationModel.load(page)
        let row = SimulationReading.rows(page.query).first ?? SimulationReading.Row()
        return .fragment(EventRows(model: model, language: page.language).row(row))
    }
}

/// What stands beside the form.
private enum SimulationResult {
    case empty
    case refused(Text)
    case played(Simulation)
}
