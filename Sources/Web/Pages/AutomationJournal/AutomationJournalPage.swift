import Automation
import CRM
import Kernel
import Storage

/// «Журнал автоматики»: what robots and triggers did on all items, and what they will do next.
enum AutomationJournalPage {
    static let address = "/automation-journal"
    static let pageSize = 60

    static let routes: [Route] = [
        .get(address) { page in
            try page.require(.configureAutomation)
            return .page(AutomationJournalView(try await AutomationJournalModel.read(page), page).page(), rail: .automation)
        },
        .get(address + "/planned") { page in
            try page.require(.configureAutomation)
            return .page(PlannedStepsView(try await PlannedStepsModel.read(page), page).page(), rail: .automation)
        },
        .get(address + "/why/:item/:seq") { page in
            try page.require(.configureAutomation)
            return .page(CauseChainView(try await CauseChainModel.read(page), page).page(), rail: .automation)
        },
    ]
}

/// What names things on these pages.
struct JournalNames: Sendable {
    let pipelines: Pipelines
    let titles: TaskLinks
    let people: PeopleSnapshot

    func pipeline(_ name: String?) -> Pipeline? { name.flatMap { name in pipelines.all.first { $0.automationName == name } } }

    func stage(_ code: String?, of pipeline: String?) -> Stage? { code.flatMap { self.pipeline(pipeline)?[$0] } }
}

/// A page of the journal.
struct AutomationJournalModel: Sendable {
    /// At most so many lines are looked through for a page, when few of them are of the person asked for.
    private static let furthest = 3000

    let filter: JournalFilter
    let person: UserID?
    let entries: [PortalJournalEntry]
    /// Where the next page begins.
    let next: JournalPosition?
    let names: JournalNames

    static func read(_ page: PageRequest) async throws -> AutomationJournalModel {
        let people = try await page.services.people.snapshot()
        let viewer = try page.viewer
        let services = page.services
        let filter = JournalFilter(
            topic: page.query.text("topic").flatMap(JournalFilter.Topic.init), pipeline: page.query.text("pipeline"),
            stage: page.query.text("stage"), node: page.query.text("robot"))
        let person: UserID? = page.query.id("person")
        let before = JournalPosition(page.query.text("before") ?? "")
        return try await services.portal.read { reader in
            let source = AutomationReader(store: services.automation)
            var (found, last, seen): ([PortalJournalEntry], JournalPosition?, Int) = ([], before, 0)
            var links = try TaskLinks([], for: viewer, services.items, in: reader)
            var isMore = true
            while found.count < AutomationJournalPage.pageSize, isMore, seen < furthest {
                let batch = try source.journal(filter, before: last, limit: AutomationJournalPage.pageSize, in: reader)
                links = try links.adding(Set(batch.map(\.entry.item)), of: person, for: viewer, services.items, in: reader)
                found += batch.filter { links[$0.entry.item] != nil }
                last = batch.last.map { JournalPosition($0.entry) } ?? last
                isMore = batch.count == AutomationJournalPage.pageSize
                seen += batch.count
            }
            let names = JournalNames(pipelines: try services.pipelines.all(in: reader), titles: links, people: people)
            return AutomationJournalModel(filter: filter, person: person, entries: found, next: isMore ? last : nil, names: names)
        }
    }
}

/// What will happen next.
struct PlannedStepsModel: Sendable {
    let steps: [UpcomingStep]
    let names: JournalNames

    static func read(_ page: PageRequest) async throws -> PlannedStepsModel {
        let people = try await page.services.people.snapshot()
        let viewer = try page.viewer
        let services = page.services
        return try await services.portal.read { reader in
            let steps = try AutomationReader(store: services.automation).planned(limit: 200, in: reader)
            let links = try TaskLinks(Set(steps.map(\.item)), for: viewer, services.items, in: reader)
            let names = JournalNames(pipelines: try services.pipelines.all(in: reader), titles: links, people: people)
            return PlannedStepsModel(steps: steps.filter { links[$0.item] != nil }, names: names)
        }
    }
}

/// Why something happened, step by step back to what came from outside.
struct CauseChainModel: Sendable {
    let chain: [PortalJournalEntry]
    let names: JournalNames

    /// - Throws: `Failure` `.notFound` for an entry that is not kept any more or of an item that the viewer may not see.
    static func read(_ page: PageRequest) async throws -> CauseChainModel {
        let people = try await page.services.people.snapshot()
        let viewer = try page.viewer
        let services = page.services
        guard let key = page.parameters["item"].flatMap({ Int64($0) }), let seq = page.parameters["seq"].flatMap({ Int64($0) }) else {
            throw Failure(.notFound, AutomationJournalTexts.noEntry)
        }
        return try await services.portal.read { reader in
            let chain = try AutomationReader(store: services.automation).causes(of: DocumentID(key: key), seq: seq, in: reader)
            let links = try TaskLinks(Set(chain.map(\.entry.item)), for: viewer, services.items, in: reader)
            guard let first = chain.first, links[first.entry.item] != nil else { throw Failure(.notFound, AutomationJournalTexts.noEntry) }
            let names = JournalNames(pipelines: try services.pipelines.all(in: reader), titles: links, people: people)
            return CauseChainModel(chain: chain.filter { links[$0.entry.item] != nil }, names: names)
        }
    }
}

extension JournalPosition {
    /// As it stands in an address: `1795417200000.42.7`.
    fileprivate init?(_ text: String) {
        let parts = text.split(separator: ".").compactMap { Int64($0) }
        guard parts.count == 3 else { return nil }
        self.init(at: Timestamp(milliseconds: parts[0]), item: parts[1], seq: parts[2])
    }

    var stored: String { "\(at.milliseconds).\(item).\(seq)" }
}
