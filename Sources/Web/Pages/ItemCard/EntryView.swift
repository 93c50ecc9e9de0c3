import CRM
import Kernel

/// One entry of the history.
struct EntryView {
    let entry: TimelineEntry
    let context: CardContext
    let timeline: CardTimeline
    private var language: Language { context.language }

    init(_ entry: TimelineEntry, _ context: CardContext, _ timeline: CardTimeline) {
        self.entry = entry
        self.context = context
        self.timeline = timeline
    }

    var html: HTML {
        let writer = context.writer
        var model = TimelineEntryModel(
            icon: entry.actor.isAutomatic && !entry.isFramed ? .bot : entry.icon, title: title,
            time: writer.time(entry.at),
            exactTime: writer.dateTime(entry.at))
        model.tone = entry.tone
        model.style = entry.isFramed ? .framed : .plain
        model.text = text
        model.note = timeline.note(of: entry).map { "\($0)" }
        model.cause = cause
        model.author = author
        model.actions = actions
        return .timelineEntry(model)
    }

    private var comment: Comment? { entry.comment.flatMap { timeline.comments[$0] } }

    private var title: HTML {
        if entry.line.kind == "comment" {
            return "\(entry.actor.user.map(context.people.name) ?? CardTexts.comment[language])"
        }
        let sentence = entry.text(language, context.names)
        if entry.line.kind == "fields_changed" { return changes }
        if let task = entry.task {
            return "<a class=\"item-entrylink\" href=\"/tasks/\(task.rawValue)\" data-slideover>\(sentence)</a>"
        }
        return "\(sentence)"
    }

    /// «Тип оплаты: не заполнено → постоплата», each field on a line of its own.
    private var changes: HTML {
        let fields = context.catalog.fields.all(of: context.entity)
        func shown(_ value: Value, _ field: CRM.Field) -> String? {
            value.isEmpty ? nil : String(field.text(value, language, context.names).prefix(160))
        }
        return """
            <span class="stack tight">\(each: entry.changes, { change in
                guard let field = fields.first(where: { $0.code == change.code }) else { return "\(change.code.rawValue)" }
                return "<span class=\"item-change\"><span class=\"muted\">\(field.title, language)</span>\(.change(from: shown(change.from, field), to: shown(change.to, field), none: CardTexts.empty[language]))</span>"
            })</span>
            """
    }

    private var text: HTML? {
        if let comment {
            if comment.isDeleted { return "<span class=\"faint\">\(CardTexts.commentDeleted, language)</span>" }
            return
                "\(comment.text)\(files(comment.files))\(if: comment.editedAt != nil, "<small class=\"faint\"> \(CardTexts.edited, language)</small>")"
        }
        guard entry.isFramed, let id = entry.activity, let activity = timeline.activities[id] else { return nil }
        let words = [activity.description, entry.line.kind == "activity_completed" ? "" : activity.result].filter {
            !$0.isEmpty
        }
        let length = activity.durationSeconds.map { context.writer.duration(.seconds(Int64($0))) }
        let parts = words + (length.map { [$0] } ?? [])
        let layout = ConfiguredView(activity, timeline, context.writer)?.html
        return parts.isEmpty && activity.files.isEmpty && layout == nil
            ? nil : "\(layout)\(parts.joined(separator: "\n"))\(files(activity.files))"
    }

    private func files(_ ids: [FileID]) -> HTML? {
        let known = ids.compactMap { timeline.files[$0] }
        return known.isEmpty ? nil : .fileList(known)
    }

    /// Who and why; a person's own words need only the avatar.
    private var cause: HTML? {
        guard entry.line.kind != "comment" else { return nil }
        return "\(entry.author(language, context.names))"
    }

    private var author: (id: Int64, name: String)? {
        guard !entry.actor.isAutomatic, let user = entry.actor.user else { return nil }
        return (user.rawValue, context.people.name(of: user))
    }

    private var actions: [HTML] {
        guard entry.isFramed, context.mayUpdate else { return [] }
        let pin = context.address("timeline/\(entry.id)/\(entry.isPinned ? "unpin" : "pin")")
        var actions: [HTML] = [quiet(entry.isPinned ? CardTexts.unpin : CardTexts.pin, pin)]
        guard let comment, !comment.isDeleted else { return actions }
        if comment.author == context.viewer.user {
            let edit = context.address("comments/\(comment.id)/edit")
            actions.append(
                """
                <a class="item-quiet" href="\(url: edit)" hx-get="\(url: edit)" hx-target="closest .entry" hx-swap="outerHTML">\(ComponentTexts.edit, language)</a>
                """)
        }
        if comment.author == context.viewer.user || context.viewer.isAdministrator {
            actions.append(quiet(ComponentTexts.delete, context.address("comments/\(comment.id)/delete")))
        }
        return actions
    }

    private func quiet(_ label: Text, _ action: String) -> HTML {
        .form(
            action: action, csrf: context.csrf,
            attributes: "\(.posts(to: action)) hx-target=\"closest .item\" hx-swap=\"outerHTML\"",
            "<button class=\"item-quiet\">\(label, language)</button>")
    }
}

extension HTML {
    /// Files as chips to download; pictures as small pictures.
    static func fileList(_ files: [StoredFile]) -> HTML {
        """
        <span class="file-list">\(each: files, { file in
            file.isPicture
                ? "<a class=\"file-picture\" href=\"/files/\(file.id.rawValue)?inline=1\" target=\"_blank\" rel=\"noopener\"><img src=\"/files/\(file.id.rawValue)?inline=1\" alt=\"\(file.name)\" loading=\"lazy\"></a>"
                : "<a class=\"file-chip\" href=\"/files/\(file.id.rawValue)\">\(.icon(.paperclip, size: .small))<span class=\"clip\">\(file.name)</span></a>"
        })</span>
        """
    }
}

/// The form in which the author changes a comment.
struct CommentForm {
    let comment: Comment
    let context: CardContext
    var typed: String?
    var error: String?

    var html: HTML {
        let action = context.address("comments/\(comment.id)")
        let field = Field("text", label: CardTexts.comment[context.language], error: error, id: "comment-\(comment.id)")
        return """
            <article class="entry tone-accent" data-view-url="\(url: action)"><span class="entry-icon">\(.icon(.messageSquare))</span><div class="entry-body">\
            \(.form(action: action, csrf: context.csrf, attributes: " class=\"stack tight\" hx-post=\"\(url: action)\" hx-target=\"closest .entry\" hx-swap=\"outerHTML\"", """
                \(.textAreaField(field, value: typed ?? comment.text, rows: 3))\
                <div class="actions">\(.button(CardTexts.save[context.language], kind: .primary, size: .small))\
                \(.button(ComponentTexts.cancel[context.language], kind: .quiet, size: .small, type: .button, attributes: " data-inplace-cancel"))</div>
                """))</div></article>
            """
    }
}
