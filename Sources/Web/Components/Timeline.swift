/// An entry of a timeline.
package struct TimelineEntryModel: Sendable {
    package var icon: Icon
    package var tone: Tone = .neutral
    package var title: HTML
    /// When, in words («12:04»), and exactly, for pointing («20 сентября 2026, 12:04:31»).
    package var time: String
    package var exactTime: String
    package var text: HTML?
    /// A remark that a program has put on it.
    package var note: HTML?
    /// `hue-3`: a colour of its own.
    package var hue: String?
    /// «перемещено роботом „Сменить стадию“, потому что задача №14 завершена Иваном 12:04»
    package var cause: HTML?
    package var author: (id: Int64, name: String)?
    package var actions: [HTML] = []
    package var style: Style = .framed

    package enum Style: Sendable {
        /// A frame of its own: comments, calls, tasks.
        case framed
        /// A line among lines: changes of fields.
        case plain
        /// Still to be done.
        case planned
    }

    package init(icon: Icon, title: HTML, time: String, exactTime: String) {
        self.icon = icon
        self.title = title
        self.time = time
        self.exactTime = exactTime
    }
}

extension HTML {
    /// Entries, newest first; put `timelineDay` between the days.
    package static func timeline(_ entries: [HTML], attributes: HTML = HTML()) -> HTML {
        "<div class=\"timeline\"\(attributes)>\(entries)</div>"
    }

    package static func timelineDay(_ label: String) -> HTML {
        "<h3 class=\"timeline-day\">\(label)</h3>"
    }

    package static func timelineEntry(_ entry: TimelineEntryModel) -> HTML {
        let style: String? =
            switch entry.style {
            case .framed: nil
            case .plain: "entry-plain"
            case .planned: "entry-planned"
            }
        return """
            <article\(classes: "entry", style, entry.tone.className, entry.hue)><span class="entry-icon">\(.icon(entry.icon))</span>\
            <div class="entry-body"><header class="entry-head"><span class="entry-title">\(entry.title)</span>\
            <time class="entry-time" title="\(entry.exactTime)">\(entry.time)</time>\
            \(ifLet: entry.author, { .avatar(name: $0.name, id: $0.id, size: .small) })</header>\
            \(ifLet: entry.text, { "<div class=\"entry-text\">\($0)</div>" })\
            \(ifLet: entry.note, { "<div class=\"entry-note\">\(.icon(.bookmark, size: .small))<div class=\"entry-text\">\($0)</div></div>" })\
            \(ifLet: entry.cause, { "<p class=\"entry-cause\">\($0)</p>" })\
            \(if: !entry.actions.isEmpty, "<div class=\"entry-actions\">\(entry.actions)</div>")</div></article>
            """
    }

    /// «было → стало»
    package static func change(from old: String?, to new: String?, none: String) -> HTML {
        """
        <span class="change"><span class="change-old">\(old ?? none)</span>\(.icon(.arrowRight, size: .small))\
        <span>\(new ?? none)</span></span>
        """
    }
}
