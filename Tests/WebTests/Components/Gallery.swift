import CRM
import Kernel
import Web

/// Every component with sample models: what the snapshot tests check and what is looked at when styles change.
enum Gallery {
    static let language = Language.russian
    static let csrf = "token"
    static let colors = ["#2fc6f6", "#55d0e0", "#47e4c2", "#ffa900", "#f1a340", "#7bd500", "#ff5752"].map { StageColor($0) }
    static let stages = ["Новая", "Подготовка документов", "Счёт на предоплату", "В работе", "Отгрузка", "Успешна", "Проиграна"]

    static func shell(_ assets: PageAssets, theme: Theme = .system) -> Shell {
        var shell = Shell(
            language: language, theme: theme, csrf: csrf, assets: assets, portalName: "Пром2Б",
            user: (7, "Никита Орлов", "Менеджер отдела продаж"))
        shell.rail = [
            RailGroup([
                RailItem("Лиды", to: "/leads", icon: .inbox, name: "leads", counters: [RailCounter(12, .incoming, label: "12")]),
                RailItem("Сделки", to: "/deals", icon: .handshake, isCurrent: true, name: "deals", counters: [RailCounter(3, .overdue, label: "3")]),
                RailItem("Контакты", to: "/contacts", icon: .contactRound),
                RailItem("Компании", to: "/companies", icon: .building2),
                RailItem("Товары", to: "/products", icon: .package),
            ]),
            RailGroup(
                "Работа",
                [
                    RailItem("Задачи", to: "/tasks", icon: .listChecks, name: "tasks", counters: [RailCounter(5, .overdue, label: "5")]),
                    RailItem("Календарь", to: "/calendar", icon: .calendar),
                    RailItem("Лента", to: "/feed", icon: .newspaper),
                    RailItem("Аналитика", to: "/analytics", icon: .chartColumn),
                ]),
            RailGroup(
                "Портал",
                [
                    RailItem("Сотрудники", to: "/people", icon: .users),
                    RailItem("Настройки", to: "/settings", icon: .settings),
                ]),
        ]
        shell.clock = ShellClock(time: "14:32", state: .working, hours: "09:00–18:00", offsetMinutes: 180)
        shell.create = [
            .link("Лид", to: "/leads/new", icon: .inbox), .link("Сделка", to: "/deals/new", icon: .handshake),
            .link("Задача", to: "/tasks/new", icon: .listChecks), .link("Контакт", to: "/contacts/new", icon: .contactRound),
        ]
        shell.unreadCount = 4
        return shell
    }

    enum Sample: String, CaseIterable, Sendable {
        case kanban, components, robots

        var page: Page {
            switch self {
            case .kanban: Gallery.kanban
            case .components: Gallery.components
            case .robots: Gallery.robots
            }
        }
    }

    // MARK: - Pages

    static var kanban: Page {
        var page = Page(
            "Сделки",
            """
            \(HTML.filterBar(action: "/deals", query: "", placeholder: "Найти сделку", more: .fields([.textField(Field("sumFrom", label: "Сумма от"))]), activeCount: 2, presets: presets, resetAddress: "/deals", language))\
            \(HTML.kanban(columns, drops: drops, language))
            """)
        page.layout = .fill
        page.actions = [views, .linkButton("Роботы", to: "/deals/robots", icon: .bot)]
        page.toast = Toast("Перенесено: Отгрузка")
        return page
    }

    static var components: Page {
        var page = Page(
            "Галерея",
            """
            <div class="stack">\(section("Кнопки", buttons))\(section("Поля", fields))\(section("Люди и значки", people))\
            \(section("Стадии", stagesSection))\(section("Условия", conditions))\(section("Показатели", figures))\
            <div class="columns columns-wide">\(HTML.card(title: "О сделке", actions: [editMenu], definitions))\(HTML.card(title: "Хроника", timeline))</div>\
            \(list)\(section("Сообщения", messages))</div>
            """)
        page.breadcrumbs = [("Настройки", "/settings"), ("Галерея", nil)]
        page.lead = "Каждый компонент с образцовыми данными: по этой странице видно, как выглядит портал."
        page.actions = [.button("Сохранить", kind: .primary)]
        return page
    }

    static var robots: Page {
        var page = Page("Роботы: Продажи", HTML.robotsBoard(robotColumns, csrf: csrf, sortAddress: "/robots/sort", language))
        page.layout = .fill
        page.actions = [.button("Проверить", icon: .play), .button("Сохранить", kind: .primary), .button("Отмена", kind: .quiet)]
        return page
    }

    private static func section(_ title: String, _ body: HTML) -> HTML { .card(title: title, body) }

    // MARK: - Samples

    static var views: HTML {
        .segments(
            [
                TabItem("Канбан", to: "?view=kanban", isCurrent: true, icon: .squareKanban),
                TabItem("Список", to: "?view=list", isCurrent: false, icon: .list),
                TabItem("Дела", to: "?view=activities", isCurrent: false, icon: .clock, count: 3),
            ], label: "Вид")
    }

    static var presets: [TabItem] {
        [
            TabItem("Мои", to: "?preset=mine", isCurrent: true),
            TabItem("Отгрузка на неделе", to: "?preset=week", isCurrent: false),
        ]
    }

    static var drops: [KanbanDrop] {
        [
            KanbanDrop("Успешна", icon: .circleCheck, tone: .success, stage: "WON"),
            KanbanDrop("Проиграна", icon: .circleX, tone: .danger, dialogAddress: "/deals/lose"),
        ]
    }

    static func card(_ id: Int64, _ title: String, sum: String) -> KanbanCard {
        var card = KanbanCard(id: id, title: title, address: "/deals/\(id)", moveAddress: "/deals/\(id)/stage")
        card.sum = sum
        card.client = ["ООО «Стальконструкция»", "Ирина Валентиновна Белозерская", "ИП Громов"][Int(id % 3)]
        card.shipping = id.isMultiple(of: 2) ? "20 сентября" : nil
        card.isPaid = id.isMultiple(of: 4)
        card.responsible = (id, ["Никита Орлов", "Артём Лаптев", "Мария Зимина"][Int(id % 3)])
        card.activity = [.overdue, .today, .none, .planned][Int(id % 4)]
        card.activityText = ["Позвонить · вчера", "Встреча · 15:00", "", "Письмо · 24 сентября"][Int(id % 4)]
        card.channels = [
            KanbanCard.Channel(.phone, label: "Позвонить", address: "tel:+79990000000"),
            KanbanCard.Channel(.mail, label: "Написать", address: "mailto:a@b.example"),
        ]
        return card
    }

    static var columns: [KanbanColumn] {
        let titles = [
            "Станок токарный 16К20, поставка в Пермь", "Насосы ЦНС — 4 шт.", "Запасные части для пресса", "Компрессор ВК-30",
            "Фрезерный центр с обучением персонала и пусконаладкой",
        ]
        return stages.prefix(6).enumerated().map { index, name in
            let count = [4, 2, 3, 1, 0, 2][index]
            let cards = (0..<count).map { number in
                HTML.kanbanCard(
                    card(Int64(index * 5 + number + 1), titles[(index + number) % 5], sum: "\(690 - number * 83) 300 ₽"), language)
            }
            return KanbanColumn(
                stage: "S\(index)", name: name, color: colors[index], count: count * 31, sum: "\(count) 690 300 ₽", cards: cards,
                moreAddress: index == 0 ? "/deals/more?stage=S0" : nil, addAddress: "/deals/quick?stage=S\(index)")
        }
    }

    static var steps: [StageStep] {
        stages.enumerated().map { index, name in
            StageStep("S\(index)", name: name, color: colors[index], state: index < 3 ? .passed : index == 3 ? .now : .ahead)
        }
    }

    static var buttons: HTML {
        """
        <div class="stack"><div class="row">\(HTML.button("Сохранить", kind: .primary))\(HTML.button("Создать", icon: .plus))\
        \(HTML.button("Отмена", kind: .quiet))\(HTML.button("Удалить", kind: .danger, icon: .trash2))\
        \(HTML.linkButton("Подробнее", to: "/x", kind: .link))\(HTML.button("Недоступна", attributes: " disabled"))\
        \(HTML.iconButton(.bell, label: "Уведомления"))\(HTML.moreMenu(label: "Ещё", menuItems))</div>\
        <div class="row">\(views)\(HTML.button("Мелкая", size: .small))\(HTML.button("Мелкая с иконкой", icon: .copy, size: .small))</div></div>
        """
    }

    static var menuItems: [MenuItem] {
        [
            .title("Сделка"), .link("Копировать", to: "/copy", icon: .copy), .link("Выгрузить", to: "/export", icon: .download),
            .line, .action("Удалить", to: "/delete", csrf: csrf, icon: .trash2, isDangerous: true),
        ]
    }

    static var editMenu: HTML { .moreMenu(label: "Действия", menuItems) }

    static var peopleOptions: [PersonOption] {
        [
            PersonOption("user:7", "Никита Орлов", note: "Менеджер", isRecent: true),
            PersonOption("user:8", "Артём Лаптев", note: "Консультант"),
            PersonOption("department:3:all", "Отдел продаж", kind: .department, note: "с подотделами"),
            PersonOption("role:responsible", "Ответственный", kind: .role),
        ]
    }

    static var fields: HTML {
        """
        <div class="columns">\
        \(HTML.textField(Field("title", label: "Название", isRequired: true, help: "Так сделку увидят коллеги"), value: "Станок <16К20> & \"оснастка\""))\
        \(HTML.textField(Field("phone", label: "Телефон", error: "Номер слишком короткий: нужно не меньше 10 цифр"), type: .tel, value: "+7 999"))\
        \(HTML.selectField(Field("source", label: "Источник"), [Option("web", "Сайт"), Option("call", "Звонок")], selected: "call"))\
        \(HTML.moneyField(Field("sum", label: "Сумма"), amount: "690 300", currency: "RUB", currencies: [Option("RUB", "₽"), Option("USD", "$")]))\
        \(HTML.textField(Field("shipping", label: "Дата отгрузки"), type: .date, value: "2026-09-20"))\
        \(HTML.userPicker(Field("responsible", label: "Ответственный"), peopleOptions, selected: ["user:7"], language))\
        \(HTML.userPicker(Field("observers", label: "Наблюдатели"), peopleOptions, selected: ["user:8", "department:3:all"], allowsSeveral: true, language))\
        \(HTML.insertionField(Field("subject", label: "Тема задачи"), value: "Отгрузить {{Название}}", insertions: [InsertionGroup("Сделка", [.init("Название", code: "{{Название}}"), .init("Сумма", code: "{{Сумма}}")])], language))\
        \(HTML.textAreaField(Field("comment", label: "Комментарий"), placeholder: "Что важно знать"))\
        \(HTML.radios(Field("timing", label: "Когда"), [Option("now", "Сразу"), Option("previous", "После предыдущего", help: "когда предыдущий робот закончит")], selected: "now"))\
        \(HTML.checkboxes(Field("days", label: "Рабочие дни"), [Option("1", "Понедельник"), Option("2", "Вторник")], selected: ["1"]))\
        \(HTML.checkbox(Field("important", label: "Важная задача", help: "Поднимется наверх списка"), isChecked: true, sendsUnchecked: true))\
        \(HTML.fileField(Field("file", label: "Файл"), accept: ".csv", language))</div>
        """
    }

    static var people: HTML {
        """
        <div class="row">\(HTML.person(name: "Никита Орлов", id: 7, address: "/people/7"))\(HTML.avatar(name: "Артём Лаптев", id: 8, size: .large))\
        <span class="avatars">\(each: [1, 2, 3] as [Int64], { HTML.avatar(name: "Имя \($0)", id: $0) })</span>\
        \(HTML.badge("Оплачено", tone: .success, icon: .check))\(HTML.badge("Просрочено", tone: .danger))\(HTML.badge("Ждёт", tone: .warning))\
        \(HTML.badge("Черновик"))\(HTML.badge("Новая", tone: .accent))\(HTML.counter(4))\(HTML.counter(120, tone: .danger))\(HTML.counter(7, tone: .success))\
        \(HTML.activityDot(.overdue, language))\(HTML.activityDot(.today, language))\(HTML.activityDot(.none, language))<kbd>Ctrl K</kbd></div>
        """
    }

    static var stagesSection: HTML {
        """
        <div class="stack">\(HTML.stageBar(steps, action: "/deals/7/stage", csrf: csrf, language))\
        <div class="row">\(HTML.stageTag("В работе", color: colors[3]))\(HTML.stageProgress(steps))</div></div>
        """
    }

    static var conditionForm: ConditionForm {
        let operations = [Option("equal", "равно"), Option("notEqual", "не равно")]
        let row = ConditionForm.Row(
            field: "stock", operation: "notEqual", value: .input(Field("conditionValue", label: "Значение", id: "c1"), value: "Да"))
        return ConditionForm(
            join: .any, groups: [.init(join: .all, rows: [row]), .init(join: .any, rows: [row])],
            fields: [Option("stock", "Товары есть на складе?"), Option("sum", "Сумма")], rowAddress: "/conditions/row",
            operations: { _ in operations })
    }

    static var conditions: HTML { .conditionBuilder(conditionForm, language) }

    static var figures: HTML {
        """
        <div class="stack">\(HTML.stats([
            .statTile("Сделок в работе", value: "1 204", note: "+12 за неделю", tone: .success, address: "/deals"),
            .statTile("На сумму", value: "84 690 300 ₽"), .statTile("Просрочено дел", value: "17", note: "на 5 больше", tone: .danger),
            .statTile("Конверсия", value: "23,4 %"),
        ]))\(HTML.progressBar(percent: 64, label: "64 000 из 100 000 строк"))</div>
        """
    }

    static var definitions: HTML {
        .definitionList(
            [
                DefinitionItem("Сумма", "690 300 ₽", editAddress: "/deals/7/fields/sum", viewAddress: "/deals/7/fields/sum/view"),
                DefinitionItem("Клиент", "<a class=\"link\" href=\"/companies/3\">ООО «Стальконструкция»</a>", editAddress: "/e", viewAddress: "/v"),
                DefinitionItem("Дата отгрузки", nil, editAddress: "/e", viewAddress: "/v"),
                DefinitionItem("Ответственный", .person(name: "Никита Орлов", id: 7, address: "/people/7")),
            ], language)
    }

    static var timeline: HTML {
        var call = TimelineEntryModel(icon: .phoneCall, title: "Позвонить клиенту", time: "завтра, 10:00", exactTime: "21 сентября 2026, 10:00")
        call.style = .planned
        call.tone = .accent
        call.text = "Уточнить комплектацию и срок."
        call.author = (7, "Никита Орлов")
        call.actions = [.button("Выполнено", icon: .check, size: .small), .button("Перенести", kind: .quiet, size: .small)]
        var move = TimelineEntryModel(
            icon: .workflow, title: .change(from: "Новая", to: "В работе", none: "—"), time: "12:04", exactTime: "20 сентября 2026, 12:04:31")
        move.style = .plain
        move.cause = "перемещено роботом «Сменить стадию», потому что задача №14 завершена Иваном 12:04"
        var comment = TimelineEntryModel(icon: .messageSquare, title: "Комментарий", time: "11:20", exactTime: "20 сентября 2026, 11:20")
        comment.text = "\("Клиент просил <скидку> & рассрочку")"
        comment.author = (8, "Артём Лаптев")
        comment.tone = .success
        return .timeline([
            .timelineDay("Запланировано"), .timelineEntry(call), .timelineDay("20 сентября"), .timelineEntry(move), .timelineEntry(comment),
        ])
    }

    static var list: HTML {
        let columns = [
            TableColumn("Название", sortAddress: "?sort=title"), TableColumn("Стадия"), TableColumn("Клиент"), TableColumn("Ответственный"),
            TableColumn("Сумма", sortAddress: "?sort=sum", sorted: .descending, isNumber: true),
        ]
        let rows = (1...4).map { (number: Int) -> TableRow in
            TableRow([
                .tableTitle("Поставка насосов №\(number)", to: "/deals/\(number)", attributes: " data-slideover"),
                .stageTag(stages[number], color: colors[number]), "\("ООО «Стальконструкция»")",
                .person(name: "Артём Лаптев", id: 8), "\("\(700 - number * 57) 300 ₽")",
            ])
        }
        return "<div>\(HTML.table(columns, rows, caption: "Сделки"))\(HTML.pagination(PageWindow(page: 7, pageSize: 50, total: 1204), language) { "?page=\($0)" })</div>"
    }

    static var messages: HTML {
        """
        <div class="stack">\(HTML.notice(.danger, icon: .triangleAlert, title: "Робот остановился", "Константа «Курьер» не заполнена."))\
        \(HTML.notice(.accent, "Рабочее время на сегодня: 09:00–18:00."))\(HTML.notice(.warning, icon: .clock, "Срок истекает через час."))\
        \(HTML.tabs([TabItem("Общее", to: "#", isCurrent: true), TabItem("Товары", to: "#", isCurrent: false, count: 3), TabItem("Роботы", to: "#", isCurrent: false)], label: "Карточка"))\
        \(HTML.emptyState(icon: .handshake, title: "Сделок пока нет", text: "Создайте первую сделку или загрузите их из файла.", actions: [.button("Создать сделку", kind: .primary), .button("Загрузить из CSV")], size: .small))</div>
        """
    }

    static var robotColumns: [RobotsColumn] {
        stages.prefix(5).enumerated().map { index, name in
            var task = RobotCardModel(id: "r\(index)", title: "Задача: подготовить договор")
            task.timing = index == 0 ? "сразу" : "через 3 дня, в рабочее время"
            task.recipients = ["Ответственный", "Отдел продаж"]
            task.condition = index == 1 ? "Товары есть на складе? не равно Да" : nil
            task.editAddress = "/robots/\(index)"
            task.copyAddress = "/robots/\(index)/copy"
            task.removeAddress = "/robots/\(index)/delete"
            var notice = task
            notice.timing = "после предыдущего"
            notice.problem = index == 2 ? "Константа «Курьер» не заполнена" : nil
            var trigger = RobotCardModel(id: "t\(index)", title: "Входящий звонок")
            trigger.editAddress = "/triggers/\(index)"
            trigger.removeAddress = "/triggers/\(index)/delete"
            var column = RobotsColumn(
                stage: "S\(index)", name: name, color: colors[index], triggers: index.isMultiple(of: 2) ? [trigger] : [], entries: [.robot(task), .robot(notice)])
            column.addTriggerAddress = "/triggers/new"
            column.addRobotAddress = "/robots/new"
            column.designer = ("Редактировать в дизайнере Бизнес-процессов", "/designer")
            return column
        }
    }
}
