import CRM
import Kernel

/// The talk about a task, oldest first, with the form for the next word at its foot.
struct TaskCommentsView {
    let model: TaskCardModel
    let refusal: TaskRefusal?
    private var language: Language { model.language }

    init(_ model: TaskCardModel, _ refusal: TaskRefusal?) {
        self.model = model
        self.refusal = refusal
    }

    var html: HTML {
        .card(
            title: TaskCardTexts.comments[language],
            """
            \(earlier)<div class="timeline">\(each: model.comments, { TaskCommentView($0, model).html })</div>\
            \(if: model.comments.isEmpty, "<p class=\"faint task-quiet\">\(TaskCardTexts.noComments, language)</p>")\
            \(if: model.actions.contains(.comment), composer)
            """)
    }

    private var earlier: HTML? {
        guard model.commentCount > model.comments.filter({ !$0.isDeleted }).count else { return nil }
        let address = model.address + "?comments=1"
        return "<p class=\"task-quiet\"><a class=\"link\" href=\"\(url: address)\" hx-get=\"\(url: address)\">\(TaskCardTexts.earlierComments, language)</a></p>"
    }

    private var composer: HTML {
        let isHere = refusal?.place == "comment"
        let typed = isHere ? refusal?.typed : nil
        let field = Field(
            "text", label: TaskCardTexts.comment[language], error: isHere ? refusal?.failure.message[language] : nil, id: "task-comment")
        let mentions = Field("mentions", label: ComposerTexts.mention[language], id: "task-mentions")
        return .form(
            action: model.address + "/comments", csrf: model.csrf, attributes: "\(.upload(to: ".task-card", language)) class=\"task-composer stack\"",
            """
            \(.textArea(field, value: typed?["text"] ?? "", rows: 2, placeholder: ComposerTexts.commentHint[language], attributes: " aria-label=\"\(TaskCardTexts.comment, language)\""))\
            \(ifLet: field.error, { "<p class=\"field-error\" id=\"task-comment-error\" role=\"alert\">\(.icon(.circleAlert, size: .small))<span>\($0)</span></p>" })\
            <details class="item-fold"\(attribute: "open", if: isHere)><summary class="faint">\(.icon(.chevronRight, size: .small))\(ComposerTexts.filesAndMentions, language)</summary>\
            <div class="stack">\(.userPicker(mentions, model.people.options(), selected: Set(typed?.all("mentions") ?? []), allowsSeveral: true, language))\
            \(.fileField(Field("file", label: ComposerTexts.files[language], id: "task-comment-file"), acceptsSeveral: true, language))</div></details>\
            <div class="actions">\(.button(ComposerTexts.send[language], kind: .primary, icon: .send))</div>
            """)
    }
}

/// One comment, or the place of one that was deleted.
struct TaskCommentView {
    let comment: Comment
    let model: TaskCardModel
    private var language: Language { model.language }

    init(_ comment: Comment, _ model: TaskCardModel) {
        self.comment = comment
        self.model = model
    }

    var html: HTML {
        let writer = model.face.writer
        let author = comment.author.map(model.people.name) ?? TaskCardTexts.portal[language]
        return """
            <article class="talk" id="comment-\(comment.id.rawValue)">\(.avatar(name: author, id: comment.author?.rawValue ?? 0))\
            <div class="talk-body"><header class="row tight"><span class="strong">\(author)</span>\
            <time class="faint" title="\(writer.dateTime(comment.createdAt))">\(writer.moment(comment.createdAt, now: model.face.now))</time>\
            \(if: comment.editedAt != nil && !comment.isDeleted, "<small class=\"faint\">\(TaskCardTexts.edited, language)</small>")</header>\
            \(text)\(if: !actions.isEmpty, "<div class=\"row\">\(actions)</div>")</div></article>
            """
    }

    private var text: HTML {
        if comment.isDeleted { return "<p class=\"faint\">\(TaskCardTexts.commentDeleted, language)</p>" }
        let files = comment.files.compactMap { model.files[$0] }
        return "<p class=\"item-text\">\(comment.text)</p>\(if: !files.isEmpty, .fileList(files))"
    }

    private var actions: [HTML] {
        if comment.isDeleted { return [] }
        let address = "\(model.address)/comments/\(comment.id)"
        let isOwn = comment.author == model.viewer.user
        let edit: HTML = """
            <a class="item-quiet" href="\(url: address)/edit" hx-get="\(url: address)/edit" hx-target="closest .talk" hx-swap="outerHTML">\
            \(ComponentTexts.edit, language)</a>
            """
        let delete: HTML = .form(
            action: address + "/delete", csrf: model.csrf, attributes: .posts(to: address + "/delete"),
            "<button class=\"item-quiet\">\(ComponentTexts.delete, language)</button>")
        return (isOwn ? [edit] : []) + (isOwn || model.viewer.isAdministrator ? [delete] : [])
    }

    /// The form in which the author changes it.
    func form(typed: String? = nil, error: String? = nil) -> HTML {
        let action = "\(model.address)/comments/\(comment.id)"
        let field = Field("text", label: TaskCardTexts.comment[language], error: error, id: "comment-text-\(comment.id)")
        let mentions = Field("mentions", label: ComposerTexts.mention[language], id: "comment-mentions-\(comment.id)")
        return """
            <article class="talk" data-view-url="\(url: action)">\(.avatar(name: model.people.name(of: model.viewer.user), id: model.viewer.user.rawValue))\
            <div class="talk-body">\(.form(
                action: action, csrf: model.csrf, attributes: " class=\"stack tight\"\(.posts(to: action)) hx-target=\"closest .talk\" hx-swap=\"outerHTML\"",
                """
                \(.textAreaField(field, value: typed ?? comment.text, rows: 3))\
                \(.userPicker(mentions, model.people.options(), selected: [], allowsSeveral: true, language))\
                <div class="actions">\(.button(TaskCardTexts.save[language], kind: .primary, size: .small))\
                \(.button(ComponentTexts.cancel[language], kind: .quiet, size: .small, type: .button, attributes: " data-inplace-cancel"))</div>
                """))</div></article>
            """
    }
}
