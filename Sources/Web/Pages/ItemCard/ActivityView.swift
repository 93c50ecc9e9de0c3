import CRM
import Kernel

/// A planned activity with what can be done about it.
struct ActivityView {
    let activity: Activity
    let context: CardContext
    let timeline: CardTimeline
    private var language: Language { context.language }

    init(_ activity: Activity, _ context: CardContext, _ timeline: CardTimeline) {
        self.activity = activity
        self.context = context
        self.timeline = timeline
    }

    var html: HTML {
        let writer = context.writer
        let isOverdue = activity.isOverdue(at: context.now)
        var model = TimelineEntryModel(
            icon: icon, title: "\(activity.subject)", time: activity.deadline.map { writer.moment($0, now: context.now) } ?? "",
            exactTime: activity.deadline.map(writer.dateTime) ?? "")
        model.tone = activity.isIncoming ? .success : isOverdue ? .danger : .accent
        model.style = .planned
        model.text = text
        model.note = timeline.notes[.activity(activity.id)].map { "\($0.text)" }
        model.hue = activity.color.map { "hue-\($0.rawValue)" }
        model.cause = "\(kind)\(if: isOverdue, " · \(CardTexts.overdue, language)")\(if: activity.isIncoming, " · \(CardTexts.waitsForAnswer, language)")"
        model.author = (activity.responsible.rawValue, context.people.name(of: activity.responsible))
        model.actions = context.mayUpdate ? [complete, reschedule] : []
        return .timelineEntry(model)
    }

    private var text: HTML? {
        let known = activity.files.compactMap { timeline.files[$0] }
        let layout = ConfiguredView(activity, timeline, context.writer)?.html
        if activity.description.isEmpty && known.isEmpty && layout == nil { return nil }
        return "\(layout)\(activity.description)\(if: !known.isEmpty, .fileList(known))"
    }

    /// A program's own kind by its name.
    private var kind: String { activity.typeCode.flatMap { timeline.types[$0]?.name } ?? activity.kind.title[language] }

    private var icon: Icon {
        switch activity.kind {
        case .call: activity.isIncoming ? .phoneMissed : .phone
        case .meeting: .users
        case .mail: .mail
        case .todo: .calendarClock
        case .request: .circleQuestionMark
        case .form: .fileText
        }
    }

    private var target: HTML { " hx-target=\"closest .item\" hx-swap=\"outerHTML\"" }

    private var complete: HTML {
        let action = context.address("activities/\(activity.id)/complete")
        let outcomes = [CallOutcome.answered, .noAnswer, .busy].map { Option($0.rawValue, $0.title[language]) }
        let outcome: HTML? = activity.kind == .call && !activity.isIncoming
            ? .selectField(Field("outcome", label: ComposerTexts.outcome[language], id: "outcome-\(activity.id)"), outcomes, selected: nil)
            : nil
        return .menu(
            "\(.icon(.check, size: .small))\(CardTexts.complete, language)", summaryClass: "button button-small",
            [.custom(.form(
                action: action, csrf: context.csrf, attributes: " class=\"item-pop stack\"\(.posts(to: action))\(target)",
                """
                \(outcome)\(.textAreaField(Field("result", label: CardTexts.result[language], id: "result-\(activity.id)"), rows: 2))\
                <div class="actions">\(.button(CardTexts.complete[language], kind: .primary, size: .small))</div>
                """))])
    }

    private var reschedule: HTML {
        let action = context.address("activities/\(activity.id)/reschedule")
        let zone = context.names.zone
        let presets: [(Text, Int64)] = [(CardTexts.inHour, 1), (CardTexts.tomorrow, 24), (CardTexts.inThreeDays, 72), (CardTexts.inWeek, 168)]
        return .menu(
            "\(.icon(.calendar, size: .small))\(CardTexts.reschedule, language)", summaryClass: "button button-small button-quiet",
            [.custom(.form(
                action: action, csrf: context.csrf, attributes: " class=\"item-pop stack\"\(.posts(to: action))\(target)",
                """
                <div class="row tight">\(each: presets, { title, hours in
                    .button(title[language], size: .small, name: "in", value: String(hours))
                })</div>\
                \(.textField(Field("deadline", label: ComposerTexts.deadline[language], id: "deadline-\(activity.id)"), type: .dateTime, value: zone.inputText(activity.deadline ?? context.now)))\
                <div class="actions">\(.button(CardTexts.reschedule[language], kind: .primary, size: .small))</div>
                """))])
    }
}
