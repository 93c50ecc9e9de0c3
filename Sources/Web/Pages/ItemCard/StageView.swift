import CRM
import Kernel

extension TimeSpan {
    /// Whole days from a day on, else whole hours from an hour on: how long something has been so.
    fileprivate var coarse: TimeSpan {
        let minutes = max(1, milliseconds / 60_000)
        if minutes >= 1440 { return .days(minutes / 1440) }
        return minutes >= 60 ? .hours(minutes / 60) : .minutes(minutes)
    }
}

/// The stages of an item on its card; kept up to date while others move it.
struct StageView {
    let context: CardContext
    private var language: Language { context.language }

    init(_ context: CardContext) { self.context = context }

    var html: HTML {
        """
        <div class="item-stages" data-live-topic="\(context.item.id.liveTopic)" hx-get="\(url: context.action("stages"))" \
        hx-trigger="live" hx-target="this" hx-swap="outerHTML">\(bar)\(facts)</div>
        """
    }

    private var bar: HTML? {
        guard let pipeline = context.pipeline else { return nil }
        let action = context.mayUpdate ? context.action("stage") : nil
        let target: HTML = " hx-target=\"closest .item\" hx-swap=\"outerHTML\""
        return """
            <div class="item-stagebar">\(.stageBar(
                steps(pipeline), action: action, csrf: context.csrf,
                attributes: action.map { "\(.posts(to: $0))\(target)" } ?? HTML(), language))\
            \(if: context.mayUpdate, finish)</div>
            """
    }

    private var finish: HTML {
        let address = context.address("finish")
        let label = context.item.isClosed ? CardTexts.reopen : CardTexts.finish
        return .linkButton(
            label[language], to: address, kind: .plain, icon: context.item.isClosed ? .rotateCcw : .flag,
            attributes: .overlay(address))
    }

    /// The open stages; a closed item also shows how it ended.
    private func steps(_ pipeline: Pipeline) -> [StageStep] {
        let current = context.stage.flatMap { pipeline.order(of: $0.code) } ?? 0
        return pipeline.stages.enumerated().filter { $1.semantics == .process || $1.code == context.item.stage }.map {
            place, stage in
            StageStep(
                stage.code, name: stage.name[language], color: StageColor(stage.color),
                state: place == current ? .now : place < current ? .passed : .ahead)
        }
    }

    private var facts: HTML {
        let item = context.item
        let writer = context.writer
        let here: HTML? = item.movedAt.map { moved in
            "<span title=\"\(writer.dateTime(moved))\">\(CardTexts.onStage.with(["span": writer.duration((context.now - moved).coarse)]), language)</span>"
        }
        let person: HTML? = item.responsible.map { id in
            "\(.person(name: context.people.name(of: id), id: id.rawValue, address: "/people/\(id)"))"
        }
        let sum: HTML? = item.amount.map { "<strong class=\"nowrap\">\($0.text(language))</strong>" }
        return "<div class=\"item-facts row\">\(sum)\(paid)\(person)\(here)</div>"
    }

    private var paid: HTML? {
        guard let paid = context.item.paidAmount, paid.minorUnits > 0 else { return nil }
        let text = CardTexts.paid.with(["sum": paid.text(language)])[language]
        return .badge(text, tone: context.item.isPaid ? .success : .warning, icon: .wallet)
    }
}
