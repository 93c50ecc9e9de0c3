import Kernel
import Testing
import Web

@Suite struct ComponentTests {
    @Test(arguments: Gallery.Sample.allCases)
    func `every component closes what it opens`(sample: Gallery.Sample) throws {
        try Markup(sample.page.body.description).check()
    }

    @Test func `a name that is markup stays text in every place of a card`() {
        let hostile = "\"><script>alert(1)</script>"
        var card = KanbanCard(id: 7, title: hostile, address: "javascript:alert(1)", moveAddress: hostile)
        card.sum = hostile
        card.client = hostile
        card.shipping = hostile
        card.responsible = (1, hostile)
        card.activityText = hostile
        card.channels = [KanbanCard.Channel(.phone, label: hostile, address: "javascript:alert(1)")]

        let html = HTML.kanbanCard(card, .russian).description

        #expect(!html.contains("<script"))
        #expect(!html.contains("javascript:"))
    }

    @Test func `a field shows its error beside the control and points to it`() throws {
        let field = Field("phone", label: "Телефон", isRequired: true, error: "Слишком короткий")

        let html = HTML.textField(field, type: .tel, value: "12").description

        #expect(html.contains("aria-invalid=\"true\""))
        #expect(html.contains("aria-describedby=\"field-phone-error\""))
        #expect(html.contains("id=\"field-phone-error\" role=\"alert\""))
        #expect(html.contains(" required"))
    }

    @Test func `every form that changes something carries the token`() {
        let forms = [
            HTML.form(action: "/x", csrf: "t&1", ""), .actionButton("Удалить", action: "/x", csrf: "t&1"),
            .stageBar(Gallery.steps, action: "/x", csrf: "t&1", .russian),
            .dialog(title: "Причина", form: DialogForm(action: "/x", csrf: "t&1"), .russian, ""),
        ]

        for form in forms {
            #expect(form.description.contains("<input type=\"hidden\" name=\"csrf\" value=\"t&amp;1\">"))
        }
    }

    @Test func `the present stage is no button and the passed ones have its colour`() {
        let html = HTML.stageBar(Gallery.steps, action: "/deals/7/stage", csrf: "t", .russian).description

        #expect(html.contains("<span class=\"stagebar-step stagebar-now\""))
        #expect(html.components(of: "--stage:#ffa900").count == 4)
    }

    @Test(arguments: [
        ("#ffffff", "#ffffff", "#14181f"), ("000000", "#000000", "#ffffff"), ("#39A8EF", "#39a8ef", "#14181f"),
        ("red;background:url(x)", "#9aa5b4", "#14181f"), ("#12345", "#9aa5b4", "#14181f"), ("", "#9aa5b4", "#14181f"),
        ("#+1234f", "#9aa5b4", "#14181f"),
    ])
    func `a stage colour is a colour with a readable ink or grey`(text: String, color: String, ink: String) {
        #expect(StageColor(text).attribute.description == " style=\"--stage:\(color);--stage-ink:\(ink)\"")
    }

    @Test(arguments: [
        (1, 1, "1"), (1, 50, "1"), (1, 51, "1 2"), (7, 1204, "1 … 5 6 7 8 9 … 25"), (2, 200, "1 2 3 4"), (25, 1204, "1 … 23 24 25"),
        (1, 0, "1"),
    ])
    func `pagination links the ends and the neighbours`(page: Int, total: Int, expected: String) {
        let html = HTML.pagination(PageWindow(page: page, pageSize: 50, total: total), .russian) { "?page=\($0)" }

        let links = Markup(html.description).texts(of: ["a", "span"]).dropFirst().filter { !$0.isEmpty }
        #expect(links.joined(separator: " ") == (total > 50 ? expected : ""))
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1\u{A0}000"), (-1_234_567, "−1\u{A0}234\u{A0}567")])
    func `thousands stand apart`(number: Int, expected: String) {
        #expect(grouped(number) == expected)
    }

    @Test(arguments: [("Иван Петров", "ИП"), ("root", "R"), ("Анна Мария Ли", "АМ"), ("", ""), (" ё ", "Ё")])
    func `an avatar has initials`(name: String, expected: String) {
        #expect(Markup(HTML.avatar(name: name, id: 3).description).texts(of: ["span"]) == [expected])
    }

    @Test func `a user picker keeps the choice in a plain list`() {
        let html = HTML.userPicker(
            Field("who", label: "Кто"), Gallery.peopleOptions, selected: ["user:8"], allowsSeveral: true, .russian
        ).description

        #expect(html.contains("<option value=\"user:8\" data-kind=\"person\" data-note=\"Консультант\" selected>"))
        #expect(html.components(of: " selected>").count == 1)
        #expect(html.contains(" multiple>"))
    }

    @Test func `each comparison of a condition sends its four values once`() {
        let html = HTML.conditionBuilder(Gallery.conditionForm, .russian).description
        let rows = html.components(of: "data-condition-row>").count

        for name in ["conditionGroup", "conditionField", "conditionOperator", "conditionValue"] {
            #expect(html.components(of: "name=\"\(name)\"").count == rows)
        }
    }

    @Test func `a robot in the view mode has no actions`() {
        let html = HTML.robotCard(RobotCardModel(id: "r", title: "Задача"), csrf: "t", .russian).description

        #expect(!html.contains("<a "))
        #expect(!html.contains("<button"))
    }

    @Test func `a multi-line value that begins with a line break keeps it`() {
        let html = HTML.textArea(Field("text", label: "Текст"), value: "\nx").description

        #expect(html.contains(">\n\nx</textarea>"))
    }
}
