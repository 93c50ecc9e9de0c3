import CRM
import Kernel
import Storage

/// The parts of a card, each with an address of its own: `/deals/7?tab=robots`.
enum CardTab: String, Sendable, CaseIterable {
    case general, products, tasks, robots, links, history

    static func of(_ entity: EntityType) -> [CardTab] {
        entity.hasStages ? allCases : [.general, .tasks, .links, .history]
    }
}

/// What every part of a card's view needs: the item as it was read, names, who looks and how to write dates.
struct CardContext: Sendable {
    let item: Item
    let names: Names
    let people: PeopleSnapshot
    let viewer: Viewer
    let language: Language
    let csrf: String
    let now: Timestamp
    let tab: CardTab
    /// The card stands beside another page: its tabs load in place.
    let isBeside: Bool

    var entity: EntityType { item.entity }
    var address: String { item.id.cardAddress }
    var catalog: ItemCatalog { names.catalog }
    var writer: DateWriter { names.dates.writer(language) }
    var pipeline: Pipeline? { item.pipeline.flatMap { catalog.pipelines[$0] } }
    var stage: Stage? { item.stage.flatMap { pipeline?[$0] } }

    /// Whether the viewer may change it; what lies in the recycle bin is only looked at.
    var mayUpdate: Bool { !item.isDeleted && viewer.may(.update, entity, responsible: item.responsible) }
    var mayDelete: Bool { viewer.may(.delete, entity, responsible: item.responsible) }
    var mayRepair: Bool { viewer.may(.configureAutomation) }

    /// An address below the card's.
    func address(_ part: String) -> String { "\(address)/\(part)" }

    /// The address of an action whose answer shows this tab again.
    func action(_ part: String) -> String { "\(address)/\(part)?tab=\(tab.rawValue)" }

    /// A sentence of the automation with stages called by their names instead of their codes.
    func naming(_ text: Text) -> String {
        var sentence = text[language]
        for stage in catalog.pipelines.of(entity).flatMap(\.stages) {
            for quotes in CardTexts.quotes {
                sentence = sentence.replacing(
                    quotes.with(["code": stage.code])[language], with: quotes.with(["code": stage.name])[language])
            }
        }
        return sentence
    }
}

extension PageRequest {
    /// The tab that the address asks for; the general one when it names none that the entity has.
    func cardTab(_ entity: EntityType) -> CardTab {
        query["tab"].flatMap(CardTab.init(rawValue:)).flatMap { CardTab.of(entity).contains($0) ? $0 : nil } ?? .general
    }

    func cardContext(_ item: Item, _ names: Names, _ people: PeopleSnapshot, tab: CardTab) throws -> CardContext {
        CardContext(
            item: item, names: names, people: people, viewer: try viewer, language: language, csrf: csrf, now: now,
            tab: tab,
            isBeside: isInSlideover)
    }
}

extension HTML {
    /// ` hx-post="…"`: the form is sent by script and its answer takes the place of the card.
    static func posts(to action: String) -> HTML { " hx-post=\"\(url: action)\"" }

    /// A moment as people say it, with the exact one for pointing.
    static func moment(_ moment: Timestamp, _ context: CardContext) -> HTML {
        let writer = context.writer
        return "<time title=\"\(writer.dateTime(moment))\">\(writer.relative(moment, now: context.now))</time>"
    }
}
