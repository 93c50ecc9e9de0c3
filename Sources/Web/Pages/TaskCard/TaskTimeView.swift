import CRM
import Kernel

/// The time spent on a task: entered on the card or by programs.
struct TaskTimeView {
    let model: TaskCardModel
    let refusal: TaskRefusal?
    private var language: Language { model.language }
    private var address: String { model.address + "/time" }

    init(_ model: TaskCardModel, _ refusal: TaskRefusal?) {
        self.model = model
        self.refusal = refusal
    }

    var html: HTML {
        let total = model.time.reduce(0) { $0 + Int64($1.seconds) }
        let sum: [HTML] = total == 0 ? [] : [.badge(model.face.writer.duration(.seconds(total)), icon: .timer)]
        return .card(
            title: TaskCardTexts.time[language], actions: sum,
            "\(model.time.isEmpty ? none : list)\(adding)")
    }

    private var none: HTML { "<p class=\"faint\">\(TaskCardTexts.noTime, language)</p>" }
    private var list: HTML { "<ul class=\"task-time\">\(each: model.time, row)</ul>" }

    private func row(_ entry: TaskTime) -> HTML {
        let face = model.face
        return """
            <li class="task-time-row">\(face.avatar(entry.person))<span class="grow"><strong>\(face.writer.duration(.seconds(Int64(entry.seconds))))</strong> \
            <small class="faint" title="\(face.writer.dateTime(entry.createdAt))">\(face.writer.moment(entry.createdAt, now: face.now))</small>\
            \(if: !entry.note.isEmpty, "<span class=\"item-text\">\(entry.note)</span>")</span>\
            \(if: entry.isChangeable(on: model.task, by: face.access), removal(entry))</li>
            """
    }

    private func removal(_ entry: TaskTime) -> HTML {
        let action = "\(address)/\(entry.id)/delete"
        return .form(
            action: action, csrf: model.csrf, attributes: .posts(to: action),
            """
            <button class="button button-small button-quiet" aria-label="\(TaskCardTexts.removeTime, language)" title="\(TaskCardTexts.removeTime, language)">\(.icon(.x, size: .small))</button>
            """)
    }

    private var adding: HTML {
        let isRefused = refusal?.place == "time"
        func typed(_ name: String) -> String { isRefused ? refusal?.typed[name] ?? "" : "" }
        let hours = Field("hours", label: TaskCardTexts.hours[language], id: "time-hours")
        let minutes = Field(
            "minutes", label: TaskCardTexts.minutes[language], error: isRefused ? refusal?.failure.message[language] : nil, id: "time-minutes")
        let note = Field("note", label: TaskCardTexts.timeNote[language], id: "time-note")
        return """
            <details class="menu task-time-add"\(attribute: "open", if: isRefused)><summary class="button button-small button-quiet">\(.icon(.plus, size: .small))\
            <span class="button-label">\(TaskCardTexts.add, language)</span></summary><div class="menu-panel task-pop">\
            \(.form(
                action: address, csrf: model.csrf, attributes: " class=\"item-pop stack\"\(.posts(to: address))",
                """
                \(.fieldPair([
                    .textField(hours, value: typed("hours"), attributes: " inputmode=\"numeric\""),
                    .textField(minutes, value: typed("minutes"), attributes: " inputmode=\"numeric\""),
                ]))\(.textField(note, value: typed("note"), attributes: " maxlength=\"5000\""))\
                <div class="actions">\(.button(TaskCardTexts.add[language], kind: .primary, size: .small))</div>
                """))</div></details>
            """
    }
}

/// What is done with the time of a task, and its star.
enum TaskMarkActions {
    static let routes: [Route] = [
        .post("/tasks/:id/favorite") { page in
            try await page.changeTask(place: "favorite") { id, access, command in
                _ = try TaskItem.find(id, for: access, in: command.transaction)
                try TaskFavorites.set(page.form.flag("on"), id, for: page.viewer.user, in: command)
            }
        },
        .post("/tasks/:id/time") { page in
            try await page.changeTask(place: "time") { id, access, command in
                let (hours, minutes) = (page.form.number("hours") ?? 0, page.form.number("minutes") ?? 0)
                let isSound = (0...8784).contains(hours) && (0...100_000).contains(minutes)
                try TaskTime.add(
                    isSound ? hours * 3600 + minutes * 60 : 0, note: page.form["note"] ?? "", to: id, by: page.viewer.user, access, in: command)
            }
        },
        .post("/tasks/:id/time/:entry/delete") { page in
            try await page.changeTask(place: "time") { id, access, command in
                guard let entry = try TaskTime.find(try page.number("entry"), in: command.transaction), entry.task == id else {
                    throw Failure(.notFound, HTTPTexts.unknownPage)
                }
                try entry.delete(by: access, in: command)
            }
        },
    ]
}
