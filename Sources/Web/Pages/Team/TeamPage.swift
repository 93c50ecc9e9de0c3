import CRM
import Kernel
import Storage

/// `/team`: what a head's people have in work, and what of it may be forgotten. With `few`, the part that the first screen shows.
enum TeamPage {
    static let routes: [Route] = [
        .get("/team") { page in
            let model = try await TeamModel.read(page)
            let few = page.query.flag("few") ? TeamModel.few : nil
            var content = Page(TeamTexts.title[page.language], TeamView(model: model, language: page.language, few: few).html)
            content.lead = TeamTexts.lead[page.language]
            return .page(content)
        }
    ]
}

/// The people below the viewer with their numbers. A fixed number of queries.
struct TeamModel: Sendable {
    static let few = 8

    /// Somebody of the team.
    struct Member: Sendable {
        let person: PersonCard
        let work: [PipelineID: OpenWork]
        let overdueTasks: Int

        /// How much waits longer than it should.
        var trouble: Int { work.values.reduce(overdueTasks) { $0 + $1.overdue + $1.unplanned + $1.incoming } }
    }

    /// Pipelines in which somebody has something, in their order.
    let pipelines: [Pipeline]
    /// Who has most in trouble first.
    let members: [Member]

    /// An administrator who heads nobody looks after everybody.
    static func read(_ page: PageRequest) async throws -> TeamModel {
        let viewer = try page.viewer
        let (services, now) = (page.services, page.now)
        let everybody = try await services.people.snapshot().people.filter { $0.isActive && $0.id != viewer.user }
        return try await services.portal.read { reader in
            let below = try DepartmentStore.peopleBelow(viewer.user, in: reader)
            let people = everybody.filter { below.contains($0.id) || below.isEmpty && viewer.isAdministrator }
            let ids = people.map(\.id)
            let readable = EntityType.allCases.filter { $0.hasStages && viewer.scope(.read, of: $0) != .none }
            let work = try readable.map { try services.items.openWork($0, of: ids, for: viewer, at: now, in: reader) }
                .reduce(into: [:]) { $0.merge($1) { first, _ in first } }
            let late = try Workload.overdueTasks(of: ids, at: now, in: reader)
            let pipelines = try services.items.catalog.catalog(in: reader).pipelines
            return TeamModel(
                pipelines: readable.flatMap(pipelines.of).filter { work[$0.id] != nil },
                members: people.map { person in
                    Member(person: person, work: work.compactMapValues { $0[person.id] }, overdueTasks: late[person.id] ?? 0)
                }.sorted { $0.trouble > $1.trouble })
        }
    }
}
