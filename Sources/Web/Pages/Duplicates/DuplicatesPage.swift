import CRM
import Kernel
import Storage

/// `/contacts/duplicates`: what is probably the same client twice, to be compared, merged or told apart.
enum DuplicatesPage {
    /// Groups a page.
    private static let size = 20
    /// So many groups one press merges: each is a transaction of its own.
    private static let most = 200

    static let routes: [Route] = EntityType.allCases.flatMap { entity in
        MergePage.routes(entity) + CardDuplicates.routes(entity) + (entity == .deal ? [] : scan(entity))
    }

    private static func scan(_ entity: EntityType) -> [Route] {
        let base = entity.duplicatesAddress
        return [
            .get(base) { page in try await show(entity, page) },
            .post(base + "/merge") { page in try await mergePlain(entity, page) },
            .post(base + "/distinct") { page in
                let ids = page.form.items(entity)
                try await page.requiring(.update, ids)
                try await page.services.portal.perform(as: page.actor) { try DistinctItems.mark(ids, $0) }
                return .redirect(returnAddress(page.form["back"], else: base), notice: DuplicateTexts.markedDistinct)
            },
            .post(base + "/similar") { page in
                let ids = page.form.items(entity)
                guard ids.count == 2 else { throw Failure(.invalid, DuplicateTexts.choosePair) }
                try await page.requiring(.update, ids)
                try await page.services.portal.perform(as: page.actor) { try DistinctItems.unmark(ids[0], ids[1], $0) }
                return .redirect(base, notice: DuplicateTexts.unmarked)
            },
        ]
    }

    private static func show(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let model = try await DuplicatesModel.read(entity, page, size: size)
        let view = DuplicatesView(model: model, language: page.language, csrf: page.csrf, writer: page.dates)
        var content = Page(DuplicateTexts.title(entity)[page.language], view.html)
        content.lead = DuplicateTexts.lead[page.language]
        content.breadcrumbs = [(entity.pluralName[page.language], entity.listAddress), (DuplicateTexts.duplicates[page.language], nil)]
        content.actions = view.actions
        return .page(content, rail: entity.rail)
    }

    /// Merges every group in which nothing contradicts; what people have to decide stays.
    private static func mergePlain(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let (viewer, items) = (try page.viewer, page.services.items)
        let groups = try await page.services.portal.read { reader in
            let groups = try DuplicateScan.read(entity, for: viewer, in: reader).groups.map(\.items)
            return try items.mergePlans(groups, in: reader)
        }
        var merged = 0
        var left = 0
        for plan in groups {
            if merged == most { break }
            guard let plan, plan.isPlain else {
                left += 1
                continue
            }
            do {
                try await page.services.portal.perform(as: page.actor) { _ = try items.merge(plan.items.map(\.id), for: viewer, $0) }
                merged += 1
            } catch is MergeConflict {
                left += 1
            } catch let failure as Failure where failure.code != .unavailable {
                left += 1
            }
        }
        let rest = groups.count - merged - left
        return .redirect(
            entity.duplicatesAddress,
            notice: DuplicateTexts.mergedPlain.with(["merged": grouped(merged), "left": grouped(left + rest)]))
    }
}

/// The groups of one page with the items in them.
struct DuplicatesModel: Sendable {
    let entity: EntityType
    let groups: [DuplicateGroup]
    /// What contradicts in each group; nil for one that is too large or cannot be merged.
    let plans: [MergePlan?]
    let isCut: Bool
    let window: PageWindow
    let items: [DocumentID: Item]
    let distinct: [DistinctPair]
    let now: Timestamp
    let names: Names

    static func read(_ entity: EntityType, _ page: PageRequest, size: Int) async throws -> DuplicatesModel {
        let (viewer, services) = (try page.viewer, page.services)
        guard viewer.scope(.read, of: entity) != .none else {
            throw Failure(.forbidden, FilterTexts.mayNotSee.with(["entities": entity.pluralName]))
        }
        let now = page.now
        let wanted = max(1, page.query.number("page") ?? 1)
        return try await services.portal.read { reader in
            let scan = try DuplicateScan.read(entity, for: viewer, in: reader)
            let window = PageWindow(page: wanted, pageSize: size, total: scan.groups.count)
            let groups = Array(scan.groups.dropFirst((wanted - 1) * size).prefix(size))
            let pairs = try DistinctItems.pairs(of: entity, in: reader)
            let items = try services.items.load(groups.flatMap(\.items) + pairs.flatMap { [$0.first, $0.second] }, in: reader)
                .filter { viewer.may(.read, entity, responsible: $0.value.responsible) && !$0.value.isDeleted }
            let plans = try services.items.mergePlans(groups.map(\.items), in: reader)
            return DuplicatesModel(
                entity: entity, groups: groups, plans: plans, isCut: scan.isCut, window: window, items: items,
                distinct: pairs.filter { items[$0.first] != nil && items[$0.second] != nil }, now: now,
                names: try services.items.names(for: items.values, further: pairs.compactMap(\.person).map { Reference(.user, $0.rawValue) }, in: reader))
        }
    }
}

extension EntityType {
    var duplicatesAddress: String { listAddress + "/duplicates" }
    var mergeAddress: String { listAddress + "/merge" }
}

extension FormFields {
    /// The items that a form or an address names, each once.
    func items(_ entity: EntityType) -> [DocumentID] {
        var seen: Set<Int64> = []
        return all("id").flatMap { $0.split(separator: ",") }.compactMap { Int64($0) }.filter { $0 > 0 && seen.insert($0).inserted }
            .map { DocumentID(entity, $0) }
    }
}

extension PageRequest {
    /// - Throws: `Failure` when the person may not do this with one of the items.
    fileprivate func requiring(_ operation: CRM.Operation, _ ids: [DocumentID]) async throws {
        let (viewer, items) = (try viewer, services.items)
        try await services.portal.read { reader in
            for id in ids {
                let item = try items.find(id, for: viewer, in: reader)
                guard viewer.may(operation, item.entity, responsible: item.responsible) else {
                    throw Failure(.forbidden, DuplicateTexts.mayNotDecide)
                }
            }
        }
    }
}
