import CRM
import Kernel

/// The right side of a card: plans on top, below them the history by days.
struct TimelineView {
    let context: CardContext
    let timeline: CardTimeline
    var language: Language { context.language }

    init(_ context: CardContext, _ timeline: CardTimeline) {
        self.context = context
        self.timeline = timeline
    }

    var html: HTML {
        """
        <div class="stack item-timeline" data-live-topic="\(context.item.id.liveTopic)" data-live-calm \
        hx-get="\(url: context.address("timeline"))" hx-trigger="live" hx-target="this" hx-swap="outerHTML">\
        \(plans)\(pins)\(history)</div>
        """
    }

    /// Further entries, in the place of the button that asked for them.
    var further: HTML { "\(days)\(moreButton)" }

    private var plans: HTML {
        guard !timeline.planned.isEmpty else {
            guard context.mayUpdate, !context.item.isClosed else { return HTML() }
            return
                "<p class=\"item-noplan\">\(.icon(.calendarClock, size: .small))<span>\(CardTexts.nothingPlanned, language)</span></p>"
        }
        return """
            <section><h2 class="item-caption">\(CardTexts.planned, language)</h2>\
            \(.timeline(timeline.planned.map { ActivityView($0, context, timeline).html }))</section>
            """
    }

    private var pins: HTML? {
        guard !timeline.pinned.isEmpty else { return nil }
        return """
            <section><h2 class="item-caption">\(CardTexts.pinned, language)</h2>\
            \(.timeline(timeline.pinned.map { EntryView($0, context, timeline).html }))</section>
            """
    }

    private var history: HTML {
        """
        <section><h2 class="item-caption">\(CardTexts.history, language)</h2>\
        <div class="timeline">\(days)\(moreButton)</div></section>
        """
    }

    private var days: [HTML] {
        let zone = context.names.zone
        var last: LocalDate?
        return timeline.entries.flatMap { entry -> [HTML] in
            let day = zone.local(entry.at).date
            let head: HTML? = day == last ? nil : .timelineDay(context.writer.day(day, now: context.now))
            last = day
            return [head, EntryView(entry, context, timeline).html].compactMap(\.self)
        }
    }

    private var moreButton: HTML? {
        guard timeline.hasMore, let last = timeline.entries.last else { return nil }
        let address = "\(context.address("timeline"))?before=\(last.id)"
        return .linkButton(
            CardTexts.showMore[language], to: address, icon: .chevronDown, size: .wide,
            attributes: " hx-get=\"\(url: address)\" hx-target=\"this\" hx-swap=\"outerHTML\"")
    }
}
