import CRM
import Kernel

/// The card of a lead, deal, contact or company: everything known of it, and everything that can be done with it.
package enum ItemCardPage {
    package static let routes: [Route] = EntityType.allCases.flatMap { all($0) }

    private static func all(_ entity: EntityType) -> [Route] {
        var routes = card(entity)
        routes += FieldActions.routes(entity)
        routes += ComposerActions.routes(entity)
        routes += TimelineActions.routes(entity)
        routes += LifeActions.routes(entity)
        if entity.hasStages { routes += staged(entity) }
        return routes
    }

    private static func card(_ entity: EntityType) -> [Route] {
        [
            .get("/\(entity.segment)/:id") { page in
                let model = try await CardModel.load(page, try page.item(entity), tab: page.cardTab(entity))
                let view = CardView(model, ComposerState(page))
                return page.isFragment ? .fragment(view.html) : view.page()
            },
            .get("/\(entity.segment)/:id/fields") { page in
                let model = try await CardModel.load(page, try page.item(entity), tab: .general)
                return .fragment(FieldSections(model.context, clients: model.clients).html)
            },
        ]
    }

    private static func staged(_ entity: EntityType) -> [Route] {
        StageActions.routes(entity) + ProductActions.routes(entity) + RobotActions.routes(entity) + ProcessStartDialog.routes(entity)
    }
}
