import CRM
import Kernel
import Storage

/// Where a move is going: the portal's commands.
package struct MovingTarget: Sendable {
    package let portal: Portal
    package let items: ItemStore
    package let pipelines: PipelineStore
    package let staff: Staff
    package let files: FileStore

    package init(portal: Portal, items: ItemStore, pipelines: PipelineStore, staff: Staff, files: FileStore) {
        self.portal = portal
        self.items = items
        self.pipelines = pipelines
        self.staff = staff
        self.files = files
    }
}

/// How far a move has come, for whoever watches.
package struct MovingProgress: Sendable {
    package let kind: MovingKind
    /// Records of the kind that are dealt with, in this run.
    package let done: Int
    /// Nil when the source does not say.
    package let total: Int?
}

/// Brings a Bitrix24 portal here over its REST API, batch by batch.
///
/// Pages are read first, then one transaction writes them together with the note how far the move has come: one that is cut
/// goes on with the next batch. Each record is known by its foreign number, so that running again brings only what has
/// changed. Robots, triggers and notifications stay silent: what is moved in is history.
package struct Mover: Sendable {
    package struct Options: Sendable {
        /// What to move; settings are looked at whenever items are.
        package var kinds: Set<MovingKind> = Set(MovingKind.allCases)
        package var withFiles = true

        package init() {}
    }

    private let client: SourceClient
    private let target: MovingTarget
    private let options: Options

    package init(_ client: SourceClient, into target: MovingTarget, options: Options = Options()) {
        self.client = client
        self.target = target
        self.options = options
    }

    package typealias Watcher = @Sendable (MovingProgress) async -> Void

    /// Runs a move to its end, or goes on with one that was cut.
    /// - Parameter remark: told before anything is moved: what will be missing because of the webhook's owner, what is gone on with.
    /// - Throws: `Failure` when there is no going on; what is moved by then stays.
    @discardableResult
    package func run(remark: (Text) -> Void = { _ in }, progress: @escaping Watcher = { _ in }) async throws -> MovingReport {
        if try await !client.isAdministrators() { remark(MovingTexts.notAdministrator) }
        let source = client.address.host
        let administrator = try await target.portal.read { try UserStore.administrators(in: $0).first }
        guard let administrator else { throw Failure(.conflict, MovingTexts.noAdministrator) }
        let actor = Actor(origin: .importer(file: source), user: administrator)
        let (move, isContinued) = try await target.portal.perform(as: actor, .bulk) { try MoveBook.begin(source, at: $0.now, in: $0.transaction) }
        if isContinued { remark(MovingTexts.goingOn) }
        let course = Course(
            client: client, target: target, options: options, move: move, records: MovedRecords(source: source),
            actor: actor, administrator: administrator, progress: progress)
        for kind in MovingKind.allCases where options.kinds.contains(kind) || kind == .settings && needsSettings {
            try await course.run(kind)
        }
        return try await target.portal.perform(as: actor, .bulk) { command in
            try MoveBook.finish(move, at: command.now, in: command.transaction)
            return try MovingReport.read(move, source: source, in: command.transaction)
        }
    }

    private var needsSettings: Bool { options.kinds.contains { $0.entity != nil } }

    // MARK: Looking only

    /// How many records of a kind the source has; nil when it does not say, or why they cannot be had.
    package struct Count: Sendable {
        package let kind: MovingKind
        package let count: Int?
        package let leftOut: Text?
    }

    /// Looks at the source without writing anything: that the address and key work, what they may see, how much there is.
    package func examine(remark: (Text) -> Void = { _ in }) async throws -> [Count] {
        if try await !client.isAdministrators() { remark(MovingTexts.notAdministrator) }
        var counts: [Count] = []
        for kind in MovingKind.allCases where options.kinds.contains(kind) {
            guard let (method, parameters) = Mover.counting(kind) else { continue }
            do {
                let answer = try await client.call(method, parameters)
                counts.append(Count(kind: kind, count: (answer["total"]?.number ?? answer["result"].map { Int64($0.elements.count) }).map { Int($0) }, leftOut: nil))
            } catch let refusal as SourceRefusal {
                counts.append(Count(kind: kind, count: nil, leftOut: refusal.reason))
            }
        }
        return counts
    }

    /// Comments have no list of their own: they are asked for item by item.
    private static func counting(_ kind: MovingKind) -> (String, JSONValue)? {
        switch kind {
        case .departments: ("department.get", [:])
        case .people: ("user.get", [:])
        case .settings: ("crm.status.list", [:])
        case .companies, .contacts, .leads, .deals: ("crm.\(kind.entity!.code.lowercased()).list", ["select": ["ID"]])
        case .activities: ("crm.activity.list", ["select": ["ID"]])
        case .tasks: ("tasks.task.list", ["select": ["ID"]])
        case .comments: nil
        }
    }
}

extension SourceClient {
    /// Whether the webhook's owner sees everything; true when the source does not say. The first call, so a wrong address or key
    /// shows here.
    fileprivate func isAdministrators() async throws -> Bool {
        do {
            return try await call("profile")["result"]?.object?.value("ADMIN")?.flag ?? true
        } catch let refusal as SourceRefusal where refusal.isOutOfReach {
            return true
        } catch let refusal as SourceRefusal {
            throw Failure(.unavailable, refusal.reason)
        }
    }
}
