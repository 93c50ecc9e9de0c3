import CRM
import Kernel

/// The check list: ticked, renamed, reordered and removed line by line.
struct TaskCheckListView {
    let model: TaskCardModel
    let refusal: TaskRefusal?
    private var language: Language { model.language }
    private var list: [CheckListItem] { model.task.checkList }
    private var mayTick: Bool { model.actions.contains(.tick) }
    private var address: String { model.address + "/checklist" }

    init(_ model: TaskCardModel, _ refusal: TaskRefusal?) {
        self.model = model
        self.refusal = refusal
    }

    var html: HTML? {
        if list.isEmpty && !mayTick { return nil }
        let done = list.filter(\.isDone).count
        let progress: [HTML] =
            list.isEmpty ? [] : [.progressBar(percent: done * 100 / list.count, label: "\(done)/\(list.count)")]
        let sorting = " data-sortable=\"checklist\" data-sort-url=\"\(url: address)/order\"" as HTML
        return .card(
            title: TaskPageTexts.checkList[language], actions: progress,
            """
            <ul class="check-list"\(if: mayTick, sorting)>\
            \(each: Array(list.enumerated()), { row($0.element, at: $0.offset) })</ul>\(if: mayTick, adding)
            """)
    }

    private func row(_ item: CheckListItem, at place: Int) -> HTML {
        let note = item.doneAt.map { moment in
            "\(item.doneBy.map(model.people.name) ?? "") · \(model.face.writer.moment(moment, now: model.face.now))"
        }
        return """
            <li class="check-row" data-item="\(item.id.rawValue)">\(if: mayTick, "<span class=\"check-grip\" data-handle>\(.icon(.gripVertical, size: .small))</span>")\
            \(tick(item))<span\(classes: "grow", item.isDone ? "check-done" : nil)\(attribute: "title", note)>\(item.title)</span>\
            \(if: mayTick, menu(item, at: place))</li>
            """
    }

    private func tick(_ item: CheckListItem) -> HTML {
        let label = (item.isDone ? TaskCardTexts.untick : TaskCardTexts.tick)[language]
        let box: HTML = "<span\(classes: "check-box", item.isDone ? "is-checked" : nil)>\(if: item.isDone, .icon(.check, size: .small))</span>"
        guard mayTick else { return box }
        return form(
            "\(item.id)/tick",
            """
            \(.hiddenField("done", item.isDone ? "0" : "1"))<button class="check-button" role="checkbox" \
            aria-checked="\(item.isDone ? "true" : "false")" aria-label="\(label): \(item.title)">\(box)</button>
            """)
    }

    private func menu(_ item: CheckListItem, at place: Int) -> HTML {
        let rename = form(
            "\(item.id)/rename", attributes: " class=\"item-pop stack\"",
            """
            <input class="input" name="title" value="\(item.title)" maxlength="500" required aria-label="\(TaskCardTexts.rename, language)">\
            <div class="actions">\(.button(TaskCardTexts.rename[language], kind: .primary, size: .small))</div>
            """)
        var items: [MenuItem] = [.custom(rename), .line]
        if place > 0 { items.append(move(item, to: place - 1, TaskCardTexts.up, .arrowUp)) }
        if place < list.count - 1 { items.append(move(item, to: place + 1, TaskCardTexts.down, .arrowDown)) }
        items.append(.custom(form("\(item.id)/remove", menuButton(TaskCardTexts.remove, .trash2, isDangerous: true))))
        return .moreMenu(label: TaskCardTexts.itemMenu[language], items)
    }

    private func move(_ item: CheckListItem, to place: Int, _ title: Text, _ icon: Icon) -> MenuItem {
        .custom(
            form(
                "order",
                "\(.hiddenField("item", item.id.description))\(.hiddenField("position", String(place)))\(menuButton(title, icon))"))
    }

    private func menuButton(_ title: Text, _ icon: Icon, isDangerous: Bool = false) -> HTML {
        """
        <button\(classes: "menu-item", isDangerous ? "menu-danger" : nil)>\(.icon(icon))<span class="clip">\(title, language)</span></button>
        """
    }

    private var adding: HTML {
        let isHere = refusal?.place == "checklist"
        return form(
            "add", attributes: " class=\"check-add\"",
            """
            <input class="input" name="title" value="\(isHere ? refusal?.typed["title"] ?? "" : "")" maxlength="500" required \
            placeholder="\(TaskCardTexts.addItem, language)" aria-label="\(TaskCardTexts.addItem, language)">\
            \(.button(TaskCardTexts.add[language], icon: .plus))\
            \(if: isHere, "<p class=\"field-error\" role=\"alert\">\(refusal?.failure.message[language] ?? "")</p>")
            """)
    }

    private func form(_ part: String, attributes: HTML = HTML(), _ content: HTML) -> HTML {
        let action = "\(address)/\(part)"
        return .form(action: action, csrf: model.csrf, attributes: "\(.posts(to: action))\(attributes)", content)
    }
}
