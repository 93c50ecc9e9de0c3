import CRM
import HTTPTypes
import Kernel
import Storage

/// What processes ask people: the list, and one assignment with its answers.
package enum AssignmentsPage {
    static let pageSize = 200

    package static let routes: [Route] = [
        .get("/assignments") { page in
            .page(AssignmentsView(try await AssignmentsModel.read(page), page).page(), rail: .assignments)
        },
        .get("/assignments/:id") { page in
            .page(AssignmentView(try await AssignmentModel.read(page), page).page(), rail: .assignments)
        },
        .post("/assignments/:id/answer") { page in try await answer(page) },
        .post("/assignments/:id/delegate") { page in try await delegate(page) },
    ]

    private static func answer(_ page: PageRequest) async throws -> PageResponse {
        let id: AssignmentID = try page.id()
        let user = try page.viewer.user
        guard let answer = Assignment.Answer(rawValue: page.form["answer"] ?? "") else {
            throw Failure(.invalid, AssignmentPageTexts.chooseAnswer, field: "answer")
        }
        return try await change(page, thanks: answer.done) { command in
            try Assignment.answer(id, answer, comment: page.form["comment"] ?? "", by: user, in: command)
        }
    }

    /// A person hands over what they are asked; heads and administrators what their people are asked.
    private static func delegate(_ page: PageRequest) async throws -> PageResponse {
        let id: AssignmentID = try page.id()
        guard let person: UserID = page.form.id("from"), let other: UserID = page.form.id("person") else {
            throw Failure(.invalid, AssignmentPageTexts.choosePerson, field: "person")
        }
        let viewer = try page.viewer
        return try await change(page, thanks: AssignmentPageTexts.delegated) { command in
            guard try AssignmentReach(viewer, in: command.transaction).covers(person) else {
                throw Failure(.forbidden, AssignmentPageTexts.notYours)
            }
            try Assignment.delegate(id, from: person, to: other, in: command)
        }
    }

    /// Carries a command out; what was wrong stands beside its field.
    private static func change(
        _ page: PageRequest, thanks: Text, _ body: @escaping @Sendable (Command) throws -> Void
    ) async throws -> PageResponse {
        let model = try await AssignmentModel.read(page)
        do {
            try await page.services.portal.perform(as: page.actor, .interactive, body)
        } catch let failure as Failure where failure.code == .invalid && page.form["card"] == nil {
            let view = AssignmentView(model, page, typed: page.form, error: failure)
            return .page(view.page(), rail: .assignments, status: .unprocessableContent)
        }
        if page.form["card"] != nil { return try await page.answerCard(model.assignment.item, notice: thanks) }
        return .redirect("/assignments/\(model.assignment.id)", notice: thanks)
    }
}

/// Whose assignments a viewer may look at and hand over: their own, those of everybody below them, all for administrators.
struct AssignmentReach: Sendable {
    let user: UserID
    let isAdministrator: Bool
    let below: Set<UserID>

    init(_ viewer: Viewer, in reader: any Reader) throws {
        user = viewer.user
        isAdministrator = viewer.isAdministrator
        guard case .person(_, _, let people) = try TaskAccess.reading(viewer, in: reader) else {
            below = []
            return
        }
        below = people
    }

    func covers(_ person: UserID) -> Bool { isAdministrator || person == user || below.contains(person) }
}

/// A list of assignments: the viewer's own, or those of the people below.
struct AssignmentsModel: Sendable {
    enum Whose: String, Sendable, CaseIterable {
        case mine, people
    }

    let assignments: [Assignment]
    /// Fields that processes ask for.
    let requests: [InformationRequest]
    let part: Assignment.Part
    let whose: Whose
    let reach: AssignmentReach
    let links: TaskLinks
    let people: PeopleSnapshot

    /// Whether there is anybody whose assignments could be looked at.
    var hasPeople: Bool { reach.isAdministrator || !reach.below.isEmpty }

    static func read(_ page: PageRequest) async throws -> AssignmentsModel {
        let people = try await page.services.people.snapshot()
        let viewer = try page.viewer
        let part = Assignment.Part(rawValue: page.query["part"] ?? "") ?? .waiting
        let whose = Whose(rawValue: page.query["whose"] ?? "") ?? .mine
        return try await page.services.portal.read { reader in
            let reach = try AssignmentReach(viewer, in: reader)
            let others = reach.isAdministrator ? people.people.map(\.id).filter { $0 != viewer.user } : Array(reach.below)
            let asked = whose == .mine ? [viewer.user] : others
            let found = try Assignment.list(part, of: asked, limit: AssignmentsPage.pageSize, in: reader)
            let requests = try InformationRequest.list(part, of: asked, limit: AssignmentsPage.pageSize, in: reader)
            return AssignmentsModel(
                assignments: found, requests: requests, part: part, whose: whose, reach: reach,
                links: try TaskLinks(Set(found.map(\.item) + requests.map(\.item)), for: viewer, page.services.items, in: reader), people: people)
        }
    }
}

/// One assignment as its viewer sees it.
struct AssignmentModel: Sendable {
    let assignment: Assignment
    let reach: AssignmentReach
    /// The title of its item when the viewer may open it.
    let item: String?
    let people: PeopleSnapshot

    /// - Throws: `Failure` `.notFound` for whoever is neither asked nor above who is, nor may see the item.
    static func read(_ page: PageRequest) async throws -> AssignmentModel {
        let people = try await page.services.people.snapshot()
        let viewer = try page.viewer
        let id: AssignmentID = try page.id()
        return try await page.services.portal.read { reader in
            guard let assignment = try Assignment.find(id, in: reader) else { throw Failure(.notFound, AssignmentPageTexts.none) }
            let reach = try AssignmentReach(viewer, in: reader)
            let item = try TaskLinks([assignment.item], for: viewer, page.services.items, in: reader)[assignment.item]
            let isTheirs = assignment.participants.contains { reach.covers($0.person) || $0.delegatedBy.map(reach.covers) ?? false }
            guard isTheirs || item != nil else { throw Failure(.notFound, AssignmentPageTexts.none) }
            return AssignmentModel(assignment: assignment, reach: reach, item: item, people: people)
        }
    }
}
