import Kernel

/// The words of «Проверить».
enum SimulatorTexts {
    static let check = Text(ru: "Проверить", en: "Try it out")
    static let title = Text(ru: "Проверка роботов", en: "Trying robots out")
    static let lead = Text(
        ru: "Роботы отработают на копии и в ускоренном времени: на портале ничего не изменится, наружу ничего не уйдёт.",
        en: "Robots run on a copy, in fast time: nothing changes in the portal, nothing leaves it.")
    static let draft = Text(ru: "С вашими несохранёнными изменениями", en: "With your unsaved changes")
    static let savedOffer = Text(
        ru: "Посмотрите, как сработает сохранённый сценарий: месяц вперёд за секунду.", en: "See how the saved scenario runs: a month ahead in a second.")

    // MARK: The form
    static let what = Text(ru: "Что проверяем", en: "What is tried")
    static let invented = Text(ru: "Придуманный элемент", en: "An invented item")
    static let existing = Text(ru: "Настоящий", en: "A real one")
    static let item = Text(ru: "Элемент", en: "Item")
    static let going = Text(ru: "Продолжить с того места, где он сейчас", en: "Go on from where it stands now")
    static let anew = Text(ru: "Начать его стадию заново", en: "Begin its stage anew")
    static let place = Text(ru: "Откуда начать", en: "Where to begin")
    static let stage = Text(ru: "Стадия", en: "Stage")
    static let start = Text(ru: "Начало (пусто — сейчас)", en: "Beginning (empty is now)")
    static let fields = Text(ru: "Поля, от которых зависят роботы", en: "Fields that robots depend on")
    static let days = Text(ru: "Сколько дней", en: "How many days")
    static let reaction = Text(ru: "Задачи, запросы, согласования", en: "Tasks, requests, approvals")
    static let nobody = Text(ru: "никто не выполняет", en: "nobody does them")
    static let deliveries = Text(ru: "Отправки наружу", en: "What goes outside")
    static let succeed = Text(ru: "доставляются", en: "arrives")
    static let fail = Text(ru: "получатель не отвечает", en: "the receiver does not answer")
    static let events = Text(ru: "События", en: "Events")
    static let noEvents = Text(
        ru: "Без событий видно, что будет, если никто не реагирует.", en: "Without events you see what happens when nobody reacts.")
    static let addEvent = Text(ru: "Добавить событие", en: "Add an event")
    static let removeEvent = Text(ru: "Убрать событие", en: "Remove the event")
    static let after = Text(ru: "через", en: "after")
    static let amount = Text(ru: "Сколько", en: "How much")
    static let unit = Text(ru: "Чего", en: "Of what")
    static let deed = Text(ru: "Что происходит", en: "What happens")
    static let anyValue = Text(ru: "любое значение", en: "any value")
    static let value = Text(ru: "Значение", en: "Value")
    static let field = Text(ru: "Поле", en: "Field")

    static let units: [(code: String, title: Text)] = [
        ("wh", Text(ru: "раб. ч", en: "working h")), ("wd", Text(ru: "раб. дн.", en: "working d")),
        ("m", Text(ru: "мин", en: "min")), ("h", Text(ru: "ч", en: "h")), ("d", Text(ru: "дн.", en: "d")),
    ]

    static let reactions: [(code: String, title: Text)] = [
        ("1wh", Text(ru: "выполняют через рабочий час", en: "done after a working hour")),
        ("4wh", Text(ru: "выполняют через 4 рабочих часа", en: "done after 4 working hours")),
        ("1wd", Text(ru: "выполняют через рабочий день", en: "done after a working day")),
        ("3wd", Text(ru: "выполняют через 3 рабочих дня", en: "done after 3 working days")),
    ]

    static func dayCount(_ days: Int) -> Text {
        Text(
            ru: "\(days) \(russianPlural(days, one: "день", few: "дня", many: "дней"))", en: "\(days) day\(days == 1 ? "" : "s")")
    }

    static let noItem = Text(ru: "Найдите и выберите элемент.", en: "Find and choose an item.")
    static let noDeed = Text(ru: "Выберите, что происходит", en: "Choose what happens")
    static let badAmount = Text(ru: "Время события — целое число от 0.", en: "The time of an event is a whole number from 0 on.")
    static let noStage = Text(ru: "Выберите стадию, на которую переводит сотрудник.", en: "Choose the stage that the person moves it to.")
    static let noField = Text(ru: "Выберите поле, которое заполняют.", en: "Choose the field that is filled in.")
    static let cannot = Text(ru: "Проверить не получилось", en: "It could not be tried out")
}
